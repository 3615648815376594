/// One row of a selector, evaluated pair by pair: what an error message needs.
struct SelectorRow {
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
      guard let selector = program[id].selector else { continue }
      let result = { (operand: NodeID) in results[operand] ?? false }
      switch selector {
      case .not(let a): results[id] = !result(a)
      case .combine(let op, let a, let b): results[id] = op.combines(result(a), result(b))
      case .select(let predicate, let keys, let queries):
        let (key, query) = (column(keys)[key], column(queries)[query])
        results[id] = (try? predicate.selects(key: key, query: query)) ?? false
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
      guard seen.insert(id).inserted else { continue }
      pending.append(contentsOf: self[id].combinedSelectors)
    }
    return seen.sorted()
  }
}
