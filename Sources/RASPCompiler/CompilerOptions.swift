/// What a compilation may use, and what it may pass over.
public struct CompilerOptions: Sendable {
  /// The most combinations of values in one table.
  public var combinationLimit = 1 << 18
  /// The most different sums, for all numbers of selected keys together.
  public var sumLimit = 1 << 20
  /// The most weights, zeros counted.
  public var parameterLimit = 1 << 28
  /// Compiles a program although it fails on some inputs; the model's logits say nothing there.
  public var allowsFailures = false
  /// Whether a dimension of the residual stream may hold one thing after another.
  public var reusesDimensions = true
  /// Called after each s-op that is made, on the thread that compiles.
  public var onProgress: (@Sendable (CompilerProgress) -> Void)?

  /// The most blocks without heads that a layer is given where one MLP would not do.
  static let mostSteps = 4

  /// The options that hold if nothing is said. Cost: constant.
  public init() {}
}
