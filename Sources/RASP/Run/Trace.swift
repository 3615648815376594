/// Everything that a program computes on one input: what figures draw.
public struct Trace: Sendable {
  /// The program that was run.
  public let program: Program
  /// What it was run on.
  public let input: Input
  private let results: [Evaluated]

  /// The longest input that is traced; every matrix is kept.
  public static let limit = 256

  /// Runs a program and keeps the worth of every node.
  ///
  /// - Throws: the ``Diagnostic`` that running gives, or one that says that the input is longer
  ///   than ``limit`` tokens.
  public init(_ program: Program, _ input: Input) throws(Diagnostic) {
    guard input.tokens.count <= Trace.limit else {
      throw Diagnostic(
        .inputTooLong(input.tokens.count, limit: Trace.limit, purpose: .trace))
    }
    self.program = program
    self.input = input
    self.results = try ReferenceEvaluator.evaluate(program, input.tokens)
  }

  /// The values of an s-op of the program; empty for a selector.
  public func values(_ id: NodeID) -> [Value] {
    if case .sequence(let values) = results[id.index] { values } else { [] }
  }

  /// The matrix of a selector of the program, with later keys hidden if it is causal; rows are
  /// query positions. Empty for an s-op.
  public func matrix(_ id: NodeID) -> [[Bool]] {
    guard case .matrix(let rows) = results[id.index] else { return [] }
    guard program.isCausal else { return rows }
    return rows.enumerated().map { q, row in row.enumerated().map { k, on in on && k <= q } }
  }

  /// What an extremum at the top of a selector chose from, as ``matrix(_:)`` shows selectors; `nil`
  /// if there is none.
  public func candidates(_ id: NodeID) -> [[Bool]]? {
    var base = id
    while case .pick(_, let inner, _)? = program[base].selector { base = inner }
    return base == id ? nil : matrix(base)
  }

  /// The values of the program's output; empty for a selector.
  public var output: [Value] { values(program.output) }
}
