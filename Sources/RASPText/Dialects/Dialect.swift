/// A way of writing programs as text.
public struct Dialect: Sendable {
  public let description: DialectDescription

  private let makeSession: @Sendable (Surroundings) -> TextSession
  private let makeConversation: @Sendable (Surroundings) -> DialectConversation?
  private let asksForMore: @Sendable (String) -> Bool
  private let goesOn: @Sendable (String, String) -> Bool
  private let lookBehind: @Sendable (String, inout [UInt8]) -> Openness

  /// - Parameter makeSession: gives one of its sessions.
  public init<Session: DialectSession>(
    _ description: DialectDescription, _ makeSession: @escaping @Sendable (Surroundings) -> Session
  ) {
    self.description = description
    self.makeSession = { TextSession(makeSession($0)) }
    makeConversation = { Session.conversation($0) }
    asksForMore = { Session.isIncomplete($0) }
    goesOn = { Session.isContinued($0, by: $1) }
    lookBehind = { Session.openness(behind: $0, &$1) }
  }

  public var id: String { description.id }
  public var title: String { description.title }
  public var fileEnding: String { description.fileEnding }
  public var words: DialectWords { description.words }

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

  /// What a line leaves open of its entry, as far as a look at the lines alone tells.
  ///
  /// - Parameter open: what the lines have left open, in the dialect's code; empty at first.
  public func openness(behind line: String, _ open: inout [UInt8]) -> Openness {
    lookBehind(line, &open)
  }
}
