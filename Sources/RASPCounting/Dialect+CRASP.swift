import RASPText

extension DialectDescription {
  /// C-RASP: counting what is to the left, and comparing counts.
  public static let crasp = DialectDescription(
    id: "crasp", title: "C-RASP", fileEnding: ".cr",
    words: DialectWords(
      keywords: ["if", "else", "true", "false"], language: ["min", "max"],
      pattern: #"(?<comment>//.*)|(?<string>"[^"]*"?)|(?<number>\b\d+)|"#
        + #"(?<name>[A-Za-z_][A-Za-z_0-9]*)"#))
}

extension Dialect {
  public static let crasp = Dialect(.crasp) { Session($0) }
}
