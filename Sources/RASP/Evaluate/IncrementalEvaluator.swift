/// Evaluates s-ops and selectors on one input while they are being built: each operation once,
/// however often it is part of what is asked for.
///
/// A front end that shows every expression as it is written asks for the worth of a growing graph
/// again and again. Running each as a program of its own would cost the square of their number.
///
/// ```swift
/// let evaluator = IncrementalEvaluator(["a", "b"])
/// try evaluator.values(of: tokens + tokens)          // ["aa", "bb"]
/// ```
///
/// Cost: as for ``ReferenceEvaluator``, once an operation; all results are kept.
public final class IncrementalEvaluator {
  private let tokens: [Value]
  private var builder = ProgramBuilder()
  private var results: [Evaluated] = []
  private var lowered: [ObjectIdentifier: NodeID] = [:]
  /// What `lowered` knows by identity must not go away.
  private var known: [Expression] = []
  private var budget = MemoryBudget()

  /// The longest input; every matrix is kept.
  public static let limit = 2_048

  /// An evaluator that has evaluated nothing yet.
  public init(_ tokens: [Value]) { self.tokens = tokens }

  /// The values of an s-op, one a position.
  ///
  /// - Throws: the ``Diagnostic`` that running the s-op gives.
  public func values(of sop: SOp) throws(Diagnostic) -> [Value] {
    let id: NodeID
    do {
      id = try evaluate(sop.expression)
    } catch {
      throw explain(Program(sop), error)
    }
    guard case .sequence(let values) = results[id.index] else { return [] }
    return values
  }

  /// The matrix of a selector; rows are query positions.
  ///
  /// - Throws: the ``Diagnostic`` that running the selector gives.
  public func matrix(of selector: Selector) throws(Diagnostic) -> [[Bool]] {
    let id: NodeID
    do {
      id = try evaluate(selector.expression)
    } catch {
      throw explain(Program(selector), error)
    }
    guard case .matrix(let rows) = results[id.index] else { return [] }
    return rows
  }

  /// A problem with its place, which running the program finds once more.
  private func explain(_ program: Program, _ problem: Problem) -> Diagnostic {
    do throws(Diagnostic) {
      _ = try ReferenceEvaluator.evaluate(program, tokens)
    } catch {
      return error
    }
    return Diagnostic(problem)
  }

  private func evaluate(_ root: Expression) throws(Problem) -> NodeID {
    if tokens.count > IncrementalEvaluator.limit {
      throw .inputTooLong(
        tokens.count, limit: IncrementalEvaluator.limit, purpose: .trace)
    }
    var pending = [(expression: root, isReady: false)]
    while let (expression, isReady) = pending.popLast() {
      if lowered[ObjectIdentifier(expression)] != nil { continue }
      if isReady {
        let id = try finish(expression)
        lowered[ObjectIdentifier(expression)] = id
        known.append(expression)
      } else {
        pending.append((expression, true))
        for operand in expression.operands.reversed() { pending.append((operand, false)) }
      }
    }
    return id(of: root)
  }

  private func id(of expression: Expression) -> NodeID {
    guard let id = lowered[ObjectIdentifier(expression)] else {
      preconditionFailure("an operand is lowered before what uses it")
    }
    return id
  }

  private func finish(_ expression: Expression) throws(Problem) -> NodeID {
    var operands: [NodeID] = []
    for operand in expression.operands { operands.append(self.id(of: operand)) }
    guard case .operation(let operation) = expression.content else { return operands[0] }
    let id = builder.add(operation, operands)
    // An operation whose result failed was added without one; it is then the last.
    if id.index < results.count { return id }
    let step = EvaluationStep(
      operation: operation, operands: operands.map { results[$0.index] }, tokens: tokens)
    let result: Evaluated
    do throws(Problem) {
      result = try step.result()
      try budget.charge(result.bytes)
    } catch {
      builder.removeLast()
      throw error
    }
    results.append(result)
    return id
  }
}

/// One operation on results that are there.
private struct EvaluationStep {
  let operation: Operation
  let operands: [Evaluated]
  let tokens: [Value]

  func result() throws(Problem) -> Evaluated {
    switch operation {
    case .tokens:
      for token in tokens {
        if case .double(let double) = token, !double.isFinite { throw .infinite(token) }
      }
      return .sequence(tokens)
    case .indices: return .sequence(tokens.indices.map { .integer(Int64($0)) })
    case .constant(let constant):
      if case .double(let double) = constant.value, !double.isFinite {
        throw .infinite(constant.value)
      }
      return .sequence([Value](repeating: constant.value, count: tokens.count))
    case .list(let values):
      guard values.count == tokens.count else {
        throw .listLength(list: values.count, input: tokens.count)
      }
      return .sequence(values.map { $0.value })
    case .compare, .predicate: return .matrix(try select())
    case .combine(let op): return .matrix(combine(op))
    case .aggregate(let reduction, let fallback):
      return .sequence(try aggregate(reduction, fallback.value))
    default: return .sequence(try elementwise())
    }
  }

  private func sequence(_ index: Int) -> [Value] {
    if case .sequence(let values) = operands[index] { values } else { [] }
  }

  private func matrix(_ index: Int) -> [[Bool]] {
    if case .matrix(let rows) = operands[index] { rows } else { [] }
  }

  private func elementwise() throws(Problem) -> [Value] {
    let columns = operands.indices.map { sequence($0) }
    var values: [Value] = []
    values.reserveCapacity(tokens.count)
    var arguments: [Value] = columns.map { _ in .null }
    for position in tokens.indices {
      for index in columns.indices { arguments[index] = columns[index][position] }
      values.append(try operation.apply(to: arguments))
    }
    return values
  }

  private func select() throws(Problem) -> [[Bool]] {
    let (keys, queries) = (sequence(0), sequence(1))
    var rows: [[Bool]] = []
    for query in queries {
      var row: [Bool] = []
      row.reserveCapacity(keys.count)
      for key in keys { row.append(try operation.selects(key: key, query: query)) }
      rows.append(row)
    }
    return rows
  }

  private func combine(_ op: SelectorOperator) -> [[Bool]] {
    let first = matrix(0)
    if op == .not { return first.map { $0.map { !$0 } } }
    let second = matrix(1)
    var rows: [[Bool]] = []
    for (a, b) in zip(first, second) {
      var row: [Bool] = []
      row.reserveCapacity(a.count)
      for k in a.indices { row.append(op.combines(a[k], b[k])) }
      rows.append(row)
    }
    return rows
  }

  private func aggregate(_ reduction: Reduction, _ fallback: Value) throws(Problem) -> [Value] {
    let (rows, values) = (matrix(0), sequence(1))
    var results: [Value] = []
    for row in rows {
      var selected: [Value] = []
      for k in row.indices where row[k] { selected.append(values[k]) }
      switch selected.count {
      case 0: results.append(fallback)
      case 1: results.append(selected[0])
      default: results.append(try reduction.reduce(selected))
      }
    }
    return results
  }
}
