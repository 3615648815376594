import RASP

/// How many layers and attention heads a program takes.
public struct Score: Sendable, Hashable {
  /// Attention layers.
  public var layers: Int
  /// Attention heads in all layers together.
  public var heads: Int

  /// A score of these numbers.
  public init(layers: Int, heads: Int) {
    self.layers = layers
    self.heads = heads
  }

  /// The score of a program, found without running it.
  public init(_ sop: SOp) {
    let heads = sop.heads
    var count = 0
    for layer in heads { count += layer.count }
    self.init(layers: heads.count, heads: count)
  }

  /// The larger of each number: the score of a function is that of its costliest call.
  func worst(_ other: Score) -> Score {
    Score(layers: max(layers, other.layers), heads: max(heads, other.heads))
  }
}

extension Score {
  /// `2 layers, 3 heads`
  public var description: String {
    "\(layers) layer" + (layers == 1 ? "" : "s") + ", \(heads) head" + (heads == 1 ? "" : "s")
  }

  /// Whether this takes fewer layers than a par, or as many and fewer heads.
  public func beats(_ par: Score) -> Bool {
    layers < par.layers || (layers == par.layers && heads < par.heads)
  }

  /// How this compares with a par; empty if it is the par.
  public func comparison(with par: Score) -> String {
    if beats(par) { return "beats the par of " + par.description + "!" }
    return self == par ? "" : "over the par of " + par.description
  }
}
