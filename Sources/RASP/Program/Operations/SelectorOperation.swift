/// What a selector is made of.
package enum SelectorOperation: Sendable, Hashable {
  /// Where the predicate holds of key and query. Operands: key, query.
  case select(SelectPredicate)
  /// Where the operand does not select.
  case not
  /// A boolean combination of two selectors.
  case combine(SelectorOperator)
  /// What an extremum keeps of each row. Operands: selector, and for ``Extremum/best`` and
  /// ``Extremum/least`` the score of the keys.
  case pick(Extremum)
}
