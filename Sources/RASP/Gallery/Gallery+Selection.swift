/// Programs that select by position and by score: hard attention, one head where sums and averages
/// take two layers or have no way at all.
extension Gallery {
  // MARK: One layer

  /// At each position the last value so far that matches, its own if that does; `fallback` before
  /// the first. One layer.
  ///
  /// ```swift
  /// try Gallery.nearest(tokens == "a", indices)("xaxxa").values    // ["_", 1, 1, 1, 4]
  /// ```
  public static func nearest(
    _ match: SOp, _ seq: SOp = tokens, default fallback: Value = "_"
  ) -> SOp {
    let soFar = (key(match) == query(true)) & (key(indices) <= query(indices))
    return soFar.rightmost().value(seq, default: fallback).named("nearest")
  }

  /// Where the same token stood last before; -1 if it did not. One layer.
  ///
  /// ```swift
  /// try Gallery.previousSame()("hello").values                     // [-1, -1, -1, 2, -1]
  /// ```
  public static func previousSame() -> SOp {
    (same & before).rightmost().value(indices, default: -1).named("previous")
  }

  /// The largest value, at every position. One layer.
  public static func maximum(_ seq: SOp = tokens) -> SOp {
    (key(1) == query(1)).max(seq).named("max")
  }

  /// The first position of the largest value, at every position. One layer.
  ///
  /// ```swift
  /// try Gallery.argmax()([3, 9, 2, 9]).values                      // [1, 1, 1, 1]
  /// ```
  public static func argmax(_ seq: SOp = tokens) -> SOp {
    (key(1) == query(1)).best(seq).leftmost().value(indices).named("argmax")
  }

  /// ``minimum(_:)`` in one layer: ranks need not be counted first.
  public static func hardMinimum(_ seq: SOp = tokens) -> SOp {
    (key(1) == query(1)).min(seq).named("min")
  }

  /// ``first(_:_:)`` in one layer.
  public static func hardFirst(_ q: SOp, _ seq: SOp = tokens) -> SOp {
    (key(seq) == query(q)).leftmost().value(indices, default: 99).named("first")
  }

  /// ``slide(_:_:)`` in one layer: each position reads the first match from itself on.
  public static func hardSlide(_ match: SOp, _ seq: SOp = tokens) -> SOp {
    let fromHere = (key(match) == query(true)) & (key(indices) >= query(indices))
    return fromHere.leftmost().value(seq).named("slide")
  }

  // MARK: Two layers

  /// What came after the last occurrence of the same token: the first layer reads the token before
  /// each position, the second the last position so far whose token before is this one. `_` if
  /// there is none. Two layers.
  ///
  /// ```swift
  /// try Gallery.induction()("abcab").values                // ["_", "_", "_", "b", "c"]
  /// ```
  /// Source: the induction heads of *A Mathematical Framework for Transformer Circuits*.
  public static func induction() -> SOp {
    let last = shift(1, default: nil)
    let afterSame = (key(last) == query(tokens)) & (key(indices) <= query(indices))
    return afterSame.rightmost().value(tokens, default: "_").named("induction")
  }

  // MARK: Three layers

  /// ``add(_:)`` in three layers: find the `+` and the length; move the first number under the
  /// second; read the carry from the nearest column to the right that is not a nine.
  public static func hardAdd(_ seq: SOp = tokens) -> SOp {
    let plus = (key(seq) == query("+")).value(indices).named("plus")
    let moved = (key(indices) == query(indices - (length - plus))).value(seq, default: "0")
      .named("align")
    let x = atoi(moved) + atoi(`where`(indices > plus, seq, "0"))
    let decides = (key(x != 9) == query(true)) & after
    return (x + decides.leftmost().value(`where`(x > 9, 1, 0)).named("carry")) % 10
  }
}
