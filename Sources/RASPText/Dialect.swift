/// A way of writing programs as text.
public struct Dialect: Sendable {
  /// What commands and requests call it: `raspy`.
  public let id: String
  /// What people call it: `RASPy`.
  public let title: String
  /// How the names of its files end, with the dot: `.py`.
  public let fileEnding: String
  /// Its words, for completion and colours.
  public let words: DialectWords

  private let makeSession: @Sendable (Surroundings) -> TextSession
  private let makeConversation: @Sendable (Surroundings) -> DialectConversation?
  private let asksForMore: @Sendable (String) -> Bool
  private let goesOn: @Sendable (String, String) -> Bool

  /// - Parameter type: the type of its sessions.
  public init<Session: DialectSession>(
    id: String, title: String, fileEnding: String, words: DialectWords, _ type: Session.Type
  ) {
    self.id = id
    self.title = title
    self.fileEnding = fileEnding
    self.words = words
    makeSession = { TextSession(Session($0)) }
    makeConversation = { Session.conversation($0) }
    asksForMore = { Session.isIncomplete($0) }
    goesOn = { Session.isContinued($0, by: $1) }
  }

  /// A new session.
  public func session(_ surroundings: Surroundings = Surroundings()) -> TextSession {
    makeSession(surroundings)
  }

  /// A conversation of the dialect's own; `nil` if it is had with a session.
  public func conversation(_ surroundings: Surroundings) -> DialectConversation? {
    makeConversation(surroundings)
  }

  /// Whether a text is the beginning of one.
  public func isIncomplete(_ text: String) -> Bool { asksForMore(text) }

  /// Whether a line that a person enters goes on with the text before it, which is incomplete.
  public func isContinued(_ text: String, by line: String) -> Bool { goesOn(text, line) }
}

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
