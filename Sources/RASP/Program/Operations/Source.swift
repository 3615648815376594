/// An s-op of no operands.
package enum Source: Sendable, Hashable {
  /// The input.
  case tokens
  /// The positions 0, 1, 2 ...
  case indices
  /// One value at every position.
  case constant(Constant)
  /// A constant sequence, which fits only inputs of its length.
  case list([Constant])
}
