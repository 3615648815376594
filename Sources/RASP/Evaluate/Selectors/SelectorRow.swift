/// One row of a selector, evaluated as the reference does: what an error message needs.
struct SelectorRow {
  let program: Program
  let query: Int
  /// The keys that the query sees: its sequence, in a causal program up to the query.
  let keys: Range<Int>
  let column: (NodeID) -> Column

  /// The keys that the query selects. Comparisons and predicates were evaluated for all pairs
  /// before, so none fails.
  func selected(_ selector: NodeID) -> [Int] {
    var rows: [NodeID: [Bool]] = [:]
    for id in program.selectors(below: selector) {
      guard let applied = program[id].selector else { continue }
      rows[id] = row(applied) { rows[$0] ?? [] }
    }
    guard let row = rows[selector] else { return [] }
    return row.indices.filter { row[$0] }.map { keys.lowerBound + $0 }
  }

  private func row(
    _ selector: AppliedSelector<NodeID>, _ row: (NodeID) -> [Bool]
  ) -> [Bool] {
    switch selector {
    case .not(let a): return row(a).map { !$0 }
    case .combine(let op, let a, let b):
      let (a, b) = (row(a), row(b))
      return a.indices.map { op.combines(a[$0], b[$0]) }
    case .select(let predicate, let key, let query):
      let (keyColumn, value) = (column(key), column(query)[self.query])
      return keys.map { (try? predicate.selects(key: keyColumn[$0], query: value)) ?? false }
    case .pick(let extremum, let a, let score):
      let scores = score.map { column($0).values(keys) } ?? []
      let row = row(a)
      var kept = [Bool](repeating: false, count: row.count)
      for k in extremum.kept(of: row.indices.filter { row[$0] }, scores: scores) { kept[k] = true }
      return kept
    }
  }
}

extension Program {
  /// The scores that extrema of a selector go by.
  package func scores(below selector: NodeID) -> [NodeID] {
    selectors(below: selector).compactMap { id in
      if case .pick(_, _, let score?)? = self[id].selector { score } else { nil }
    }
  }

  /// The selectors that one is made of and itself, operands first.
  package func selectors(below selector: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = []
    var pending = [selector]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      pending.append(contentsOf: self[id].innerSelectors)
    }
    return seen.sorted()
  }
}
