/// What a selector is made of.
public enum SelectorOperation: Sendable, Hashable {
  /// Where the predicate holds of key and query. Operands: key, query.
  case select(SelectPredicate)
  /// Where the operand does not select.
  case not
  /// A boolean combination of two selectors.
  case combine(SelectorOperator)
}
