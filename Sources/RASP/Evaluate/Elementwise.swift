/// An elementwise operation over whole columns.
///
/// Columns of integers and doubles have loops of their own; everything else goes value by value
/// through the same functions as the reference evaluator.
struct Elementwise {
  let operation: Operation
  let count: Int

  /// A problem and the first position that has it.
  struct Failure: Error {
    let problem: Problem
    let position: Int
  }

  func callAsFunction(_ columns: [Column]) throws(Failure) -> Column {
    if count == 0 { return .values([]) }
    if let uniform = try applyToUniform(columns) { return uniform }
    switch operation {
    case .binary(let op): return try binary(op, columns[0], columns[1])
    case .relation(let relation):
      if let a = IntegerView(columns[0]), let b = IntegerView(columns[1]) {
        return .booleans(compare(relation, a, b))
      }
    case .isIn(let list): return isIn(list, columns[0])
    case .apply(let function) where columns.count == 1:
      return try map(function, columns[0])
    default: break
    }
    return try valueByValue(columns)
  }

  private func applyToUniform(_ columns: [Column]) throws(Failure) -> Column? {
    var values: [Value] = []
    for column in columns {
      guard case .uniform(let value) = column else { return nil }
      values.append(value)
    }
    return .uniform(try at(0, { () throws(Problem) in try operation.apply(to: values) }))
  }

  private func at<T>(
    _ position: Int, _ body: () throws(Problem) -> T
  ) throws(Failure) -> T {
    do { return try body() } catch { throw Failure(problem: error, position: position) }
  }

  private func valueByValue(_ columns: [Column]) throws(Failure) -> Column {
    var results: [Value] = []
    results.reserveCapacity(count)
    var text = MemoryBudget()
    for position in 0..<count {
      let values = columns.map { $0[position] }
      let result = try at(position, { () throws(Problem) in try operation.apply(to: values) })
      try at(position, { () throws(Problem) in try text.charge(result.bytesElsewhere) })
      results.append(result)
    }
    return Column(results)
  }

  private func binary(_ op: BinaryOperator, _ a: Column, _ b: Column) throws(Failure) -> Column {
    if let x = IntegerView(a), let y = IntegerView(b) {
      switch op {
      case .add: return try integers(op, x, y) { $0.addingReportingOverflow($1) }
      case .subtract: return try integers(op, x, y) { $0.subtractingReportingOverflow($1) }
      case .multiply: return try integers(op, x, y) { $0.multipliedReportingOverflow(by: $1) }
      default: break
      }
    } else if let x = DoubleView(a), let y = DoubleView(b), op != .and, op != .or, op != .xor {
      return try doubles(op, x, y)
    }
    return try valueByValue([a, b])
  }

  @inline(__always)
  private func integers(
    _ op: BinaryOperator, _ a: IntegerView, _ b: IntegerView,
    _ body: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) throws(Failure) -> Column {
    var results = [Int64](repeating: 0, count: count)
    for position in 0..<count {
      let (value, overflow) = body(a[position], b[position])
      if overflow {
        let operands: [Value] = [.integer(a[position]), .integer(b[position])]
        throw Failure(problem: .overflow(op.symbol, operands), position: position)
      }
      results[position] = value
    }
    return .integers(results)
  }

  private func doubles(
    _ op: BinaryOperator, _ a: DoubleView, _ b: DoubleView
  ) throws(Failure) -> Column {
    var results = [Double](repeating: 0, count: count)
    for position in 0..<count {
      results[position] = try at(
        position, { () throws(Problem) in try op.doubles(a[position], b[position]) })
    }
    return .doubles(results)
  }

  private func compare(_ relation: Relation, _ a: IntegerView, _ b: IntegerView) -> [Bool] {
    var results = [Bool](repeating: false, count: count)
    for position in 0..<count {
      let (x, y) = (a[position], b[position])
      results[position] =
        switch relation {
        case .equal: x == y
        case .notEqual: x != y
        case .less: x < y
        case .lessOrEqual: x <= y
        case .greater: x > y
        case .greaterOrEqual: x >= y
        }
    }
    return results
  }

  private func isIn(_ list: [Constant], _ column: Column) -> Column {
    let members = Set(list.map { $0.value })
    var results = [Bool](repeating: false, count: count)
    for position in 0..<count { results[position] = members.contains(column[position]) }
    return .booleans(results)
  }

  /// The function runs once per distinct value while there are few of them.
  private func map(_ function: Function, _ column: Column) throws(Failure) -> Column {
    let manyValues = 1_024
    var known: [Constant: Value] = [:]
    var results: [Value] = []
    results.reserveCapacity(count)
    var text = MemoryBudget()
    for position in 0..<count {
      let argument = Constant(column[position])
      if let result = known[argument] {
        results.append(result)
        continue
      }
      let result = try at(position, { () throws(Problem) in try function([argument.value]) })
      try at(position, { () throws(Problem) in try text.charge(result.bytesElsewhere) })
      if known.count < manyValues { known[argument] = result }
      results.append(result)
    }
    return Column(results)
  }
}
