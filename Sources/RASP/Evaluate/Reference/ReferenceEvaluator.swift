/// The evaluator that computes every node, one after the other, and keeps every matrix. It is the
/// oracle of the tests and feeds figures; `Program.run` uses the columnar one. What each
/// operation means is in `OperationMeaning.swift`.
///
/// Cost: n for each elementwise operation, n x n for each selector and aggregate.
package struct ReferenceEvaluator {
  /// The worth of every node of a program, by the nodes' indices.
  ///
  /// - Throws: the ``Diagnostic`` of the first node that has no value, at its first position.
  package static func evaluate(
    _ program: Program, _ tokens: [Value]
  ) throws(Diagnostic) -> [Evaluated] {
    var results: [Evaluated] = []
    try evaluate(program, tokens, into: &results)
    return results
  }

  /// Adds the worth of every node to `results`, which keep what came before an error.
  ///
  /// - Throws: the ``Diagnostic`` of the first node that has no value, at its first position.
  static func evaluate(
    _ program: Program, _ tokens: [Value], into results: inout [Evaluated]
  ) throws(Diagnostic) {
    try program.checkFinite(Column(tokens))
    let meaning = OperationMeaning(tokens: tokens, isCausal: program.isCausal)
    var budget = MemoryBudget()
    for id in program.ids {
      let node = program[id]
      let result: Evaluated
      do {
        result = try meaning.result(of: node.operation, node.operands.map { results[$0.index] })
      } catch {
        throw program.diagnostic(error.problem, at: id, location: error.location)
      }
      do {
        try budget.charge(result.bytes)
      } catch {
        throw program.diagnostic(error, at: id)
      }
      results.append(result)
    }
  }
}
