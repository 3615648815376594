/// A selector's operation with its operands.
package enum AppliedSelector<Operand> {
  case select(SelectPredicate, key: Operand, query: Operand)
  case not(Operand)
  case combine(SelectorOperator, Operand, with: Operand)
  /// The score is `nil` where position decides.
  case pick(Extremum, of: Operand, score: Operand?)
}

extension SelectorOperation {
  /// The operation with these operands, as many and in the order that it takes them.
  package func applied<T>(to operands: [T]) -> AppliedSelector<T> {
    switch self {
    case .select(let predicate): .select(predicate, key: operands[0], query: operands[1])
    case .not: .not(operands[0])
    case .combine(let op): .combine(op, operands[0], with: operands[1])
    case .pick(let extremum):
      .pick(extremum, of: operands[0], score: extremum.takesScore ? operands[1] : nil)
    }
  }
}
