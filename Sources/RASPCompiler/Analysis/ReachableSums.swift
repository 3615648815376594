/// What selected numbers can add up to, with how many they are.
///
/// Sums are exact: numbers are whole multiples of a common unit, which for integers is 1.
struct ReachableSums {
  struct Sum {
    let count: Int
    let units: Int64
    /// Where it can be met; `nil` for everywhere.
    let positions: PositionSet?
  }

  /// By count, then ascending.
  private(set) var sums: [Sum] = []
  /// What one unit is worth: 1, or a power of two below it if there are fractions.
  let unit: Double

  /// The sums of up to `maximum` numbers, each of which may be there several times.
  ///
  /// `nil` if there are more sums than the limit, or no common unit.
  init?(_ numbers: [Double], upTo maximum: Int, limit: Int) {
    guard let coding = Units(numbers, upTo: maximum), let summands = coding.units(numbers) else {
      return nil
    }
    unit = coding.unit
    var last: [Int64] = [0]
    sums = [Sum(count: 0, units: 0, positions: nil)]
    for count in 1...maximum {
      var next: Set<Int64> = []
      for sum in last {
        for summand in summands { next.insert(sum + summand) }
      }
      if sums.count + next.count > limit { return nil }
      last = next.sorted()
      for units in last { sums.append(Sum(count: count, units: units, positions: nil)) }
    }
  }

  /// The sums of one of these numbers up to `maximum` times.
  ///
  /// `nil` if there are more sums than the limit, or no common unit.
  init?(equal numbers: [Double], upTo maximum: Int, limit: Int) {
    guard let coding = Units(numbers, upTo: maximum), let summands = coding.units(numbers),
      summands.count * maximum <= limit
    else { return nil }
    unit = coding.unit
    sums = [Sum(count: 0, units: 0, positions: nil)]
    for count in 1...max(1, maximum) {
      for summand in summands.sorted() {
        sums.append(Sum(count: count, units: Int64(count) * summand, positions: nil))
      }
    }
  }

  /// The sums of what queries select, where each key has one of its numbers.
  ///
  /// `nil` if there are too many on the way, or no common unit.
  init?(_ selections: PositionSelections, numbers: [[Double]]) {
    guard let coding = Units(Array(numbers.joined()), upTo: numbers.count) else { return nil }
    unit = coding.unit
    var summands: [[Int64]] = []
    for numbers in numbers {
      guard let units = coding.units(numbers) else { return nil }
      summands.append(units)
    }
    guard let totals = selections.totals(summands) else { return nil }
    for (total, positions) in totals {
      sums.append(Sum(count: total.count, units: total.units, positions: positions))
    }
    sums.sort { ($0.count, $0.units) < ($1.count, $1.units) }
  }
}

/// Numbers as whole multiples of a unit.
private struct Units {
  let unit: Double
  /// What is so small that no sum overflows.
  private let room: Int64

  /// `nil` if there is no common unit.
  init?(_ numbers: [Double], upTo maximum: Int) {
    guard let exponent = Units.exponent(numbers) else { return nil }
    unit = Double(sign: .plus, exponent: exponent, significand: 1)
    room = Int64.max / Int64(2 * maximum)
  }

  /// Different numbers in units; `nil` if one is too large.
  func units(_ numbers: [Double]) -> [Int64]? {
    var units: [Int64] = []
    for number in numbers {
      guard let summand = Int64(exactly: number / unit), abs(summand) < room else { return nil }
      if !units.contains(summand) { units.append(summand) }
    }
    return units
  }

  /// The exponent of the largest power of two, at most 1, that all numbers are multiples of.
  private static func exponent(_ numbers: [Double]) -> Int? {
    var exponent = 0
    for number in numbers where number != 0 {
      let lowest = Int(number.exponent) - 52 + number.significandBitPattern.trailingZeros
      exponent = min(exponent, lowest)
    }
    return exponent < -80 ? nil : exponent
  }
}

extension UInt64 {
  /// The zeros at the end of a double's 52 bits behind the point, at most 52.
  fileprivate var trailingZeros: Int { Swift.min(52, trailingZeroBitCount) }
}
