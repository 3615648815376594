/// What a node is worth on an input.
public enum Evaluated: Sendable, Hashable {
  /// One value a position.
  case sequence([Value])
  /// Rows are query positions, columns key positions.
  case matrix([[Bool]])
}

/// The evaluator that is written to be read: it follows `Docs/semantics.md` word by word, one
/// position at a time, and builds every matrix. It is the oracle of the tests and feeds figures;
/// ``Program/run(_:)`` uses the columnar one.
///
/// Cost: n for each elementwise operation, n x n for each selector and aggregate.
public struct ReferenceEvaluator {
  let program: Program
  let tokens: [Value]
  private var results: [Evaluated] = []
  private var budget = MemoryBudget()

  /// The worth of every node of a program, by the nodes' places.
  public static func evaluate(
    _ program: Program, _ tokens: [Value]
  ) throws(Diagnostic) -> [Evaluated] {
    var evaluator = ReferenceEvaluator(program: program, tokens: tokens)
    try program.checkFinite(Column(tokens))
    for id in program.ids {
      let result = try evaluator.evaluate(id)
      do {
        try evaluator.budget.charge(result.bytes)
      } catch {
        throw program.diagnostic(error, id)
      }
      evaluator.results.append(result)
    }
    return evaluator.results
  }

  private init(program: Program, tokens: [Value]) {
    self.program = program
    self.tokens = tokens
  }

  private func sequence(_ id: NodeID) -> [Value] {
    guard case .sequence(let values) = results[id.index] else {
      preconditionFailure("the verifier holds s-ops and selectors apart")
    }
    return values
  }

  private func matrix(_ id: NodeID) -> [[Bool]] {
    guard case .matrix(let rows) = results[id.index] else {
      preconditionFailure("the verifier holds s-ops and selectors apart")
    }
    return rows
  }

  private func evaluate(_ id: NodeID) throws(Diagnostic) -> Evaluated {
    let node = program[id]
    switch node.operation {
    case .tokens: return .sequence(tokens)
    case .indices: return .sequence(tokens.indices.map { .integer(Int64($0)) })
    case .constant(let constant):
      return .sequence([Value](repeating: constant.value, count: tokens.count))
    case .list(let values):
      guard values.count == tokens.count else {
        throw program.diagnostic(.listLength(list: values.count, input: tokens.count), id)
      }
      return .sequence(values.map { $0.value })
    case .compare, .predicate: return .matrix(try select(id))
    case .combine(let op): return .matrix(combine(op, node.operands.map(matrix)))
    case .aggregate(let reduction, let fallback):
      return .sequence(try aggregate(id, reduction, fallback.value))
    default: return .sequence(try elementwise(id))
    }
  }

  private func elementwise(_ id: NodeID) throws(Diagnostic) -> [Value] {
    let node = program[id]
    let columns = node.operands.map(sequence)
    var values: [Value] = []
    var text = MemoryBudget()
    for position in tokens.indices {
      do {
        let value = try node.operation.apply(to: columns.map { $0[position] })
        try text.charge(value.bytesElsewhere)
        values.append(value)
      } catch {
        throw program.diagnostic(error, id, .position(position))
      }
    }
    return values
  }

  private func select(_ id: NodeID) throws(Diagnostic) -> [[Bool]] {
    let node = program[id]
    let (keys, queries) = (sequence(node.operands[0]), sequence(node.operands[1]))
    var rows: [[Bool]] = []
    for (q, query) in queries.enumerated() {
      var row: [Bool] = []
      for (k, key) in keys.enumerated() {
        do {
          row.append(try node.operation.selects(key: key, query: query))
        } catch {
          throw program.diagnostic(error, id, .pair(query: q, key: k))
        }
      }
      rows.append(row)
    }
    return rows
  }

  private func combine(_ op: SelectorOperator, _ operands: [[[Bool]]]) -> [[Bool]] {
    tokens.indices.map { q in
      tokens.indices.map { k in
        let a = operands[0][q][k]
        return op == .not ? !a : op.combines(a, operands[1][q][k])
      }
    }
  }

  private func aggregate(
    _ id: NodeID, _ reduction: Reduction, _ fallback: Value
  ) throws(Diagnostic) -> [Value] {
    let (rows, values) = (matrix(program[id].operands[0]), sequence(program[id].operands[1]))
    var results: [Value] = []
    for (q, row) in rows.enumerated() {
      let isSeen = { (k: Int) in row[k] && (!program.isCausal || k <= q) }
      let selected = values.indices.filter(isSeen).map { values[$0] }
      do {
        switch selected.count {
        case 0: results.append(fallback)
        case 1: results.append(selected[0])
        default: results.append(try reduction.reduce(selected))
        }
      } catch {
        throw program.diagnostic(error, id, .position(q))
      }
    }
    return results
  }
}

extension Evaluated {
  var bytes: Int64 {
    switch self {
    case .sequence(let values): values.bytes
    case .matrix(let rows): Int64(rows.count) * Int64(rows.count)
    }
  }
}

extension Operation {
  /// An elementwise operation at one position.
  package func apply(to values: [Value]) throws(Problem) -> Value {
    switch self {
    case .unary(let op): return try op(values[0])
    case .binary(let op): return try op(values[0], values[1])
    case .relation(let relation): return .boolean(try relation.holds(values[0], values[1]))
    case .choose: return values[0].isTrue ? values[1] : values[2]
    case .isIn(let list): return .boolean(list.contains { $0.value == values[0] })
    case .apply(let function): return try function(values)
    default: preconditionFailure("not an elementwise operation")
    }
  }

  /// A comparison or predicate where one key meets one query.
  package func selects(key: Value, query: Value) throws(Problem) -> Bool {
    switch self {
    case .compare(let relation): return try relation.holds(key, query)
    case .predicate(let function): return try function([key, query]).isTrue
    default: preconditionFailure("not a comparison")
    }
  }
}

extension SelectorOperator {
  func combines(_ a: Bool, _ b: Bool) -> Bool {
    switch self {
    case .not: !a
    case .and: a && b
    case .or: a || b
    case .xor: a != b
    }
  }
}

extension Program {
  /// A problem with where it happened.
  func diagnostic(
    _ problem: Problem, _ id: NodeID, _ place: Diagnostic.Place = .whole
  ) -> Diagnostic {
    let text = expression(id).cut(to: 160)
    return Diagnostic(
      problem, operation: text, head: headName(id), place: place, origin: self[id].origin)
  }

  /// The name of an aggregate, or of the first head whose selector a comparison is part of.
  private func headName(_ id: NodeID) -> String? {
    guard self[id].operation.result == .selector else { return self[id].name }
    return heads.joined().first { $0.comparisons.contains(id) }?.name
  }
}
