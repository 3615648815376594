/// What can be said of a dialect without reading a text of it.
public struct DialectDescription: Sendable {
  /// What commands and requests call it: `raspy`.
  public let id: String
  /// What people call it: `RASPy`.
  public let title: String
  /// How the names of its files end, with the dot: `.py`.
  public let fileEnding: String
  /// Its words, for completion and colours.
  public let words: DialectWords

  public init(id: String, title: String, fileEnding: String, words: DialectWords) {
    self.id = id
    self.title = title
    self.fileEnding = fileEnding
    self.words = words
  }
}
