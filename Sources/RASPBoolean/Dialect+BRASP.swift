import RASPText

extension DialectDescription {
  /// B-RASP: Boolean vectors, and attention to the leftmost or rightmost position.
  public static let brasp = DialectDescription(
    id: "brasp", title: "B-RASP", fileEnding: ".brasp",
    words: DialectWords(
      keywords: ["leftmost", "rightmost", "true", "false"], language: [],
      pattern: #"(?<comment>//.*)|(?<string>"[^"]*"?)|(?<number>\b\d+)|"#
        + #"(?<name>[A-Za-z_][A-Za-z_0-9]*)"#))
}

extension Dialect {
  public static let brasp = Dialect(.brasp) { Session($0) }
}
