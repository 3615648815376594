/// The evaluator behind the public interface: typed columns for s-ops; for selectors words of bits
/// where sequences are short, and joins where they are long.
///
/// A batch of short sequences is evaluated as one: its columns hold the sequences one after the
/// other. Results live until their last reader.
struct ColumnarEvaluator {
  let program: Program
  let layout: BatchLayout
  private let tokens: Column
  private var results: [Slot?]
  private var budget = MemoryBudget()
  private let isShort: Bool
  /// Told what each aggregate selects: how tests know what they have tried.
  var whenSelected: ((Selected) -> Void)?
  private let method: SelectorPlan.Method?

  private enum Slot {
    case column(Column)
    /// Counts that are ranks, of which the only reader asks for the keys of some.
    case ranks(StableRanks)
    /// The rows of a selector over short sequences.
    case rows(WordRows)
    /// A predicate over a long sequence.
    case pairs(PredicateTable)
    /// A selector that is evaluated where it is used, over a long sequence.
    case deferred

    var bytes: Int64 {
      switch self {
      case .column(let column): column.bytes
      case .ranks(let ranks): ranks.bytes
      case .rows(let rows): Int64(rows.words.count * 8)
      case .pairs(let table): table.bytes
      case .deferred: 0
      }
    }
  }

  /// - Parameters:
  ///   - layout: one sequence, or several short ones.
  ///   - method: how to evaluate selectors wherever that way can; without it, the way that is
  ///     expected to be the fastest.
  init(
    _ program: Program, tokens: Column, layout: BatchLayout, method: SelectorPlan.Method? = nil
  ) {
    self.program = program
    self.tokens = tokens
    self.layout = layout
    self.method = method
    isShort = layout.isShort && (method == nil || method == .words)
    results = [Slot?](repeating: nil, count: program.nodes.count)
  }

  /// The values of the program's output. An error in a batch of several sequences does not say in
  /// which.
  mutating func run() throws(Diagnostic) -> Column {
    guard program.result == .sop else { throw Diagnostic(.notASequence) }
    try program.checkFinite(tokens)
    for id in program.ids {
      let result = try evaluate(id)
      do {
        try budget.charge(result.bytes)
      } catch {
        throw program.diagnostic(error, at: id)
      }
      results[id.index] = result
      program.lifetimes.forEachEnding(after: id) { release($0) }
    }
    return column(program.output)
  }

  private mutating func release(_ id: NodeID) {
    budget.release(results[id.index]?.bytes ?? 0)
    results[id.index] = nil
  }

  func column(_ id: NodeID) -> Column {
    switch results[id.index] {
    case .column(let column)?: return column
    case .ranks(let ranks)?: return .integers(ranks.ranks())
    case .rows, .pairs, .deferred, nil:
      preconditionFailure("operands are evaluated first, and s-ops are columns")
    }
  }

  /// The ranks that an s-op is known to be.
  func ranks(_ id: NodeID) -> StableRanks? {
    if case .ranks(let ranks)? = results[id.index] { ranks } else { nil }
  }

  private func rows(_ id: NodeID) -> WordRows {
    guard case .rows(let rows)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and selectors of short inputs are rows")
    }
    return rows
  }

  /// The table of a predicate over a long sequence.
  func pairs(_ id: NodeID) -> PredicateTable {
    guard case .pairs(let table)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and predicates of long inputs are tables")
    }
    return table
  }

  private func evaluate(_ id: NodeID) throws(Diagnostic) -> Slot {
    switch program[id].applied {
    case .source(let source): return .column(try column(of: source, id))
    case .elementwise(let applied): return .column(try elementwise(applied, id))
    case .selector(.select(let predicate, let key, let query)):
      return try select(predicate, id, key: key, query: query)
    case .selector(.not(let a)): return isShort ? .rows(rows(a).inverted()) : .deferred
    case .selector(.combine(let op, let a, let b)):
      return isShort ? .rows(rows(a).combined(op, rows(b))) : .deferred
    case .selector(.pick(let extremum, let a, let score)):
      try checkScores(extremum, score: score, at: id)
      return isShort ? .rows(picked(extremum, rows: rows(a), score: score)) : .deferred
    case .aggregate(let applied): return try aggregate(applied, id)
    }
  }

  private func column(of source: Source, _ id: NodeID) throws(Diagnostic) -> Column {
    switch source {
    case .tokens: return tokens
    case .indices: return .progression(Progression(indices: layout))
    case .constant(let constant): return .uniform(constant.value)
    case .list(let values): return try list(values, id)
    }
  }

  private func elementwise(
    _ applied: AppliedElementwise<NodeID>, _ id: NodeID
  ) throws(Diagnostic) -> Column {
    do {
      return try ColumnOperation(applied.mapped { column($0) }, count: layout.count)()
    } catch {
      throw program.diagnostic(error.problem, at: id, location: .position(error.position))
    }
  }

  private func list(_ values: [Constant], _ id: NodeID) throws(Diagnostic) -> Column {
    for sequence in 0..<layout.sequences where layout.range(sequence).count != values.count {
      let count = layout.range(sequence).count
      throw program.diagnostic(.listLength(list: values.count, input: count), at: id)
    }
    let repeated = (0..<layout.sequences).flatMap { _ in values.map { $0.value } }
    return Column(repeated)
  }
}

// MARK: Selectors

extension ColumnarEvaluator {
  private func select(
    _ predicate: SelectPredicate, _ id: NodeID, key: NodeID, query: NodeID
  ) throws(Diagnostic) -> Slot {
    switch predicate {
    case .relation(let relation): try compare(relation, id, key: key, query: query)
    case .function(let function):
      try compare(function, at: id, keys: column(key), queries: column(query))
    }
  }

  private func compare(
    _ relation: Relation, _ id: NodeID, key: NodeID, query: NodeID
  ) throws(Diagnostic) -> Slot {
    if !isShort && !relation.needsOrder { return .deferred }
    let (keys, queries) = (column(key), column(query))
    do {
      try OrderCheck(relation: relation, keys: keys, queries: queries, layout: layout)()
    } catch {
      throw program.diagnostic(
        error.problem, at: id, location: .pair(query: error.query, key: error.key))
    }
    guard isShort else { return .deferred }
    let comparison = WordComparison(relation: relation, layout: layout)
    return .rows(WordRows(comparison.rows(keys, queries), layout))
  }

  private func compare(
    _ function: Function, at id: NodeID, keys: Column, queries: Column
  ) throws(Diagnostic) -> Slot {
    guard isShort else {
      return .pairs(try pairTable(function, at: id, keys: keys, queries: queries))
    }
    do {
      let rows = try WordPredicate(function: function, layout: layout).rows(keys, queries)
      return .rows(WordRows(rows, layout))
    } catch {
      throw program.diagnostic(
        error.problem, at: id, location: .pair(query: error.query, key: error.key))
    }
  }

  /// That the scores of each sequence have an order.
  private func checkScores(
    _ extremum: Extremum, score: NodeID?, at id: NodeID
  ) throws(Diagnostic) {
    guard let scores = score.map(column), !scores.haveOrder else { return }
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      do {
        try extremum.checkOrder(scores.values(range))
      } catch {
        throw program.diagnostic(error.problem, at: id, location: error.location)
      }
    }
  }

  private func picked(_ extremum: Extremum, rows: WordRows, score: NodeID?) -> WordRows {
    let rows = program.isCausal ? rows.causal() : rows
    guard let score else { return rows.picked(extremum) }
    return rows.picked(extremum, ranks: scoreRanks(score))
  }

  /// Numbers that stand to each other as the scores of the keys do.
  func scoreRanks(_ score: NodeID) -> [Int32] {
    let extent = ValueCoding.Extent(keys: layout.count, queries: layout.count)
    return ValueCoding(column(score), queries: [], extent: extent, isOrdered: true).keys
  }

  private func pairTable(
    _ function: Function, at id: NodeID, keys: Column, queries: Column
  ) throws(Diagnostic) -> PredicateTable {
    try checkLength(id)
    do {
      return try PredicateTable(
        function, keys: keys, queries: queries, count: layout.count, budget: budget)
    } catch {
      throw program.diagnostic(
        error.problem, at: id, location: .pair(query: error.query, key: error.key))
    }
  }

  /// That an input is not too long for what looks at every pair.
  private func checkLength(_ id: NodeID) throws(Diagnostic) {
    if layout.count <= BitRows.limit { return }
    throw program.diagnostic(
      .inputTooLong(layout.count, limit: BitRows.limit, purpose: .attention), at: id)
  }
}

// MARK: Aggregates

extension ColumnarEvaluator {
  private func aggregate(
    _ aggregate: AppliedAggregate<NodeID>, _ id: NodeID
  ) throws(Diagnostic) -> Slot {
    let count = layout.count
    if count == 0 { return .column(.integers([])) }
    let (fallback, values) = (aggregate.fallback.value, column(aggregate.value))
    let selected = try select(aggregate, for: id)
    whenSelected?(selected)
    let selection: Selection
    switch selected {
    case .ranks(let ranks): return .ranks(ranks)
    case .keys(let map):
      if case .ranked(let ranks) = map, ranks.node == aggregate.value, let sorted = ranks.sorted() {
        return .column(sorted)
      }
      let result = map.values(of: values, count, default: fallback)
      return .column(map.queries == 1 && count > 1 ? .uniform(result[0]) : result)
    case .several(let several): selection = several
    }
    let aggregation = Aggregation(
      reduction: aggregate.reduction, fallback: fallback, selection: selection, column: values,
      keyCount: count)
    do {
      let result = try aggregation()
      return .column(selection.isUniform(count) ? .uniform(result[0]) : result)
    } catch {
      throw failure(id, aggregate, query: error.query)
    }
  }

  private func select(
    _ aggregate: AppliedAggregate<NodeID>, for id: NodeID
  ) throws(Diagnostic) -> Selected {
    let selector = aggregate.selector
    if isShort {
      return .several(.words(program.isCausal ? rows(selector).causal() : rows(selector)))
    }
    let plan = SelectorPlan(selector, in: program, count: layout.count, preferring: method)
    if let plans = plan.joins {
      if let ranks = ranks(aggregate, plans, id) { return .ranks(ranks) }
      return joins(plans)
    }
    if let pick = plan.pick { return picked(pick) }
    try checkLength(id)
    return .several(.bits(bitRows(selector)))
  }

  /// The ranks that an aggregate counts, if it has one reader, which compares them as keys: others
  /// would sort again.
  private func ranks(
    _ aggregate: AppliedAggregate<NodeID>, _ plans: [JoinPlan], _ id: NodeID
  ) -> StableRanks? {
    guard case .sum = aggregate.reduction, case .integer(0) = aggregate.fallback.value,
      case .uniform(.integer(1)) = column(aggregate.value),
      let ranks = StableRanks(plans, count: layout.count, column: sources())
    else { return nil }
    let readers = program.ids.filter { program[$0].operands.contains(id) }
    guard readers.count == 1,
      case .select(.relation(.equal), id, let query)? = program[readers[0]].selector, query != id
    else { return nil }
    return ranks
  }

  /// The error of a query whose row is evaluated once more, pair by pair.
  private func failure(
    _ id: NodeID, _ aggregate: AppliedAggregate<NodeID>, query: Int
  ) -> Diagnostic {
    let value = column(aggregate.value)
    let sequence = (0..<layout.sequences).first { layout.range($0).contains(query) } ?? 0
    let range = layout.range(sequence)
    let end = program.isCausal ? query + 1 : range.upperBound
    let row = SelectorRow(
      program: program, query: query, keys: range.lowerBound..<end, column: column)
    let selected = row.selected(aggregate.selector).map { value[$0] }
    do {
      _ = try aggregate.reduction.reduce(selected)
      preconditionFailure("both ways to add find the same errors")
    } catch {
      return program.diagnostic(error, at: id, location: .position(query))
    }
  }
}
