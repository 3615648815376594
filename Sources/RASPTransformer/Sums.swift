import RASP

/// What up to `maximum` selected numbers can add up to, with how many they are.
///
/// Sums are exact: numbers are whole multiples of a common unit, which for integers is 1.
struct ReachableSums {
  /// The sums of each number of values, ascending, in units.
  private(set) var byCount: [[Int64]]
  /// What one unit is worth: 1, or a power of two below it if there are fractions.
  let unit: Double

  /// `nil` if there are more sums than the limit, or no common unit.
  init?(_ numbers: [Double], upTo maximum: Int, limit: Int) {
    guard let exponent = ReachableSums.exponent(numbers) else { return nil }
    unit = Double(sign: .plus, exponent: exponent, significand: 1)
    let room = Int64.max / Int64(2 * maximum)
    var summands: [Int64] = []
    for number in numbers {
      guard let summand = Int64(exactly: number / unit), abs(summand) < room else { return nil }
      if !summands.contains(summand) { summands.append(summand) }
    }
    byCount = [[0]]
    var total = 1
    for count in 1...maximum {
      var next: Set<Int64> = []
      for sum in byCount[count - 1] {
        for summand in summands { next.insert(sum + summand) }
      }
      total += next.count
      if total > limit { return nil }
      byCount.append(next.sorted())
    }
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
