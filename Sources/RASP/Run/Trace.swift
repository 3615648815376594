/// Everything that a program computes on one input: what figures draw.
public struct Trace: Sendable {
  /// The program that was run.
  public let program: Program
  /// What it was run on.
  public let input: Input
  private let results: [Evaluated]
  /// The query at which the program failed, if it was at one.
  package let failedQuery: Int?

  /// The longest input that is traced; every matrix is kept.
  public static let limit = 256

  /// Runs a program and keeps the worth of every node.
  ///
  /// - Throws: the ``Diagnostic`` that running gives, or one that says that the input is longer
  ///   than ``limit`` tokens.
  public init(_ program: Program, _ input: Input) throws(Diagnostic) {
    let (trace, failure) = Trace.upToFailure(program, input)
    if let failure { throw failure }
    self = trace
  }

  private init(_ program: Program, _ input: Input, _ results: [Evaluated], failedQuery: Int?) {
    self.program = program
    self.input = input
    self.results = results
    self.failedQuery = failedQuery
  }

  /// Runs a program up to the first node that fails: the worth of those before it, and why it has none.
  package static func upToFailure(
    _ program: Program, _ input: Input
  ) -> (trace: Trace, failure: Diagnostic?) {
    var results: [Evaluated] = []
    do throws(Diagnostic) {
      guard input.tokens.count <= Trace.limit else {
        throw Diagnostic(
          .inputTooLong(input.tokens.count, limit: Trace.limit, purpose: .trace))
      }
      try ReferenceEvaluator.evaluate(program, input.tokens, into: &results)
      return (Trace(program, input, results, failedQuery: nil), nil)
    } catch {
      let query: Int? =
        switch error.location {
        case .position(let query), .pair(let query, _): query
        case .whole: nil
        }
      return (Trace(program, input, results, failedQuery: query), error)
    }
  }

  /// How many nodes were evaluated: all, unless the program fails.
  var known: Int { results.count }

  /// Whether a node was evaluated.
  package func isKnown(_ id: NodeID) -> Bool { id.index < known }

  /// The values of an s-op of the program; empty for a selector.
  public func values(_ id: NodeID) -> [Value] {
    if isKnown(id), case .sequence(let values) = results[id.index] { values } else { [] }
  }

  /// The matrix of a selector of the program, with later keys hidden if it is causal; rows are
  /// query positions. Empty for an s-op.
  public func matrix(_ id: NodeID) -> [[Bool]] {
    guard isKnown(id) else { return unselected(id) }
    guard case .matrix(let rows) = results[id.index] else { return [] }
    guard program.isCausal else { return rows }
    return rows.enumerated().map { q, row in row.enumerated().map { k, on in on && k <= q } }
  }

  /// The matrix of a selector that failed.
  private func unselected(_ id: NodeID) -> [[Bool]] {
    guard program[id].operation.result == .selector else { return [] }
    let row = [Bool](repeating: false, count: input.tokens.count)
    return [[Bool]](repeating: row, count: row.count)
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
