/// The values of a column as whole numbers that can be added in any order and grouping, modulo
/// 2^64, without losing anything.
///
/// A value is the sum over the limbs of `limb x 2^(exponent + 32 i)`. One limb does if no sum of
/// these values can leave 64 bits; otherwise each limb holds 32 bits of a value, and a sum of 2^31
/// of them still fits. So signed sums of joins are exact for doubles, too, whatever cancels.
struct Summands {
  private(set) var limbs: [[Int64]] = []
  private(set) var exponent = 0
  /// 1 where a double stands, if some values are doubles and some are not.
  private(set) var isDouble: [Int64]?
  /// Whether all numbers are doubles.
  private(set) var areDoubles = false
  /// 1 where something stands that is no number.
  private(set) var isOther: [Int64]?

  init(_ column: Column, count: Int) {
    if let numbers = column.wholeNumbers {
      split(numbers.repeated == nil ? numbers.values : filled(count) { numbers[$0] })
    } else if let doubles = column.doublesAlone {
      areDoubles = true
      split(filled(count) { FixedPoint(doubles[$0]) }, addends: count)
    } else {
      split(coded: column.coded(count))
    }
  }

  private mutating func split(_ values: [Int64]) {
    if Summands.fitOneLimb(values) {
      limbs = [values]
    } else {
      limbs = [values.map { $0 & 0xFFFF_FFFF }, values.map { $0 >> 32 }]
    }
  }

  /// The limbs of each entry of the table, put where the codes say.
  private mutating func split(coded column: (codes: [Int32], table: [Value])) {
    let (codes, table) = column
    split(table.map { FixedPoint($0) }, addends: codes.count)
    let spread = { (ofEntry: [Int64]) in filled(codes.count) { ofEntry[Int(codes[$0])] } }
    limbs = limbs.map(spread)
    isDouble = spread(table.map { $0.kind == .double ? 1 : 0 })
    if table.contains(where: { $0.number == nil }) {
      isOther = spread(table.map { $0.number == nil ? 1 : 0 })
    }
  }

  /// Whether no sum of these values can leave 64 bits.
  static func fitOneLimb(_ values: [Int64]) -> Bool {
    var size: UInt64 = 0
    for value in values { size |= value.magnitude }
    return 64 - size.leadingZeroBitCount + Summands.bits(values.count) <= 63
  }

  private static func bits(_ count: Int) -> Int { Int.bitWidth - count.leadingZeroBitCount }

  private mutating func split(_ numbers: [FixedPoint], addends: Int) {
    var (lowest, highest) = (Int.max, Int.min)
    for number in numbers where number.size != 0 {
      lowest = min(lowest, number.exponent)
      highest = max(highest, number.exponent + 64 - number.size.leadingZeroBitCount)
    }
    if lowest > highest { (lowest, highest) = (0, 0) }
    exponent = lowest
    if highest - lowest + Summands.bits(addends) <= 63 {
      limbs = [numbers.map { $0.bits(from: lowest, mask: .max) }]
    } else {
      limbs = stride(from: lowest, to: highest, by: 32).map { start in
        numbers.map { $0.bits(from: start, mask: 0xFFFF_FFFF) }
      }
    }
  }
}

/// A number as `size x 2^exponent`, with its sign apart.
private struct FixedPoint {
  let isNegative: Bool
  let size: UInt64
  let exponent: Int

  init(_ double: Double) {
    let isNormal = double.exponentBitPattern != 0
    let bits = double.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let zeros = bits == 0 ? 0 : bits.trailingZeroBitCount
    isNegative = double < 0
    size = bits >> UInt64(zeros)
    exponent = (isNormal ? Int(double.exponentBitPattern) : 1) - 1075 + zeros
  }

  /// What is no number counts as zero.
  init(_ value: Value) {
    switch value.number {
    case .double(let double)?: self.init(double)
    case .integer(let integer)?:
      self.init(isNegative: integer < 0, size: integer.magnitude)
    case nil: self.init(isNegative: false, size: 0)
    }
  }

  private init(isNegative: Bool, size: UInt64) {
    (self.isNegative, self.size, exponent) = (isNegative, size, 0)
  }

  /// The bits that `mask` leaves of the number in units of 2^`start`, with its sign.
  func bits(from start: Int, mask: UInt64) -> Int64 {
    // A shift by too much gives 0, to either side.
    let shifted = exponent >= start ? size << (exponent - start) : size >> (start - exponent)
    let bits = Int64(truncatingIfNeeded: shifted & mask)
    return isNegative ? -bits : bits
  }
}

/// The exact sums of some summands at each query.
struct ExactTotals {
  private let limbs: [[Int64]]
  private let exponent: Int
  private let areDoubles: Bool
  private let doubles: [Int64]?
  private let others: [Int64]?

  init(_ summands: Summands, _ selection: Selection) {
    limbs = summands.limbs.map(selection.totals)
    exponent = summands.exponent
    areDoubles = summands.areDoubles
    doubles = summands.isDouble.map(selection.totals)
    others = summands.isOther.map(selection.totals)
  }

  /// The sums themselves, if they are whole numbers that fit.
  var wholeNumbers: [Int64]? {
    limbs.count == 1 && exponent == 0 && !areDoubles && doubles == nil ? limbs[0] : nil
  }

  /// Whether something that is no number is among the values that a query selects.
  func hasOthers(_ query: Int) -> Bool { others.map { $0[query] != 0 } ?? false }

  /// What a reduction of this total makes of the values that a query selects, `count` of them;
  /// `nil` if that is an error, as it is of what is no number.
  func result(_ total: Reduction.Total, _ query: Int, count: Int) -> Value? {
    if hasOthers(query) { return nil }
    if areDoubles || (doubles.map { $0[query] != 0 } ?? false) {
      return double(total, query: query, count: count)
    }
    return try? total.finish(wholeSum(query), count: count)
  }

  /// The sum where integers alone are selected. Because of other values their units may be smaller
  /// than 1; the bits below 1 are zero then, in each of them and so in the sum.
  private func wholeSum(_ query: Int) -> Int128 {
    var sum: Int128 = 0
    for (index, limb) in limbs.enumerated() where limb[query] != 0 {
      let shift = exponent + 32 * index
      sum += shift >= 0 ? Int128(limb[query]) << Int128(shift) : Int128(limb[query] >> -shift)
    }
    return sum
  }

  private func double(_ total: Reduction.Total, query: Int, count: Int) -> Value? {
    if limbs.count > 1 {
      var sum = ExactSum()
      for (index, limb) in limbs.enumerated() {
        sum.add(limb[query], shiftedBy: exponent + 32 * index)
      }
      return try? total.finish(sum, count: count)
    }
    // One rounding, to 53 bits; scaling by a power of two is exact, since no unit is smaller than
    // that of the smallest double.
    let sum = Double(sign: .plus, exponent: exponent, significand: Double(limbs[0][query]))
    return sum.isFinite ? .double(total.finish(sum, count: count)) : nil
  }
}
