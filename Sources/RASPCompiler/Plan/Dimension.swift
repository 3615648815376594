/// A dimension of the residual stream before dimensions have indices.
struct Dimension: Hashable, Comparable, Sendable {
  let index: Int

  /// 1 at every token, 0 at BOS and padding: what constants are read from.
  static let real = Dimension(index: 0)
  /// 1 at BOS and padding.
  static let beginning = Dimension(index: 1)

  static func < (a: Dimension, b: Dimension) -> Bool { a.index < b.index }
}
