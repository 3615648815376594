/// What a selector asks of a key's and a query's value: the last argument of the paper's `select`.
package enum SelectPredicate: Sendable, Hashable {
  /// `key <relation> query`
  case relation(Relation)
  /// A function of key and query, true by ``Value/isTrue``.
  case function(Function)
}
