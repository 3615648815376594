import RASPText

/// The lines of one entry of a conversation so far.
///
/// A short entry is read as a whole with each line, so that what is wrong in a line is said at once.
/// A long one only where a line may end it, and when it has become twice as long, so that a pasted
/// block takes time in proportion to its length.
struct Entry {
  private let dialect: Dialect
  private(set) var text = ""
  /// What the lines leave open, in the dialect's code, and what that means.
  private var open: [UInt8] = []
  private var openness = Openness.unknown
  /// How long the entry was when it was last read as a whole.
  private var lengthRead = 0

  /// The bytes up to which an entry is short.
  private static let short = 1 << 12

  init(_ dialect: Dialect) { self.dialect = dialect }

  var isEmpty: Bool { text.isEmpty }

  private var isShort: Bool { text.utf8.count <= Entry.short }

  /// Adds a line, and gives the texts that are complete with it.
  mutating func add(_ line: String) -> [String] {
    var complete: [String] = []
    if !isEmpty, isShort || openness != .inside, !dialect.isContinued(text, by: line) {
      complete.append(take())
    }
    if isEmpty && line.allSatisfy(\.isWhitespace) { return complete }
    text += line + "\n"
    openness = dialect.openness(behind: line, &open)
    if !isShort, openness != .unknown, text.utf8.count < 2 * lengthRead { return complete }
    lengthRead = text.utf8.count
    if !dialect.isIncomplete(text) { complete.append(take()) }
    return complete
  }

  /// Gives the text, and starts anew.
  private mutating func take() -> String {
    defer { self = Entry(dialect) }
    return text
  }
}
