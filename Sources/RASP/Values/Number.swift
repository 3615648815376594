/// How two values that have an order stand to each other.
enum Ordering { case less, equal, greater }

/// The amount of a number or boolean, which is what arithmetic and order look at.
enum Number {
  case integer(Int64)
  case double(Double)

  var double: Double {
    switch self {
    case .integer(let integer): Double(integer)
    case .double(let double): double
    }
  }

  func compared(to other: Number) -> Ordering {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): Number.order(a, b)
    case (.double(let a), .double(let b)): Number.order(a, b)
    case (.integer(let a), .double(let b)): Number.orderExactly(a, b)
    case (.double(let a), .integer(let b)):
      switch Number.orderExactly(b, a) {
      case .less: .greater
      case .equal: .equal
      case .greater: .less
      }
    }
  }

  private static func order<T: Comparable>(_ a: T, _ b: T) -> Ordering {
    a < b ? .less : (a == b ? .equal : .greater)
  }

  /// Rounding `integer` to a double could make unequal amounts equal, so the double is cut into
  /// a whole part, which is an integer, and a rest.
  private static func orderExactly(_ integer: Int64, _ double: Double) -> Ordering {
    // Not a number: no program computes with it, but comparing it must not trap.
    if double.isNaN { return .greater }
    if double >= 0x1p63 { return .less }
    if double < -0x1p63 { return .greater }
    let whole = double.rounded(.towardZero)
    let byWhole = order(integer, Int64(whole))
    return byWhole == .equal ? order(0, double - whole) : byWhole
  }
}

extension Value {
  /// The amount, for booleans (0 and 1), integers and doubles.
  var number: Number? {
    switch self {
    case .boolean(let boolean): .integer(boolean ? 1 : 0)
    case .integer(let integer): .integer(integer)
    case .double(let double): .double(double)
    case .null, .string: nil
    }
  }
}

/// `a / b` as a double, rounded once. `b` is not zero.
///
/// Dividing two rounded doubles would round up to three times; Python's `/` of integers rounds
/// once, and so does this.
func divideRoundingOnce(_ a: Int128, by b: Int128) -> Double {
  let (x, y) = (a.magnitude, b.magnitude)
  let exact: UInt128 = 1 << 53
  let size: Double
  if x <= exact && y <= exact {
    size = Double(UInt64(x)) / Double(UInt64(y))
  } else {
    // Scale the numerator so that the quotient has at least 56 bits: 53 that stay, and enough
    // below them to round by, the lowest standing for "and something more".
    let bits = { (v: UInt128) in 128 - v.leadingZeroBitCount }
    let shift = max(0, min(bits(y) + 56 - bits(x), x.leadingZeroBitCount))
    let (quotient, remainder) = (x << UInt128(shift)).quotientAndRemainder(dividingBy: y)
    let sticky = remainder == 0 ? quotient : quotient | 1
    size = Double(sign: .plus, exponent: -shift, significand: roundedDouble(sticky))
  }
  return (a < 0) != (b < 0) ? -size : size
}

/// The double nearest to `integer`, ties to even.
private func roundedDouble(_ integer: UInt128) -> Double {
  let excess = max(0, 64 - integer.leadingZeroBitCount)
  let top = UInt64(truncatingIfNeeded: integer >> UInt128(excess))
  let lost = integer & ((1 << UInt128(excess)) - 1)
  return Double(sign: .plus, exponent: excess, significand: Double(lost == 0 ? top : top | 1))
}
