import CNumerics

/// The operators of two values, comparisons aside.
public enum BinaryOperator: UInt8, Sendable, Hashable, CaseIterable {
  case add, subtract, multiply
  /// `/`, always a double.
  case divide
  /// Python's `//`, rounding down.
  case floorDivide
  /// `%`, with the sign of the divisor.
  case modulo
  /// Python's `**`.
  case power
  /// `&`, `|`, `^`: logical on booleans, bitwise on integers.
  case and, or, xor

  /// How the operator is written.
  public var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .floorDivide: "//"
    case .modulo: "%"
    case .power: "**"
    case .and: "&"
    case .or: "|"
    case .xor: "^"
    }
  }
}

extension BinaryOperator {
  /// The operator's result on two values, with Python's meaning.
  ///
  /// ```swift
  /// try BinaryOperator.modulo.callAsFunction(-7, 3)      // 2
  /// try BinaryOperator.divide.callAsFunction(8, 2)       // 4.0
  /// try BinaryOperator.add.callAsFunction("a", "b")      // "ab"
  /// ```
  /// - Throws: a ``Problem`` if the operator has no meaning for the two kinds, the divisor is
  ///   zero, an integer does not fit in 64 bits or a double is not finite.
  public func callAsFunction(_ a: Value, _ b: Value) throws(Problem) -> Value {
    switch (self, a, b) {
    case (.and, _, _), (.or, _, _), (.xor, _, _):
      return try combineBits(a, b)
    case (.add, .string(let x), .string(let y)):
      return try Text.join(x, y)
    case (.multiply, .string(let x), _):
      if case .integer(let count)? = b.number { return try Text.repeating(x, count) }
    case (.multiply, _, .string(let y)):
      if case .integer(let count)? = a.number { return try Text.repeating(y, count) }
    default:
      guard let x = a.number, let y = b.number else { break }
      if case .integer(let x) = x, case .integer(let y) = y {
        return try integers(x, y)
      }
      return .double(try doubles(x.double, y.double))
    }
    throw .noMeaning(symbol, [a, b])
  }

  private func combineBits(_ a: Value, _ b: Value) throws(Problem) -> Value {
    if case .boolean(let x) = a, case .boolean(let y) = b {
      return .boolean(self == .and ? x && y : self == .or ? x || y : x != y)
    }
    guard case .integer(let x)? = a.number, case .integer(let y)? = b.number else {
      throw .noMeaning(symbol, [a, b])
    }
    return .integer(self == .and ? x & y : self == .or ? x | y : x ^ y)
  }

  /// `a` and `b` as integers. Overflow is an error, never a wrap.
  func integers(_ a: Int64, _ b: Int64) throws(Problem) -> Value {
    let (result, overflow): (Int64, Bool)
    switch self {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .and: return .integer(a & b)
    case .or: return .integer(a | b)
    case .xor: return .integer(a ^ b)
    case .power: return try integerPower(a, b)
    case .divide, .floorDivide, .modulo:
      if b == 0 { throw .divisionByZero(symbol, [.integer(a), .integer(b)]) }
      if self == .divide { return .double(divideRoundingOnce(Int128(a), by: Int128(b))) }
      // b == -1 is told apart because the lowest integer has no negative, and no remainder here.
      if self == .modulo {
        let rest = b == -1 ? 0 : a % b
        return .integer(rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest)
      }
      (result, overflow) = a.dividedReportingOverflow(by: b)
      if !overflow && a % b != 0 && (a < 0) != (b < 0) { return .integer(result - 1) }
    }
    if overflow { throw .overflow(symbol, [.integer(a), .integer(b)]) }
    return .integer(result)
  }

  private func integerPower(_ base: Int64, _ exponent: Int64) throws(Problem) -> Value {
    if exponent < 0 {
      if base == 0 { throw .divisionByZero(symbol, [.integer(base), .integer(exponent)]) }
      return .double(try doubles(Double(base), Double(exponent)))
    }
    var (result, square, rest) = (1 as Int64, base, exponent)
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { throw .overflow(symbol, [.integer(base), .integer(exponent)]) }
        result = product
      }
      rest >>= 1
      if rest == 0 { return .integer(result) }
      let (next, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { throw .overflow(symbol, [.integer(base), .integer(exponent)]) }
      square = next
    }
  }

  /// `a` and `b` as doubles. A result that is not finite is an error.
  func doubles(_ a: Double, _ b: Double) throws(Problem) -> Double {
    let result: Double
    switch self {
    case .add: result = a + b
    case .subtract: result = a - b
    case .multiply: result = a * b
    case .divide, .floorDivide, .modulo:
      if b == 0 { throw .divisionByZero(symbol, [.double(a), .double(b)]) }
      result = self == .divide ? a / b : floorDivision(a, b)
    case .power:
      if a == 0 && b < 0 { throw .divisionByZero(symbol, [.double(a), .double(b)]) }
      if a < 0 && b != b.rounded(.down) { throw .noRealPower([.double(a), .double(b)]) }
      result = rasp_pow(a, b)
    case .and, .or, .xor: throw .noMeaning(symbol, [.double(a), .double(b)])
    }
    if !result.isFinite { throw .notFinite(symbol, [.double(a), .double(b)]) }
    return result
  }

  /// Quotient or remainder of Python's division of floats: the remainder is exact and has the
  /// divisor's sign, the quotient is the whole number that goes with it.
  private func floorDivision(_ a: Double, _ b: Double) -> Double {
    var rest = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - rest) / b
    if rest == 0 {
      rest = Double(signOf: b, magnitudeOf: 0)
    } else if (b < 0) != (rest < 0) {
      rest += b
      quotient -= 1
    }
    if self == .modulo { return rest }
    if quotient == 0 { return Double(signOf: a / b, magnitudeOf: 0) }
    let whole = quotient.rounded(.down)
    return quotient - whole > 0.5 ? whole + 1 : whole
  }
}

/// Operations on strings, bounded so that no program can fill the memory with one value.
enum Text {
  /// The longest string a program may build, in bytes of UTF-8.
  static let limit = 65_536

  static func join(_ a: String, _ b: String) throws(Problem) -> Value {
    let length = a.utf8.count + b.utf8.count
    if length > limit { throw .textTooLong(length, limit: limit) }
    return .string(a + b)
  }

  static func repeating(_ text: String, _ count: Int64) throws(Problem) -> Value {
    guard count > 0, !text.utf8.isEmpty else { return .string("") }
    let (length, overflow) = Int64(text.utf8.count).multipliedReportingOverflow(by: count)
    if overflow || length > limit {
      throw .textTooLong(overflow ? .max : Int(clamping: length), limit: limit)
    }
    return .string(String(repeating: text, count: Int(count)))
  }
}

extension BinaryOperator {
  /// The word for it in a program's text.
  var name: String {
    switch self {
    case .add: "add"
    case .subtract: "subtract"
    case .multiply: "multiply"
    case .divide: "divide"
    case .floorDivide: "floor_divide"
    case .modulo: "modulo"
    case .power: "power"
    case .and: "and"
    case .or: "or"
    case .xor: "xor"
    }
  }
}
