/// An elementwise operation over whole columns.
///
/// Columns of numbers and booleans have loops of their own. Where there are few combinations of
/// operands, the operation runs once a combination; everything else goes value by value through
/// the same functions as the reference evaluator.
struct Elementwise {
  let operation: Operation
  let count: Int

  /// A problem and the first position that has it.
  struct Failure: Error {
    let problem: Problem
    let position: Int
  }

  func callAsFunction(_ columns: [Column]) throws(Failure) -> Column {
    if count == 0 { return .integers([]) }
    if let uniform = try applyToUniform(columns) { return uniform }
    if let result = try byKernel(columns) { return result }
    if let result = try tabulated(columns) { return result }
    switch operation {
    case .isIn(let list): return isIn(list, columns[0])
    case .apply(let function) where columns.count == 1: return try map(function, columns[0])
    default: return try valueByValue(columns)
    }
  }

  private func applyToUniform(_ columns: [Column]) throws(Failure) -> Column? {
    var values: [Value] = []
    for column in columns {
      guard case .uniform(let value) = column else { return nil }
      values.append(value)
    }
    return .uniform(try at(0, { () throws(Problem) in try operation.apply(to: values) }))
  }

  private func byKernel(_ columns: [Column]) throws(Failure) -> Column? {
    switch operation {
    case .unary(let op): return try unary(op, columns[0])
    case .binary(let op): return try binary(op, columns[0], columns[1])
    case .relation(let relation): return compare(relation, columns[0], columns[1])
    case .choose: return choose(columns[0], columns[1], columns[2])
    default: return nil
    }
  }

  func at<T>(
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

  private func isIn(_ list: [Constant], _ column: Column) -> Column {
    let members = Set(list.map { $0.value })
    return .booleans(filled(count) { members.contains(column[$0]) })
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
