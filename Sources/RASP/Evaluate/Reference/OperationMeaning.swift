/// What each operation means, on operands that are evaluated: `Docs/semantics.md` word by word, one
/// position at a time. Written to be read; every evaluator is compared with it.
///
/// Cost: n for each elementwise operation, n x n for each selector and aggregate.
struct OperationMeaning {
  let tokens: [Value]
  /// Whether a query sees only keys at its own position and before.
  let isCausal: Bool

  /// What is wrong, and where in the sequence.
  struct Failure: Error {
    let problem: Problem
    let location: Diagnostic.Location
  }

  /// What an operation is worth, by what its operands are worth.
  func result(
    of operation: Operation, _ operands: [Evaluated]
  ) throws(Failure) -> Evaluated {
    switch operation.applied(to: operands) {
    case .source(let source): .sequence(try values(of: source))
    case .elementwise(let applied):
      .sequence(try elementwise(applied.mapped { $0.sequence }))
    case .selector(.select(let predicate, let keys, let queries)):
      .matrix(try select(predicate, keys: keys.sequence, queries: queries.sequence))
    case .selector(.not(let a)): .matrix(a.matrix.map { row in row.map { !$0 } })
    case .selector(.combine(let op, let a, let b)): .matrix(combine(op, a.matrix, b.matrix))
    case .selector(.pick(let extremum, let a, let score)):
      .matrix(try pick(extremum, of: a.matrix, scores: score?.sequence ?? []))
    case .aggregate(let aggregate): .sequence(try reduce(aggregate))
    }
  }

  private func values(of source: Source) throws(Failure) -> [Value] {
    switch source {
    case .tokens: return tokens
    case .indices: return tokens.indices.map { .integer(Int64($0)) }
    case .constant(let constant): return [Value](repeating: constant.value, count: tokens.count)
    case .list(let values):
      guard values.count == tokens.count else {
        let problem = Problem.listLength(list: values.count, input: tokens.count)
        throw Failure(problem: problem, location: .whole)
      }
      return values.map { $0.value }
    }
  }

  private func elementwise(
    _ columns: AppliedElementwise<[Value]>
  ) throws(Failure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(tokens.count)
    var text = MemoryBudget()
    for position in tokens.indices {
      do throws(Problem) {
        let value = try columns.mapped { $0[position] }.value()
        try text.charge(value.bytesElsewhere)
        values.append(value)
      } catch {
        throw Failure(problem: error, location: .position(position))
      }
    }
    return values
  }

  private func select(
    _ predicate: SelectPredicate, keys: [Value], queries: [Value]
  ) throws(Failure) -> [[Bool]] {
    var rows: [[Bool]] = []
    for (q, query) in queries.enumerated() {
      var row: [Bool] = []
      row.reserveCapacity(keys.count)
      for (k, key) in keys.enumerated() {
        do throws(Problem) {
          row.append(try predicate.selects(key: key, query: query))
        } catch {
          throw Failure(problem: error, location: .pair(query: q, key: k))
        }
      }
      rows.append(row)
    }
    return rows
  }

  private func combine(
    _ op: SelectorOperator, _ a: [[Bool]], _ b: [[Bool]]
  ) -> [[Bool]] {
    zip(a, b).map { a, b in a.indices.map { op.combines(a[$0], b[$0]) } }
  }

  private func pick(
    _ extremum: Extremum, of rows: [[Bool]], scores: [Value]
  ) throws(Failure) -> [[Bool]] {
    try extremum.checkOrder(scores)
    return rows.enumerated().map { q, row in
      let selected = row.indices.filter { row[$0] && (!isCausal || $0 <= q) }
      var kept = [Bool](repeating: false, count: row.count)
      for k in extremum.kept(of: selected, scores: scores) { kept[k] = true }
      return kept
    }
  }

  private func reduce(_ aggregate: AppliedAggregate<Evaluated>) throws(Failure) -> [Value] {
    let values = aggregate.value.sequence
    var results: [Value] = []
    for (q, row) in aggregate.selector.matrix.enumerated() {
      var selected: [Value] = []
      for k in row.indices where row[k] && (!isCausal || k <= q) { selected.append(values[k]) }
      do throws(Problem) {
        switch selected.count {
        case 0: results.append(aggregate.fallback.value)
        case 1: results.append(selected[0])
        default: results.append(try aggregate.reduction.reduce(selected))
        }
      } catch {
        throw Failure(problem: error, location: .position(q))
      }
    }
    return results
  }
}

extension AppliedElementwise<Value> {
  /// The operation's value where its operands have these.
  package func value() throws(Problem) -> Value {
    switch self {
    case .unary(let op, let a): return try op(a)
    case .binary(let op, let a, let b): return try op(a, b)
    case .relation(let relation, let a, let b): return .boolean(try relation.holds(a, b))
    case .choose(let condition, let a, let b): return condition.isTrue ? a : b
    case .isIn(let a, let list): return .boolean(list.contains { $0.value == a })
    case .apply(let function, let arguments): return try function(arguments)
    }
  }
}

extension Elementwise {
  /// The operation's value where its operands have these.
  package func apply(to values: [Value]) throws(Problem) -> Value {
    try applied(to: values).value()
  }
}

extension SelectPredicate {
  /// Whether the predicate holds where one key meets one query.
  package func selects(key: Value, query: Value) throws(Problem) -> Bool {
    switch self {
    case .relation(let relation): return try relation.holds(key, query)
    case .function(let function): return try function([key, query]).isTrue
    }
  }

  /// Whether the predicate holds, for each query and key; `nil` if it has no answer for some pair.
  /// Cost: one call a pair.
  package func table(keys: [Value], queries: [Value]) -> [[Bool]]? {
    if case .function(let function) = self, let truths = function.truths(keys, queries) {
      return queries.indices.map { Array(truths[$0 * keys.count..<($0 + 1) * keys.count]) }
    }
    var rows: [[Bool]] = []
    for query in queries {
      var row: [Bool] = []
      for key in keys {
        guard let holds = try? selects(key: key, query: query) else { return nil }
        row.append(holds)
      }
      rows.append(row)
    }
    return rows
  }
}
