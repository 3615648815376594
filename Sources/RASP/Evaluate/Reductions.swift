extension Reduction {
  /// What several selected values become; there are at least two.
  ///
  /// Integers (and booleans as 0 and 1) are added exactly; with a double among them the exact sum
  /// is rounded once.
  package func reduce(_ values: [Value]) throws(Problem) -> Value {
    var integers: Int128 = 0
    var doubles: ExactSum?
    for value in values {
      switch value.number {
      case .integer(let integer)?:
        if doubles == nil { integers += Int128(integer) } else { doubles?.add(integer) }
      case .double(let double)?:
        if doubles == nil { doubles = ExactSum(startingAt: integers) }
        doubles?.add(double)
      case nil:
        throw .notNumbers(self, count: values.count, Array(values.prefix(Problem.shownValues)))
      }
    }
    if let doubles { return try finish(doubles, count: values.count) }
    return try finish(integers, count: values.count)
  }

  /// The result for `count` selected integers whose sum fits in 64 bits.
  package func finish(integers sum: Int64, count: Int) -> Value {
    self == .mean ? .double(divideRoundingOnce(Int128(sum), by: Int128(count))) : .integer(sum)
  }

  /// The result for `count` selected integers with this sum.
  func finish(_ sum: Int128, count: Int) throws(Problem) -> Value {
    if self == .mean { return .double(divideRoundingOnce(sum, by: Int128(count))) }
    guard let integer = Int64(exactly: sum) else { throw .sumOverflow(count: count) }
    return .integer(integer)
  }

  /// The result for `count` selected numbers with this sum.
  func finish(_ sum: ExactSum, count: Int) throws(Problem) -> Value {
    let total = sum.rounded()
    if !total.isFinite { throw .sumNotFinite(count: count) }
    return .double(self == .mean ? total / Double(count) : total)
  }
}

extension Problem {
  /// How many of the selected values an error carries.
  static let shownValues = 8
}
