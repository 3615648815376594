/// One row of a selector, evaluated pair by pair: what an error message needs.
struct PlainRow {
  private let program: Program
  private let selector: NodeID
  private let query: Int
  private let column: (NodeID) -> Column
  private let steps: [NodeID]

  init(
    _ program: Program, _ selector: NodeID, query: Int, column: @escaping (NodeID) -> Column
  ) {
    (self.program, self.selector, self.query) = (program, selector, query)
    self.column = column
    steps = program.selectors(below: selector)
  }

  /// Whether the query selects a key. Comparisons and predicates were evaluated for all pairs
  /// before, so none fails.
  func selects(_ key: Int) -> Bool {
    var results: [NodeID: Bool] = [:]
    for id in steps {
      let (operation, operands) = (program[id].operation, program[id].operands)
      if case .combine(let op) = operation {
        let second = op == .not ? false : results[operands[1]] ?? false
        results[id] = op.combines(results[operands[0]] ?? false, second)
      } else {
        let (key, query) = (column(operands[0])[key], column(operands[1])[query])
        results[id] = (try? operation.selects(key: key, query: query)) ?? false
      }
    }
    return results[selector] ?? false
  }
}

extension Program {
  /// The selectors that one is made of and itself, operands first.
  func selectors(below selector: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = []
    var pending = [selector]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted, case .combine = self[id].operation else { continue }
      pending.append(contentsOf: self[id].operands)
    }
    return seen.sorted()
  }
}
