/// A function of the values of s-ops at one position.
package enum Elementwise: Sendable, Hashable {
  case unary(UnaryOperator)
  case binary(BinaryOperator)
  /// A comparison of two s-ops.
  case relation(Relation)
  /// `where(condition, a, b)`
  case choose
  /// Whether the operand is one of the values.
  case isIn([Constant])
  /// A function of the operands: `map` and `zip`.
  case apply(Function)
}

extension Elementwise {
  /// The number of operands, or `nil` for any number.
  var operandCount: Int? {
    switch self {
    case .unary, .isIn: 1
    case .binary, .relation: 2
    case .choose: 3
    case .apply: nil
    }
  }
}
