/// How far a compilation is: of the s-ops and aggregates that are made, layer by layer.
public struct CompilerProgress: Sendable, Hashable {
  /// The layer that is being made, and the last one.
  public let layer: Int
  public let layers: Int
  /// How many are made, of how many.
  public let done: Int
  public let total: Int
}
