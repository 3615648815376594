/// The evaluator behind the public interface: typed columns for s-ops; for selectors words of bits
/// where sequences are short, and joins where they are long.
///
/// A batch of short sequences is evaluated as one: its columns hold the sequences one after the
/// other. Results live until their last reader.
struct ColumnarEvaluator {
  let program: Program
  let layout: Layout
  private let tokens: Column
  private var results: [Slot?]
  private var budget = MemoryBudget()
  private let isShort: Bool
  private let method: SelectorPlan.Method?

  private enum Slot {
    case column(Column)
    /// The rows of a selector over short sequences.
    case rows(WordRows)
    /// A predicate over a long sequence.
    case pairs(PairTable)
    /// A selector that is evaluated where it is used, over a long sequence.
    case deferred

    var bytes: Int64 {
      switch self {
      case .column(let column): column.bytes
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
    _ program: Program, _ tokens: Column, _ layout: Layout, method: SelectorPlan.Method? = nil
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
        throw program.diagnostic(error, id)
      }
      results[id.index] = result
      program.uses.forEachEnding(after: id) { release($0) }
    }
    return column(program.output)
  }

  private mutating func release(_ id: NodeID) {
    budget.release(results[id.index]?.bytes ?? 0)
    results[id.index] = nil
  }

  func column(_ id: NodeID) -> Column {
    guard case .column(let column)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and s-ops are columns")
    }
    return column
  }

  private func rows(_ id: NodeID) -> WordRows {
    guard case .rows(let rows)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and selectors of short inputs are rows")
    }
    return rows
  }

  /// The table of a predicate over a long sequence.
  func pairs(_ id: NodeID) -> PairTable {
    guard case .pairs(let table)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and predicates of long inputs are tables")
    }
    return table
  }

  private func evaluate(_ id: NodeID) throws(Diagnostic) -> Slot {
    let operation = program[id].operation
    switch operation {
    case .tokens: return .column(tokens)
    case .indices: return .column(.integers(layout.indices))
    case .constant(let constant): return .column(.uniform(constant.value))
    case .list(let values): return .column(try list(values, id))
    case .compare(let relation): return try compare(relation, id)
    case .predicate(let function): return try predicate(function, id)
    case .combine(let op): return combine(op, program[id].operands)
    case .aggregate(let reduction, let fallback):
      return .column(try aggregate(id, reduction, fallback.value))
    default:
      let columns = program[id].operands.map(column)
      do {
        return .column(try Elementwise(operation: operation, count: layout.count)(columns))
      } catch {
        throw program.diagnostic(error.problem, id, .position(error.position))
      }
    }
  }

  private func list(_ values: [Constant], _ id: NodeID) throws(Diagnostic) -> Column {
    for sequence in 0..<layout.sequences where layout.range(sequence).count != values.count {
      let count = layout.range(sequence).count
      throw program.diagnostic(.listLength(list: values.count, input: count), id)
    }
    let repeated = (0..<layout.sequences).flatMap { _ in values.map { $0.value } }
    return Column(repeated)
  }
}

// MARK: Selectors

extension ColumnarEvaluator {
  private func compare(_ relation: Relation, _ id: NodeID) throws(Diagnostic) -> Slot {
    let operands = program[id].operands
    let (keys, queries) = (column(operands[0]), column(operands[1]))
    do {
      try OrderCheck(relation: relation, keys: keys, queries: queries, layout: layout)()
    } catch {
      throw program.diagnostic(error.problem, id, .pair(query: error.query, key: error.key))
    }
    guard isShort else { return .deferred }
    let sides = zip(operands, [keys, queries]).map {
      WordComparison.Side(column: $1, isIndices: program[$0].operation == .indices)
    }
    let comparison = WordComparison(relation: relation, layout: layout)
    return .rows(WordRows(comparison.rows(sides[0], sides[1]), layout))
  }

  private func predicate(_ function: Function, _ id: NodeID) throws(Diagnostic) -> Slot {
    let operands = program[id].operands
    let (keys, queries) = (column(operands[0]), column(operands[1]))
    guard isShort else { return .pairs(try pairTable(function, id, keys, queries)) }
    do {
      let rows = try WordPredicate(function: function, layout: layout).rows(keys, queries)
      return .rows(WordRows(rows, layout))
    } catch {
      throw program.diagnostic(error.problem, id, .pair(query: error.query, key: error.key))
    }
  }

  private func pairTable(
    _ function: Function, _ id: NodeID, _ keys: Column, _ queries: Column
  ) throws(Diagnostic) -> PairTable {
    try checkLength(id)
    do {
      return try PairTable(function, keys, queries, count: layout.count, budget)
    } catch {
      throw program.diagnostic(error.problem, id, .pair(query: error.query, key: error.key))
    }
  }

  /// That an input is not too long for what looks at every pair.
  private func checkLength(_ id: NodeID) throws(Diagnostic) {
    if layout.count <= BitRows.limit { return }
    throw program.diagnostic(
      .inputTooLong(layout.count, limit: BitRows.limit, purpose: .attention), id)
  }

  private func combine(_ op: SelectorOperator, _ operands: [NodeID]) -> Slot {
    guard isShort else { return .deferred }
    return .rows(rows(operands[0]).combined(op, op == .not ? nil : rows(operands[1])))
  }
}

// MARK: Aggregates

extension ColumnarEvaluator {
  private func aggregate(
    _ id: NodeID, _ reduction: Reduction, _ fallback: Value
  ) throws(Diagnostic) -> Column {
    let count = layout.count
    if count == 0 { return .integers([]) }
    let operands = program[id].operands
    let selection = try select(operands[0], for: id)
    let aggregation = Aggregation(
      reduction: reduction, fallback: fallback, selection: selection,
      column: column(operands[1]), keyCount: count)
    do {
      let result = try aggregation()
      return selection.isUniform(count) ? .uniform(result[0]) : result
    } catch {
      throw failure(id, reduction, query: error.query)
    }
  }

  private func select(_ selector: NodeID, for id: NodeID) throws(Diagnostic) -> Selection {
    if isShort { return .words(program.isCausal ? rows(selector).causal() : rows(selector)) }
    let plan = SelectorPlan(selector, in: program, count: layout.count, preferring: method)
    if let plans = plan.joins { return joins(plans) }
    try checkLength(id)
    return .bits(bitRows(selector))
  }

  /// The error of a query whose row is evaluated once more, pair by pair.
  private func failure(_ id: NodeID, _ reduction: Reduction, query: Int) -> Diagnostic {
    let (selector, value) = (program[id].operands[0], column(program[id].operands[1]))
    let row = PlainRow(program, selector, query: query, column: column)
    let sequence = (0..<layout.sequences).first { layout.range($0).contains(query) } ?? 0
    let range = layout.range(sequence)
    let end = program.isCausal ? query + 1 : range.upperBound
    let selected = (range.lowerBound..<end).filter { row.selects($0) }.map { value[$0] }
    do {
      _ = try reduction.reduce(selected)
      preconditionFailure("both ways to add find the same errors")
    } catch {
      return program.diagnostic(error, id, .position(query))
    }
  }
}
