/// The words of a dialect: what a person may complete and an editor may colour.
public struct DialectWords: Sendable {
  /// Words that are part of the grammar.
  public let keywords: [String]
  /// Names that the language itself defines.
  public let language: [String]
  /// What may stand behind a dot.
  public let members: [String]
  /// How a text falls into words: a regular expression of ECMAScript, with the named groups
  /// `comment`, `string`, `number` and `name`. Flags are `g` and `u`.
  public let pattern: String

  public init(keywords: [String], language: [String], members: [String] = [], pattern: String) {
    self.keywords = keywords
    self.language = language
    self.members = members
    self.pattern = pattern
  }
}
