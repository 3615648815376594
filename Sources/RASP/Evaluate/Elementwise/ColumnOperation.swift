/// An elementwise operation over whole columns.
///
/// Columns of numbers and booleans have loops of their own. Where there are few combinations of
/// operands, the operation runs once a combination; everything else goes value by value through
/// the same functions as the reference evaluator.
struct ColumnOperation {
  let applied: AppliedElementwise<Column>
  let count: Int

  init(_ applied: AppliedElementwise<Column>, count: Int) {
    (self.applied, self.count) = (applied, count)
  }

  /// A problem and the first position that has it.
  struct Failure: Error {
    let problem: Problem
    let position: Int
  }

  func callAsFunction() throws(Failure) -> Column {
    if count == 0 { return .integers([]) }
    let columns = applied.operands
    if columns.allSatisfy({ $0.isUniform }) { return .uniform(try value(at: 0)) }
    if let result = try byKernel() { return result }
    if let result = try tabulated(columns) { return result }
    if let result = try askedAtOnce(columns) { return result }
    switch applied {
    case .isIn(let column, let list): return isIn(list, column)
    case .apply(let function, let columns) where columns.count == 1:
      return try map(function, columns[0])
    case .apply, .unary, .binary, .relation, .choose: return try valueByValue()
    }
  }

  /// The operation's value at one position.
  func value(at position: Int) throws(Failure) -> Value {
    try at(position, { () throws(Problem) in try applied.mapped { $0[position] }.value() })
  }

  private func byKernel() throws(Failure) -> Column? {
    switch applied {
    case .unary(let op, let a): return try unary(op, a)
    case .binary(let op, let a, let b): return try binary(op, a, b)
    case .relation(let relation, let a, let b): return compare(relation, a, b)
    case .choose(let condition, let a, let b): return choose(condition, then: a, otherwise: b)
    case .isIn, .apply: return nil
    }
  }

  func at<T>(
    _ position: Int, _ body: () throws(Problem) -> T
  ) throws(Failure) -> T {
    do { return try body() } catch { throw Failure(problem: error, position: position) }
  }

  /// A function that is asked for all positions at once.
  private func askedAtOnce(_ columns: [Column]) throws(Failure) -> Column? {
    guard case .apply(let function, _) = applied, function.table != nil,
      let values = function.values(columns.map { $0.values(0..<count) })
    else { return nil }
    var text = MemoryBudget()
    for (position, value) in values.enumerated() {
      try at(position, { () throws(Problem) in try text.charge(value.bytesElsewhere) })
    }
    return Column(values)
  }

  private func valueByValue() throws(Failure) -> Column {
    var results: [Value] = []
    results.reserveCapacity(count)
    var text = MemoryBudget()
    for position in 0..<count {
      let result = try value(at: position)
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

extension Column {
  fileprivate var isUniform: Bool {
    if case .uniform = self { true } else { false }
  }
}
