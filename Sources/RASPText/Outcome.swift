import RASP

/// What a text gave.
public struct Outcome {
  /// Whether there is a value to show.
  public let hasValue: Bool
  /// What a run gave, if the value is that, as of `flip()("hello")` in the RASPy dialect.
  public let output: Output?
  /// The input that the text itself ran its program on, if its value is what that gave; the program
  /// is what was run then.
  public let input: Input?
  private let runnable: Result<Runnable, SyntaxDiagnostic>
  /// Where the value was written.
  private let place: Place?
  private let show: () throws(SyntaxDiagnostic) -> String

  /// Something that can be run on an input.
  public enum Runnable {
    case sop(SOp)
    case selector(AttentionSelector)
  }

  package init(
    _ runnable: Result<Runnable, SyntaxDiagnostic>, at place: Place?, hasValue: Bool,
    output: Output? = nil, input: Input? = nil,
    show: @escaping () throws(SyntaxDiagnostic) -> String
  ) {
    self.runnable = runnable
    self.place = place
    self.hasValue = hasValue
    self.output = output
    self.input = input ?? output?.input
    self.show = show
  }

  /// The text's value, as a program.
  ///
  /// - Throws: that there is none, or what its value is instead and what to write.
  public func program() throws(SyntaxDiagnostic) -> Runnable { try runnable.get() }

  /// The text's value, as an s-op.
  ///
  /// - Throws: that there is none, or what its value is instead and what to write.
  public func sop() throws(SyntaxDiagnostic) -> SOp {
    switch try program() {
    case .sop(let sop): return sop
    case .selector: throw SyntaxDiagnostic(NoProgram.selector.report, at: place)
    }
  }

  /// The text's value: s-ops and selectors as figures on the session's example, all else as the
  /// dialect writes it. Nothing if there is no value.
  ///
  /// - Throws: what running it on the example met.
  public func display() throws(SyntaxDiagnostic) -> String { try show() }
}

extension Program {
  /// - Parameter causal: whether each position sees only itself and what is before it.
  public init(_ runnable: Outcome.Runnable, causal: Bool = false) {
    switch runnable {
    case .sop(let sop): self.init(sop, causal: causal)
    case .selector(let selector): self.init(selector, causal: causal)
    }
  }
}
