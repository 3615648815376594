/// A value that is told apart by kind as well: the identity of a constant in a program.
public struct Constant: Hashable, Sendable {
  /// The value itself.
  public let value: Value

  /// Holds a value apart from those that are equal but of another kind.
  public init(_ value: Value) { self.value = value }

  /// Whether both are the same value of the same kind.
  public static func == (a: Constant, b: Constant) -> Bool { a.value.isIdentical(to: b.value) }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(value.kind.rawValue)
    hasher.combine(value)
  }
}
