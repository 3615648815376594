import TestSupport

@testable import RASP

/// What the values of a sequence are like; it decides which operations are likely to succeed.
enum Flavour: CaseIterable {
  case boolean, integer, double, text, mixed

  static let numbers: [Flavour] = [.boolean, .integer, .double]
}

extension Randomness {
  mutating func value(_ flavour: Flavour) -> Value {
    switch flavour {
    case .boolean: return .boolean(chance(50))
    case .integer: return .integer(integer())
    case .double: return .double(double())
    case .text: return .string(pick(["a", "b", "c", "", "ab", "é", "日", "7", "_"]))
    case .mixed: return chance(6) ? .null : value(pick([.boolean, .integer, .double, .text]))
    }
  }

  private mutating func integer() -> Int64 {
    if chance(95) { return Int64(number(-5...9)) }
    let big: [Int64] = [.max, .min, .max - 1, .min + 1, 1 << 62, (1 << 53) + 1, -1 << 62]
    return pick(big)
  }

  /// Mostly small ones that tie and cancel, and some from both ends of the range.
  private mutating func double() -> Double {
    if chance(75) { return Double(number(-6...6)) / 2 }
    let wild: [Double] = [
      0.1, -0.1, 1e16, -1e16, 1e16 + 2, 0x1p63, -0x1p63, 0x1p53, 1e300, -1e300,
      .leastNonzeroMagnitude, -0.0,
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNormalMagnitude,
    ]
    return pick(wild)
  }

  /// Mostly short; some cross the border between two 64-bit words, a few are much longer.
  mutating func length() -> Int {
    if chance(3) { return 0 }
    if chance(3) { return number(60...70) }
    return chance(1) ? number(71...300) : number(1...9)
  }

  /// A few distinct values, repeated, so that keys tie.
  mutating func values(_ flavour: Flavour, count: Int) -> [Value] {
    let palette = (0..<number(1...12)).map { _ in value(flavour) }
    return (0..<count).map { _ in pick(palette) }
  }
}
