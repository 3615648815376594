// Selection by position and by score: hard attention's choice among what a query selects. In a
// causal program later keys are hidden first, and the choice is made among the others.

extension AttentionSelector {
  /// Of each query's selected keys the first; a query that selects none selects none. One head.
  ///
  /// ```swift
  /// let first = (key(tokens) == query("l")).leftmost()
  /// try first.value(indices, default: -1)("hello").values           // [2, 2, 2, 2, 2]
  /// ```
  public func leftmost() -> AttentionSelector { AttentionSelector(.pick(.leftmost), expression) }

  /// Of each query's selected keys the last: the nearest, if they all are before the query.
  ///
  /// ```swift
  /// let earlier = (key(tokens) == query(tokens)) & (key(indices) < query(indices))
  /// try earlier.rightmost().value(indices, default: -1)("hello").values   // [-1, -1, -1, 2, -1]
  /// ```
  public func rightmost() -> AttentionSelector { AttentionSelector(.pick(.rightmost), expression) }

  /// Of each query's selected keys those with the largest score, all of several. ``leftmost()``
  /// after it leaves one.
  ///
  /// The scores of all positions must be numbers, or all strings: otherwise running is an error
  /// that shows two of them, whether or not both are selected.
  ///
  /// ```swift
  /// try (key(1) == query(1)).best(tokens).value(indices)([3, 9, 2]).values   // [1, 1, 1]
  /// ```
  /// Source: average-hard attention, as Merrill, Sabharwal and Smith define saturated attention.
  public func best(_ score: SOp) -> AttentionSelector {
    AttentionSelector(.pick(.best), expression, score.expression)
  }

  /// Of each query's selected keys those with the smallest score, all of several: see ``best(_:)``.
  ///
  /// ```swift
  /// try (key(1) == query(1)).least(tokens).value(indices)([3, 9, 2]).values  // [2, 2, 2]
  /// ```
  public func least(_ score: SOp) -> AttentionSelector {
    AttentionSelector(.pick(.least), expression, score.expression)
  }
}
