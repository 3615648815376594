/// An elementwise operation with its operands.
package enum AppliedElementwise<Operand> {
  case unary(UnaryOperator, Operand)
  case binary(BinaryOperator, Operand, Operand)
  case relation(Relation, Operand, Operand)
  /// The second operand where the condition is true, the third elsewhere.
  case choose(condition: Operand, Operand, Operand)
  case isIn(Operand, [Constant])
  case apply(Function, [Operand])
}

extension AppliedElementwise {
  /// The operation with something else in place of each operand.
  package func mapped<T>(_ body: (Operand) -> T) -> AppliedElementwise<T> {
    switch self {
    case .unary(let op, let a): .unary(op, body(a))
    case .binary(let op, let a, let b): .binary(op, body(a), body(b))
    case .relation(let relation, let a, let b): .relation(relation, body(a), body(b))
    case .choose(let condition, let a, let b):
      .choose(condition: body(condition), body(a), body(b))
    case .isIn(let a, let list): .isIn(body(a), list)
    case .apply(let function, let arguments): .apply(function, arguments.map(body))
    }
  }

  /// The operands, in the order that the operation takes them.
  package var operands: [Operand] {
    switch self {
    case .unary(_, let a), .isIn(let a, _): [a]
    case .binary(_, let a, let b), .relation(_, let a, let b): [a, b]
    case .choose(let condition, let a, let b): [condition, a, b]
    case .apply(_, let arguments): arguments
    }
  }
}

extension Elementwise {
  /// The operation with these operands, as many and in the order that it takes them.
  package func applied<T>(to operands: [T]) -> AppliedElementwise<T> {
    switch self {
    case .unary(let op): .unary(op, operands[0])
    case .binary(let op): .binary(op, operands[0], operands[1])
    case .relation(let relation): .relation(relation, operands[0], operands[1])
    case .choose: .choose(condition: operands[0], operands[1], operands[2])
    case .isIn(let list): .isIn(operands[0], list)
    case .apply(let function): .apply(function, operands)
    }
  }
}
