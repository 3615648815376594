import RASP
import RASPText

/// Runs texts of C-RASP one after the other; each sees the names that those before defined.
///
/// ```swift
/// let session = Session()
/// try session.run(SourceText("V = # \"(\"\nD = V >= # \")\"", name: "more.cr"))
/// let program = try session.evaluate("D").program()
/// ```
///
/// The value of a text is that of its last line. A text that fails leaves all names as they were.
public final class Session: DialectSession {
  private let lines: LineSession<Runner>

  /// - Parameter surroundings: a text can neither print nor load nor draw.
  public init(_ surroundings: Surroundings) { lines = LineSession(surroundings) }

  public convenience init(limits: Limits = Limits()) { self.init(Surroundings(limits: limits)) }

  /// The input on which values are shown; "hello" from the start.
  public var example: Input {
    get { lines.example }
    set { lines.example = newValue }
  }

  /// The names that have a value, in the order in which they got one.
  public var names: [String] { lines.names }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that
  ///   building its s-ops met.
  @discardableResult
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome {
    try lines.run(source)
  }

  /// Runs an expression, or any other text, that has no file.
  @discardableResult
  public func evaluate(
    _ expression: String, name: String = "<expression>"
  ) throws(SyntaxDiagnostic) -> Outcome {
    try run(SourceText(expression, name: name))
  }

  /// Everything that is wrong with a text.
  public func check(_ source: SourceText) -> [SyntaxDiagnostic] { lines.check(source) }

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  public func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic { lines.explain(diagnostic) }

  /// The place in a text that an operation of this session's programs was written at.
  public func place(_ origin: Origin?) -> Place? { lines.place(origin) }

  /// Lets go of all names.
  public func forget() { lines.forget() }

  /// A line is a text, unless a string in it is open.
  public static func isIncomplete(_ text: String) -> Bool {
    LineSession<Runner>.isIncomplete(text)
  }
}
