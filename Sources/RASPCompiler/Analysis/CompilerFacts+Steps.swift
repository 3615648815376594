import RASP

extension CompilerFacts {
  /// S-ops from which one whose table is too large is made, where that is a smaller table: the tests
  /// that a condition joins, else its operands. Empty if it is made of what it is read from already.
  ///
  /// Cost: linear in the operations between, for each of the s-ops.
  func steps(to id: NodeID) -> [NodeID] {
    let tests = joined(by: id, as: nil)
    // More tests are joined in turns: what an `&` joins, then what those join.
    return tests.count <= CompilerFacts.mostTests ? tests : joined(by: id, as: program[id].joining)
  }

  /// A table of so many tests has 65,536 rows.
  private static let mostTests = 16

  /// The s-ops that are not joined any more, of those that take more than one dimension to read.
  private func joined(by root: NodeID, as operation: BinaryOperator?) -> [NodeID] {
    var (found, seen): ([NodeID], Set<NodeID>) = ([], [root])
    var pending = program[root].operands
    while let id = pending.popLast() {
      guard seen.insert(id).inserted, program[id].layer == program[root].layer else { continue }
      if let own = program[id].joining, operation == nil || own == operation {
        pending += program[id].operands
      } else if case .elementwise = program[id].operation, !slices.held.contains(id) {
        found.append(id)
      }
    }
    return found
  }
}
