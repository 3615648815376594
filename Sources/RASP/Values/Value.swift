/// One value of a sequence: what stands at one position.
///
/// A token is a value too. Equality is the language's, which is Python's: `1`, `1.0` and `true`
/// are equal, `1` and `"1"` are not. ``isIdentical(to:)`` also compares the kind.
///
/// ```swift
/// let mixed: [Value] = [1, 2.5, "a", true, nil]
/// ```
///
/// Doubles are always finite: an operation whose result would not be is an error, and so is
/// running a program on one, or with one as a constant.
public enum Value: Sendable {
  /// Python's `None`, JSON's `null`. Only a default or a function brings it in.
  case null
  case boolean(Bool)
  case integer(Int64)
  case double(Double)
  /// Text. A token of a string input is one Unicode scalar.
  case string(String)
}

extension Value {
  /// The kinds of value; they decide which operations apply.
  public enum Kind: UInt8, Sendable, Hashable {
    case null, boolean, integer, double, string
  }

  /// The kind of this value.
  public var kind: Kind {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .double: .double
    case .string: .string
    }
  }

  /// Python's truth of a value: everything but `None`, `False`, zero and the empty string.
  public var isTrue: Bool {
    switch self {
    case .null: false
    case .boolean(let boolean): boolean
    case .integer(let integer): integer != 0
    case .double(let double): double != 0
    case .string(let string): !string.utf8.isEmpty
    }
  }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(nilLiteral: ()) { self = .null }
}
