/// A Swift type whose instances stand for values, so that a closure can take and return it:
/// `tokens.map { (x: Int) in x * 2 }`.
public protocol ValueConvertible: Sendable {
  /// The Swift value of `value`, or `nil` if it is of another kind.
  init?(_ value: Value)
  /// This as a value of the language.
  var asValue: Value { get }
}

extension Value: ValueConvertible {
  public init?(_ value: Value) { self = value }
  public var asValue: Value { self }
}

extension Int: ValueConvertible {
  public init?(_ value: Value) {
    guard case .integer(let integer) = value else { return nil }
    self.init(exactly: integer)
  }
  public var asValue: Value { .integer(Int64(self)) }
}

extension Double: ValueConvertible {
  /// Integers convert, as they do in the language's arithmetic.
  public init?(_ value: Value) {
    switch value {
    case .double(let double): self = double
    case .integer(let integer): self.init(integer)
    default: return nil
    }
  }
  public var asValue: Value { .double(self) }
}

extension Bool: ValueConvertible {
  public init?(_ value: Value) {
    guard case .boolean(let boolean) = value else { return nil }
    self = boolean
  }
  public var asValue: Value { .boolean(self) }
}

extension String: ValueConvertible {
  public init?(_ value: Value) {
    guard case .string(let string) = value else { return nil }
    self = string
  }
  public var asValue: Value { .string(self) }
}

extension Unicode.Scalar: ValueConvertible {
  /// A string of exactly one scalar converts.
  public init?(_ value: Value) {
    guard case .string(let string) = value, let first = string.unicodeScalars.first,
      string.unicodeScalars.count == 1
    else { return nil }
    self = first
  }
  public var asValue: Value { .string(String(Character(self))) }
}
