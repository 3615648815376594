/// What is wrong with a program text, where, and how the place was reached.
///
/// ``description`` shows all of it:
///
/// ```text
/// error: an s-op has no method 'vlaue'
///   --> blog.py:3:8
///   x = tokens.vlaue(1)
///              ^~~~~
///   help: did you mean 'value'?
/// ```
public struct SyntaxDiagnostic: Error, Sendable {
  /// What is wrong, as data. `FaultText.swift` has the sentences.
  let fault: Fault
  /// Where, if it is a place in a text.
  public let place: Place?
  /// The calls that led there, the innermost first.
  public let calls: [Call]
  /// Names that may have been meant instead of the one at fault.
  let candidates: [String]

  /// A call of a function of the program.
  public struct Call: Sendable {
    /// What was called; `nil` if a program was run.
    public let function: String?
    /// Where.
    public let place: Place
  }

  /// Whether the text raised NotImplementedError: what it leaves for later.
  public var isNotImplemented: Bool {
    if case .value(.raised(.notImplemented, _)) = fault { true } else { false }
  }

  init(_ fault: Fault, at place: Place?, calls: [Call] = [], candidates: [String] = []) {
    self.fault = fault
    self.place = place
    self.calls = calls
    self.candidates = candidates
  }
}
