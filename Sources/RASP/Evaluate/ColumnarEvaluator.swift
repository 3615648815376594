/// The evaluator behind the public interface: typed columns for s-ops, bit matrices for selectors.
///
/// Results live until their last reader. How an aggregate is computed is decided in
/// ``aggregate(_:_:_:)`` alone; a plan without a matrix replaces that and ``select(_:)``.
struct ColumnarEvaluator {
  private let program: Program
  private let tokens: [Value]
  private let lastUses: [Int]
  private var results: [Slot?]
  private var budget = MemoryBudget()

  private enum Slot {
    case column(Column)
    case matrix(BitMatrix)

    var bytes: Int64 {
      switch self {
      case .column(let column): column.bytes
      case .matrix(let matrix): matrix.bytes
      }
    }
  }

  init(_ program: Program, _ tokens: [Value]) {
    self.program = program
    self.tokens = tokens
    results = [Slot?](repeating: nil, count: program.nodes.count)
    var lastUses = [Int](repeating: program.nodes.count, count: program.nodes.count)
    for id in program.ids {
      for operand in program[id].operands { lastUses[operand.index] = id.index }
    }
    self.lastUses = lastUses
  }

  /// The values of the program's output.
  mutating func run() throws(Diagnostic) -> [Value] {
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
      for operand in program[id].operands where lastUses[operand.index] == id.index {
        release(operand)
      }
    }
    return column(program.output).expanded(tokens.count)
  }

  private mutating func release(_ id: NodeID) {
    budget.release(results[id.index]?.bytes ?? 0)
    results[id.index] = nil
  }

  private func column(_ id: NodeID) -> Column {
    guard case .column(let column)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and s-ops are columns")
    }
    return column
  }

  private func matrix(_ id: NodeID) -> BitMatrix {
    guard case .matrix(let matrix)? = results[id.index] else {
      preconditionFailure("operands are evaluated first, and selectors are matrices")
    }
    return matrix
  }

  private func evaluate(_ id: NodeID) throws(Diagnostic) -> Slot {
    let operation = program[id].operation
    switch operation {
    case .tokens: return .column(Column(tokens))
    case .indices: return .column(.integers(tokens.indices.map(Int64.init)))
    case .constant(let constant): return .column(.uniform(constant.value))
    case .list(let values):
      guard values.count == tokens.count else {
        throw program.diagnostic(.listLength(list: values.count, input: tokens.count), id)
      }
      return .column(Column(values.map { $0.value }))
    case .compare, .predicate: return .matrix(try select(id))
    case .combine(let op): return .matrix(combine(op, program[id].operands))
    case .aggregate(let reduction, let fallback):
      return .column(try aggregate(id, reduction, fallback.value))
    default:
      let columns = program[id].operands.map(column)
      do {
        return .column(try Elementwise(operation: operation, count: tokens.count)(columns))
      } catch {
        throw program.diagnostic(error.problem, id, .position(error.position))
      }
    }
  }

  private func select(_ id: NodeID) throws(Diagnostic) -> BitMatrix {
    guard tokens.count <= BitMatrix.limit else {
      throw program.diagnostic(
        .inputTooLong(tokens.count, limit: BitMatrix.limit, purpose: .attention), id)
    }
    let node = program[id]
    let (keys, queries) = (column(node.operands[0]), column(node.operands[1]))
    guard case .compare(let relation) = node.operation else {
      return try predicateMatrix(id, keys, queries)
    }
    do {
      return try Comparison(relation, keys: keys, queries: queries, count: tokens.count).matrix()
    } catch {
      throw program.diagnostic(error.problem, id, .pair(query: error.query, key: error.key))
    }
  }

  private func predicateMatrix(
    _ id: NodeID, _ keys: Column, _ queries: Column
  ) throws(Diagnostic) -> BitMatrix {
    let (keys, queries) = (keys.expanded(tokens.count), queries.expanded(tokens.count))
    var matrix = BitMatrix(count: tokens.count)
    for (q, query) in queries.enumerated() {
      for (k, key) in keys.enumerated() {
        do {
          if try program[id].operation.selects(key: key, query: query) {
            matrix.set(query: q, key: k)
          }
        } catch {
          throw program.diagnostic(error, id, .pair(query: q, key: k))
        }
      }
    }
    return matrix
  }

  private func combine(_ op: SelectorOperator, _ operands: [NodeID]) -> BitMatrix {
    var result = matrix(operands[0])
    switch op {
    case .not: result.invert()
    case .and: result.formIntersection(matrix(operands[1]))
    case .or: result.formUnion(matrix(operands[1]))
    case .xor: result.formDifference(matrix(operands[1]))
    }
    return result
  }

  private func aggregate(
    _ id: NodeID, _ reduction: Reduction, _ fallback: Value
  ) throws(Diagnostic) -> Column {
    var selector = matrix(program[id].operands[0])
    if program.isCausal { selector.hideLaterKeys() }
    let value = column(program[id].operands[1])
    do {
      return try Aggregation(
        reduction: reduction, fallback: fallback, selector: selector, column: value)()
    } catch {
      throw program.diagnostic(error.problem, id, .position(error.query))
    }
  }
}
