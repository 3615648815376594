import RASP

/// Doubles in decimal with a fixed number of digits, rounded exactly.
package enum DecimalText {
  /// A finite double that is not negative, with `digits` digits behind the point: the decimal that
  /// is nearest to its exact value, the even one of two.
  ///
  /// The double is m x 2^e. As a whole number of units of 10^-digits it is m x 10^digits x 2^e,
  /// which is computed in base 10^9 and rounded once.
  package static func fixed(_ double: Double, digits: Int) -> String {
    var units = wholeUnits(double, digits: digits).text
    if digits == 0 { return units }
    if units.utf8.count <= digits {
      units = String(repeating: "0", count: digits + 1 - units.utf8.count) + units
    }
    let bytes = Array(units.utf8)
    return String(decoding: bytes.dropLast(digits), as: UTF8.self) + "."
      + String(decoding: bytes.suffix(digits), as: UTF8.self)
  }

  /// Python's `repr()` of a double: the shortest text that reads back equal, with an exponent from
  /// 10^16 on. Swift's has one from 2^53 on.
  package static func shortest(_ double: Double) -> String {
    let isBetween = double.magnitude >= 0x1p53 && double.magnitude < 1e16
    guard isBetween else { return double.description }
    return (double < 0 ? "-" : "") + fixed(double.magnitude, digits: 1)
  }

  /// Python's `round(double, digits)`.
  package static func rounded(_ double: Double, digits: Int) -> Double {
    // Beyond these a double has no digits there, or is less than half a unit.
    if digits > 323 || double == 0 { return double }
    if digits < -308 { return double.sign == .minus ? -0.0 : 0 }
    let text: String
    if digits >= 0 {
      text = fixed(double.magnitude, digits: digits)
    } else {
      text =
        wholeUnits(double.magnitude, digits: digits).text
        + String(repeating: "0", count: -digits)
    }
    let size = Double(text) ?? double.magnitude
    return double.sign == .minus ? -size : size
  }

  /// Python's `round(integer, digits)`: to tens, hundreds ... for a negative number of digits.
  package static func rounded(_ integer: Int64, digits: Int) throws(Problem) -> Value {
    if digits >= 0 { return .integer(integer) }
    if digits < -19 { return 0 }
    var unit: Int128 = 1
    for _ in 0..<(-digits) { unit *= 10 }
    var (quotient, rest) = Int128(integer).magnitude.quotientAndRemainder(
      dividingBy: unit.magnitude)
    let twice = rest * 2
    if twice > unit.magnitude || (twice == unit.magnitude && quotient % 2 == 1) { quotient += 1 }
    rest = quotient * unit.magnitude
    guard let result = Int64(exactly: integer < 0 ? -Int128(rest) : Int128(rest)) else {
      throw .overflow("round", [.integer(integer), .integer(Int64(digits))])
    }
    return .integer(result)
  }

  /// Python's `e` format: `1.500000e+01`.
  ///
  /// - Parameter hasPoint: whether a point stands there also if no digit is behind it.
  package static func scientific(
    _ double: Double, digits: Int, hasPoint: Bool = false
  ) -> String {
    let (text, exponent) = leading(double, count: digits + 1)
    let rest = String(decoding: Array(text.utf8.dropFirst()), as: UTF8.self)
    let first = String(decoding: Array(text.utf8.prefix(1)), as: UTF8.self)
    return first + (rest.utf8.isEmpty && !hasPoint ? "" : "." + rest) + power(exponent)
  }

  /// Python's `g` format: so many digits, without zeros at the end, with an exponent where the
  /// number is far from 1. The default format keeps a digit behind the point.
  ///
  /// - Parameter keepsZeros: whether all the digits and the point are there.
  package static func general(
    _ double: Double, digits: Int, isDefault: Bool = false, keepsZeros: Bool = false
  ) -> String {
    let count = max(1, digits)
    let exponent = leading(double, count: count).exponent
    if exponent < -4 || exponent >= count - (isDefault ? 1 : 0) {
      if keepsZeros { return scientific(double, digits: count - 1, hasPoint: true) }
      let text = scientific(double, digits: count - 1)
      let parts = text.split(separator: "e", omittingEmptySubsequences: false)
      return withoutZeros(String(parts[0])) + power(exponent)
    }
    let all = fixed(double, digits: count - 1 - exponent)
    if keepsZeros { return withPoint(all) }
    let text = withoutZeros(all)
    return isDefault && !text.utf8.contains(UInt8(ascii: ".")) ? text + ".0" : text
  }

  /// With a point behind the digits before the exponent, if there is none.
  package static func withPoint(_ text: String) -> String {
    let bytes = Array(text.utf8)
    if bytes.contains(UInt8(ascii: ".")) { return text }
    let end = bytes.firstIndex(of: UInt8(ascii: "e")) ?? bytes.count
    return String(decoding: bytes[..<end] + [UInt8(ascii: ".")] + bytes[end...], as: UTF8.self)
  }

  private static func power(_ exponent: Int) -> String {
    let digits = String(exponent.magnitude)
    return (exponent < 0 ? "e-" : "e+") + (digits.utf8.count < 2 ? "0" : "") + digits
  }

  private static func withoutZeros(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    var bytes = Array(text.utf8)
    while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
    if bytes.last == UInt8(ascii: ".") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first digits of a double, rounded exactly, and the power of ten of the first of them.
  private static func leading(_ double: Double, count: Int) -> (digits: String, exponent: Int) {
    if double == 0 { return (String(repeating: "0", count: count), 0) }
    // From the power of two; one too low at most.
    var exponent = Int((Double(double.exponent) * 0.301_029_995_663_981_2).rounded(.down))
    var digits = wholeUnits(double, digits: count - 1 - exponent).text
    if digits.utf8.count > count {
      exponent += 1
      digits = wholeUnits(double, digits: count - 1 - exponent).text
    }
    // Rounding up may give one digit more, which is a zero.
    if digits.utf8.count > count {
      exponent += 1
      digits = String(decoding: Array(digits.utf8.prefix(count)), as: UTF8.self)
    }
    return (digits, exponent)
  }

  /// The double in units of 10^-digits, rounded half to even.
  private static func wholeUnits(_ double: Double, digits: Int) -> BigDecimal {
    let isNormal = double.exponentBitPattern != 0
    let mantissa = double.significandBitPattern | (isNormal ? 1 << 52 : 0)
    let exponent = (isNormal ? Int(double.exponentBitPattern) - 1 : 0) - 1074
    var number = BigDecimal(mantissa)
    for _ in 0..<max(0, digits) { number.multiply(by: 10) }
    for _ in 0..<max(0, exponent) { number.multiply(by: 2) }
    var rest = Rest.zero
    for _ in 0..<max(0, -exponent) { rest.divide(by: 2, number.divide(by: 2)) }
    for _ in 0..<max(0, -digits) { rest.divide(by: 10, number.divide(by: 10)) }
    if rest == .more || (rest == .half && number.isOdd) { number.increment() }
    return number
  }

  /// What a division leaves, compared with half a unit.
  private enum Rest {
    case zero, less, half, more

    /// The rest after one more division, which leaves `digit`.
    mutating func divide(by divisor: UInt64, _ digit: UInt64) {
      if 2 * digit > divisor {
        self = .more
      } else if 2 * digit == divisor {
        self = self == .zero ? .half : .more
      } else if digit > 0 || self != .zero {
        self = .less
      }
    }
  }
}

/// A natural number of any size, in base 10^9, the lowest limb first.
private struct BigDecimal {
  private var limbs: [UInt64]
  private static let base: UInt64 = 1_000_000_000

  init(_ value: UInt64) {
    limbs = [value % BigDecimal.base, value / BigDecimal.base % BigDecimal.base]
    if value / BigDecimal.base / BigDecimal.base > 0 {
      limbs.append(value / BigDecimal.base / BigDecimal.base)
    }
  }

  var isOdd: Bool { limbs[0] % 2 == 1 }

  mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % BigDecimal.base
      carry = product / BigDecimal.base
    }
    if carry > 0 { limbs.append(carry) }
  }

  /// Divides and gives the remainder.
  mutating func divide(by divisor: UInt64) -> UInt64 {
    var rest: UInt64 = 0
    for index in limbs.indices.reversed() {
      let value = rest * BigDecimal.base + limbs[index]
      limbs[index] = value / divisor
      rest = value % divisor
    }
    return rest
  }

  mutating func increment() {
    for index in limbs.indices {
      limbs[index] += 1
      if limbs[index] < BigDecimal.base { return }
      limbs[index] = 0
    }
    limbs.append(1)
  }

  var text: String {
    var text = ""
    for limb in limbs.reversed() {
      let digits = String(limb)
      text +=
        text.utf8.isEmpty
        ? (limb == 0 ? "" : digits) : String(repeating: "0", count: 9 - digits.utf8.count) + digits
    }
    return text.utf8.isEmpty ? "0" : text
  }
}
