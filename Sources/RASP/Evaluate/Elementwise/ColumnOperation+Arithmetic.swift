// Arithmetic of whole columns. Each kernel gives `nil` for kinds that it does not know.

extension ColumnOperation {
  func unary(_ op: UnaryOperator, _ column: Column) throws(Failure) -> Column? {
    switch (op, column) {
    case (.invert, .booleans(let values)): return .booleans(filled(count) { !values[$0] })
    case (.invert, .integers(let values)): return .integers(filled(count) { ~values[$0] })
    case (.negate, .doubles(let values)): return .doubles(filled(count) { -values[$0] })
    case (.negate, _):
      guard let numbers = column.wholeNumbers else { return nil }
      let problem = { Problem.overflow(op.symbol, [column[$0]]) }
      return try checked(ColumnOperand(repeating: 0), numbers, problem: problem) {
        $0.subtractingReportingOverflow($1)
      }
    case (.round, _):
      guard let numbers = column.wholeNumbers else { return nil }
      return .integers(filled(count) { numbers[$0] })
    default: return nil
    }
  }

  func binary(_ op: BinaryOperator, _ a: Column, _ b: Column) throws(Failure) -> Column? {
    if let line = Progression(op, a, b) { return .progression(line) }
    if let x = a.wholeNumbers, let y = b.wholeNumbers {
      return try whole(op, a: a, b: b, x: x, y: y)
    }
    if op == .and || op == .or || op == .xor { return nil }
    guard let x = a.asDoubles, let y = b.asDoubles else { return nil }
    return try doubles(op, x, y)
  }

  private func whole(
    _ op: BinaryOperator, a: Column, b: Column, x: ColumnOperand<Int64>,
    y: ColumnOperand<Int64>
  ) throws(Failure) -> Column? {
    let problem = { (position: Int) -> Problem in
      .overflow(op.symbol, [.integer(x[position]), .integer(y[position])])
    }
    switch op {
    case .add: return try checked(x, y, problem: problem) { $0.addingReportingOverflow($1) }
    case .subtract:
      return try checked(x, y, problem: problem) { $0.subtractingReportingOverflow($1) }
    case .multiply:
      return try checked(x, y, problem: problem) { $0.multipliedReportingOverflow(by: $1) }
    case .modulo:
      guard let divisor = y.repeated, divisor > 0 else { return nil }
      return .integers(remainders(x, divisor))
    case .and, .or, .xor: return bits(op, a, b)
    default: return nil
    }
  }

  private func remainders(_ numbers: ColumnOperand<Int64>, _ divisor: Int64) -> [Int64] {
    zipped(numbers, ColumnOperand(repeating: divisor), count: count) { number, divisor in
      // A division of 32 bits is several times as fast as one of 64.
      if UInt64(bitPattern: number) <= UInt64(UInt32.max) && divisor <= Int64(UInt32.max) {
        return Int64(UInt32(truncatingIfNeeded: number) % UInt32(truncatingIfNeeded: divisor))
      }
      let rest = number % divisor
      return rest < 0 ? rest + divisor : rest
    }
  }

  private func bits(_ op: BinaryOperator, _ a: Column, _ b: Column) -> Column? {
    if let x = a.booleansAlone, let y = b.booleansAlone {
      switch op {
      case .and: return .booleans(zipped(x, y, count: count) { $0 && $1 })
      case .or: return .booleans(zipped(x, y, count: count) { $0 || $1 })
      default: return .booleans(zipped(x, y, count: count) { $0 != $1 })
      }
    }
    guard let x = a.integersAlone, let y = b.integersAlone else { return nil }
    switch op {
    case .and: return .integers(zipped(x, y, count: count) { $0 & $1 })
    case .or: return .integers(zipped(x, y, count: count) { $0 | $1 })
    default: return .integers(zipped(x, y, count: count) { $0 ^ $1 })
    }
  }

  /// All results are computed before it is asked whether one overflows, and which was first.
  @inline(__always)
  private func checked(
    _ a: ColumnOperand<Int64>, _ b: ColumnOperand<Int64>, problem: (Int) -> Problem,
    _ body: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) throws(Failure) -> Column {
    var hasOverflown = false
    let results = zipped(a, b, count: count) { x, y in
      let (result, overflow) = body(x, y)
      hasOverflown = hasOverflown || overflow
      return result
    }
    guard hasOverflown else { return .integers(results) }
    let first = (0..<count).first { body(a[$0], b[$0]).overflow } ?? 0
    throw Failure(problem: problem(first), position: first)
  }

  private func doubles(
    _ op: BinaryOperator, _ a: ColumnOperand<Double>, _ b: ColumnOperand<Double>
  ) throws(Failure) -> Column {
    var results = [Double](repeating: 0, count: count)
    for position in 0..<count {
      results[position] = try at(
        position, { () throws(Problem) in try op.doubles(a[position], b[position]) })
    }
    return .doubles(results)
  }
}
