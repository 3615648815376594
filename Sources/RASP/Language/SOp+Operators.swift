// One overload an operator, and literals convert to s-ops: with overloads for mixed operands the
// compiler takes seconds over a long expression.

extension SOp {
  /// The operator at each position, for an operator that is a value itself.
  public init(_ op: UnaryOperator, _ a: SOp) { self.init(.unary(op), a) }
  /// The operator at each position, for an operator that is a value itself.
  public init(_ op: BinaryOperator, _ a: SOp, _ b: SOp) { self.init(.binary(op), a, b) }
  /// The relation at each position, for a relation that is a value itself.
  public init(_ relation: Relation, _ a: SOp, _ b: SOp) { self.init(.relation(relation), a, b) }

  /// Adds numbers, joins strings. An integer that does not fit in 64 bits is an error.
  public static func + (a: SOp, b: SOp) -> SOp { SOp(.binary(.add), a, b) }
  /// Subtracts numbers.
  public static func - (a: SOp, b: SOp) -> SOp { SOp(.binary(.subtract), a, b) }
  /// Multiplies numbers; a string times an integer repeats the string, as in Python.
  public static func * (a: SOp, b: SOp) -> SOp { SOp(.binary(.multiply), a, b) }
  /// Divides, always giving a double. Division by zero is an error.
  public static func / (a: SOp, b: SOp) -> SOp { SOp(.binary(.divide), a, b) }
  /// The remainder with the sign of the divisor: `-7 % 3` is 2.
  public static func % (a: SOp, b: SOp) -> SOp { SOp(.binary(.modulo), a, b) }
  /// The negative of a number.
  public static prefix func - (a: SOp) -> SOp { SOp(.unary(.negate), a) }

  /// The quotient rounded down, Python's `//` (which starts a comment in Swift).
  public func floorDivided(by divisor: SOp) -> SOp { SOp(.binary(.floorDivide), self, divisor) }
  /// Python's `**`: an integer for integers, unless the exponent is negative.
  public func power(_ exponent: SOp) -> SOp { SOp(.binary(.power), self, exponent) }

  /// True where the values are equal: `1`, `1.0` and `true` are, `1` and `"1"` are not.
  public static func == (a: SOp, b: SOp) -> SOp { SOp(.relation(.equal), a, b) }
  /// True where the values are not equal.
  public static func != (a: SOp, b: SOp) -> SOp { SOp(.relation(.notEqual), a, b) }
  /// Orders numbers, or strings by their Unicode scalars; a number and a string are an error.
  public static func < (a: SOp, b: SOp) -> SOp { SOp(.relation(.less), a, b) }
  /// See `<`.
  public static func <= (a: SOp, b: SOp) -> SOp { SOp(.relation(.lessOrEqual), a, b) }
  /// See `<`.
  public static func > (a: SOp, b: SOp) -> SOp { SOp(.relation(.greater), a, b) }
  /// See `<`.
  public static func >= (a: SOp, b: SOp) -> SOp { SOp(.relation(.greaterOrEqual), a, b) }

  /// Logical and of booleans, bitwise and of integers.
  public static func & (a: SOp, b: SOp) -> SOp { SOp(.binary(.and), a, b) }
  /// Logical or of booleans, bitwise or of integers.
  public static func | (a: SOp, b: SOp) -> SOp { SOp(.binary(.or), a, b) }
  /// Exclusive or of booleans, bitwise exclusive or of integers.
  public static func ^ (a: SOp, b: SOp) -> SOp { SOp(.binary(.xor), a, b) }
  /// Logical not of booleans, bitwise not of integers.
  public static prefix func ! (a: SOp) -> SOp { SOp(.unary(.invert), a) }
  /// The same as `!`, in Python's spelling.
  public static prefix func ~ (a: SOp) -> SOp { SOp(.unary(.invert), a) }
}
