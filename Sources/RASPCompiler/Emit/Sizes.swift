/// How large a model is.
public struct Sizes: Sendable, Hashable {
  /// The attention layers that the language counts.
  public let layers: Int
  /// Blocks of attention and MLP. One more than `layers` if the first attention reads a function of
  /// token and position together, which a block must make first.
  public let blocks: Int
  /// The heads of each block.
  public let heads: [Int]
  /// d_model: the numbers that each position carries.
  public let residualWidth: Int
  /// What d_model would be if no dimension were used twice.
  public let residualWidthWithoutReuse: Int
  /// d_head: the widest query, key or value.
  public let headWidth: Int
  /// d_mlp: the most hidden units of a block.
  public let hiddenWidth: Int
  /// All weights, zeros too.
  public let parameters: Int
  /// The weights that are not zero.
  public let nonZeroParameters: Int
  /// The most values of an s-op.
  public let largestValueSet: Int
  /// By how many bits the numbers on a line differ, at most, from the distance that tells two of
  /// them apart. float32 has 24, and 20 of them can be used.
  public let bitsNeeded: Int
}
