import RASP

/// Runs texts of a dialect one after the other; each sees the names that those before defined.
///
/// This is all that a dialect has to provide, beside the words of its ``Dialect``: commands and the
/// page know no more of it.
public protocol DialectSession: SendableMetatype {
  init(_ surroundings: Surroundings)

  /// The input on which values are shown; "hello" from the start.
  var example: Input { get nonmutating set }

  /// The names that have a value.
  var names: [String] { get }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that its
  ///   run met.
  func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome

  /// Runs an expression, or any other text, that has no file. What ends statements may be missing
  /// at its end.
  func evaluate(_ expression: String, name: String) throws(SyntaxDiagnostic) -> Outcome

  /// Everything that is wrong with a text, as far as that can be known without running it on an
  /// input. Names that the session knows count as defined, and keep their values.
  func check(_ source: SourceText) -> [SyntaxDiagnostic]

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic

  /// The place in a text that an operation of this session's programs was written at.
  func place(_ origin: Origin?) -> Place?

  /// Lets go of all names. A program's functions and the variables that hold them keep each other
  /// alive, so memory comes back only when this was called.
  ///
  /// Neither the session nor what came from it may run any more.
  func forget()

  /// Whether a text is the beginning of one.
  static func isIncomplete(_ text: String) -> Bool

  /// Whether a line that a person enters goes on with the text before it, which is incomplete.
  static func isContinued(_ text: String, by line: String) -> Bool

  /// What a line leaves open of the entry that it is a part of, as far as a look at the lines alone
  /// tells.
  ///
  /// - Parameter open: what the lines before it have left open, and this one leaves, in a code of the
  ///   dialect's own; empty at first.
  static func openness(behind line: String, _ open: inout [UInt8]) -> Openness

  /// A conversation of the dialect's own; `nil` if it is had with a session.
  static func conversation(_ surroundings: Surroundings) -> DialectConversation?
}

extension DialectSession {
  public static func isContinued(_ text: String, by line: String) -> Bool { true }

  public static func openness(behind line: String, _ open: inout [UInt8]) -> Openness { .unknown }

  public static func conversation(_ surroundings: Surroundings) -> DialectConversation? { nil }
}

/// The read-evaluate-print loop of a dialect that has one of its own: it is given lines and prints.
public struct DialectConversation {
  /// What to print before the next line.
  public let prompt: () -> String
  /// Takes a line, without its end.
  public let enter: (_ line: String) -> Void
  /// Runs a file, given its path.
  public let load: (_ path: String) -> Void
  /// Forgets the lines that wait for more.
  public let interrupt: () -> Void
  /// Whether the conversation was ended from within.
  public let isOver: () -> Bool
  /// All names that have a value.
  public let names: () -> [String]

  package init(
    prompt: @escaping () -> String, enter: @escaping (String) -> Void,
    load: @escaping (String) -> Void, interrupt: @escaping () -> Void,
    isOver: @escaping () -> Bool, names: @escaping () -> [String]
  ) {
    self.prompt = prompt
    self.enter = enter
    self.load = load
    self.interrupt = interrupt
    self.isOver = isOver
    self.names = names
  }
}
