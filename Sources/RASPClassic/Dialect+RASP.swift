import RASPText

extension DialectDescription {
  /// The language of the paper.
  public static let rasp = DialectDescription(
    id: "rasp", title: "RASP", fileEnding: ".rasp",
    words: DialectWords(
      keywords: [
        "and", "def", "draw", "else", "example", "for", "if", "in", "load", "not", "return", "set",
        "show", "True", "False",
      ],
      language: [
        "tokens", "tokens_int", "tokens_float", "indices", "length", "select", "aggregate",
        "selector_width", "has_focus", "indicator", "round", "range", "zip", "len", "full_s",
        "count", "contains", "max", "min", "average", "load_from_location", "shift", "sort",
      ],
      pattern: #"(?<comment>#.*)|(?<string>"[^"\n]*"?)|(?<number>\b\d+(?:\.\d+)?)|"#
        + #"(?<name>[A-Za-z_][A-Za-z_0-9]*)"#))
}

extension Dialect {
  public static let rasp = Dialect(.rasp) { Session($0) }
}
