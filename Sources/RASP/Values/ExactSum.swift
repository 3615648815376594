/// A sum of doubles and integers that is exact until it is read, and then rounded once.
///
/// The sum is one wide fixed-point number: limb `i` counts units of 2^(32 i - 1074), so every
/// finite double is a whole number of units. The result does not depend on the order of the
/// additions, whatever cancels. Each addition touches three limbs; the limbs are signed and leave
/// room for 2^31 additions before a carry must move. It gives what Python's `math.fsum` gives.
package struct ExactSum {
  private var limbs: [Int64]
  private static let lowestExponent = -1074
  /// 1024 + 1074 bits for the largest double, and room for 2^31 of them.
  private static let limbCount = 68

  package init() { limbs = [Int64](repeating: 0, count: ExactSum.limbCount) }

  /// A sum that starts at an integer, of at most 2^31 times the size of an `Int64`.
  init(startingAt integer: Int128) {
    self.init()
    let (high, low) = integer.quotientAndRemainder(dividingBy: 1 << 62)
    add(Int64(low))
    add(Int64(high), shiftedBy: 62)
  }

  package mutating func add(_ double: Double) {
    guard double != 0 else { return }
    // A subnormal has no implicit bit, and the exponent of the smallest normal number.
    let isNormal = double.exponentBitPattern != 0
    let mantissa = double.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let shift = isNormal ? Int(double.exponentBitPattern) - 1 : 0
    add(mantissa, shiftedBy: shift, negative: double < 0)
  }

  mutating func add(_ integer: Int64) { add(integer, shiftedBy: 0) }

  /// Adds an integer times 2^`shift`, which is no smaller than the unit of the smallest double.
  mutating func add(_ integer: Int64, shiftedBy shift: Int) {
    let units = shift - ExactSum.lowestExponent
    add(integer.magnitude, shiftedBy: units, negative: integer < 0)
  }

  private mutating func add(_ bits: UInt64, shiftedBy shift: Int, negative: Bool) {
    let first = shift / 32
    let wide = UInt128(bits) << UInt128(shift % 32)
    for part in 0..<3 {
      let word = Int64(truncatingIfNeeded: (wide >> UInt128(32 * part)) & 0xFFFF_FFFF)
      limbs[first + part] += negative ? -word : word
    }
  }

  /// The sum as the nearest double, ties to even; infinite if it is too large for one.
  package func rounded() -> Double {
    var words = limbs
    var negative = false
    if ExactSum.propagateCarries(&words) < 0 {
      negative = true
      for index in words.indices { words[index] = -limbs[index] }
      _ = ExactSum.propagateCarries(&words)
    }
    guard let top = words.lastIndex(where: { $0 != 0 }) else { return 0 }
    // Three limbs hold at least 65 bits: 53 to keep, and enough to round by.
    var bits: UInt128 = 0
    for index in stride(from: top, to: top - 3, by: -1) {
      bits = bits << 32 | UInt128(index >= 0 ? UInt64(words[index]) : 0)
    }
    let isInexact = top > 2 && words[..<(top - 2)].contains { $0 != 0 }
    let size = ExactSum.scaled(bits, isInexact, exponent: 32 * (top - 2) + ExactSum.lowestExponent)
    return negative ? -size : size
  }

  /// Brings every limb but the last into 0 ..< 2^32 and gives the last, whose sign is the sum's.
  private static func propagateCarries(_ words: inout [Int64]) -> Int64 {
    var carry: Int64 = 0
    for index in words.indices {
      let total = words[index] + carry
      let isLast = index == words.count - 1
      words[index] = isLast ? total : total & 0xFFFF_FFFF
      carry = total >> 32
    }
    return words[words.count - 1]
  }

  /// `bits` (and a little more if `isInexact`) times 2^`exponent`, rounded once.
  private static func scaled(_ bits: UInt128, _ isInexact: Bool, exponent: Int) -> Double {
    let excess = max(0, 64 - bits.leadingZeroBitCount)
    let lost = bits & ((1 << UInt128(excess)) - 1)
    let sticky: UInt64 = lost != 0 || isInexact ? 1 : 0
    let top = UInt64(truncatingIfNeeded: bits >> UInt128(excess)) | sticky
    return Double(sign: .plus, exponent: exponent + excess, significand: Double(top))
  }
}
