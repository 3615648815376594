/// What an aggregation makes of several selected values. One selected value always stands for
/// itself, and where values are averaged, so do several equal ones that are no numbers.
///
/// Everything that tells one reduction from another is in this file. What evaluates reductions or
/// compiles them asks for their `demand`.
public enum Reduction: UInt8, Sendable, Hashable, CaseIterable {
  /// RASPy's: adds.
  case sum
  /// RASP's: averages, giving a double.
  case mean
  /// Takes the one value that all have, whatever its kind: a promise, which running checks.
  case only
}

// MARK: Words

extension Reduction {
  /// The word for it in a program's text.
  var name: String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .only: "only"
    }
  }

  /// The method of a selector that makes such an aggregate.
  package var method: String {
    switch self {
    case .sum: "value"
    case .mean: "mean"
    case .only: "only"
    }
  }

  /// What it does to values, as a verb.
  var verb: String {
    switch self {
    case .sum: "add"
    case .mean: "average"
    case .only: "take as one"
    }
  }

  /// What values do that have the result: "... add up to 3".
  package var phrase: String {
    switch self {
    case .sum: "add up to"
    case .mean: "average"
    case .only: "are all"
    }
  }
}

// MARK: Facts

extension Reduction {
  /// Whether integers become an integer.
  package var keepsIntegers: Bool {
    switch self {
    case .sum, .only: true
    case .mean: false
    }
  }

  /// What the result does not exceed, either way, of up to `count` values that do not exceed
  /// `magnitude`.
  package func greatest(_ magnitude: Double, of count: Int) -> Double {
    switch self {
    case .sum: magnitude * Double(count)
    case .mean, .only: magnitude
    }
  }
}

// MARK: Meaning

extension Reduction {
  /// What an evaluator must find out about the values that a query selects.
  package enum Demand: Sendable {
    /// Their exact sum, and how many there are.
    case total(Total)
    /// Whether they are all the same one.
    case equality
  }

  /// What becomes of a sum.
  package enum Total: Sendable {
    /// It is the result.
    case whole
    /// It is divided by the number of values.
    case averaged
  }

  /// What must be known of several selected values.
  package var demand: Demand {
    switch self {
    case .sum: .total(.whole)
    case .mean: .total(.averaged)
    case .only: .equality
    }
  }

  /// What several selected values become; there are at least two.
  package func reduce(_ values: [Value]) throws(Problem) -> Value {
    switch demand {
    case .total(let total): return try total.reduce(values, for: self)
    case .equality:
      guard values.areIdentical else { throw .notEqual(count: values.count, values.shown) }
      return values[0]
    }
  }
}

extension Reduction.Total {
  /// Integers (and booleans as 0 and 1) are added exactly; with a double among them the exact sum
  /// is rounded once.
  fileprivate func reduce(
    _ values: [Value], for reduction: Reduction
  ) throws(Problem) -> Value {
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
        if keepsEqual && values.areIdentical { return values[0] }
        throw .notNumbers(reduction, count: values.count, values.shown)
      }
    }
    if let doubles { return try finish(doubles, count: values.count) }
    return try finish(integers, count: values.count)
  }

  /// Whether several values that are no numbers become one if they are identical.
  var keepsEqual: Bool {
    switch self {
    case .whole: false
    case .averaged: true
    }
  }

  /// The result for `count` selected integers whose sum fits in 64 bits.
  package func finish(integers sum: Int64, count: Int) -> Value {
    switch self {
    case .whole: .integer(sum)
    case .averaged: .double(divideRoundingOnce(Int128(sum), by: Int128(count)))
    }
  }

  /// The result for `count` selected integers with this sum.
  func finish(_ sum: Int128, count: Int) throws(Problem) -> Value {
    switch self {
    case .whole:
      guard let integer = Int64(exactly: sum) else { throw .sumOverflow(count: count) }
      return .integer(integer)
    case .averaged: return .double(divideRoundingOnce(sum, by: Int128(count)))
    }
  }

  /// The result for `count` selected numbers with this sum.
  func finish(_ sum: ExactSum, count: Int) throws(Problem) -> Value {
    let total = sum.rounded()
    if !total.isFinite { throw .sumNotFinite(count: count) }
    return .double(finish(total, count: count))
  }

  /// The result for `count` selected numbers whose sum is this, rounded.
  package func finish(_ total: Double, count: Int) -> Double {
    switch self {
    case .whole: total
    case .averaged: total / Double(count)
    }
  }
}

extension [Value] {
  /// Whether all are the first one, in kind too.
  fileprivate var areIdentical: Bool { allSatisfy { $0.isIdentical(to: self[0]) } }

  /// The selected values that an error carries: the first ones, the last of which is one that differs
  /// if the others do not.
  fileprivate var shown: [Value] {
    var shown = Array(prefix(Problem.shownValues))
    if shown.areIdentical, let other = first(where: { !$0.isIdentical(to: self[0]) }) {
      shown[shown.count - 1] = other
    }
    return shown
  }
}

extension Problem {
  /// How many of the selected values an error carries.
  static let shownValues = 8
}
