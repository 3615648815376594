/// The sizes of a model of a common architecture: all heads have the same width, all blocks the
/// same number of heads and hidden units, and the heads together are as wide as the stream.
struct StockSizes: Sendable, Hashable {
  /// The dimensions of the stream that are ours. They come first and keep their numbers.
  let residual: Int
  let layers: Int
  let heads: Int
  /// A square: scores are divided by its root, which the queries make good, without rounding where
  /// the root is an integer.
  let headWidth: Int
  let hidden: Int

  /// All dimensions of the stream.
  var width: Int { heads * headWidth }
  /// The dimension that holds minus the sum of all others, so that their mean is zero.
  var complement: Int { residual }
  /// The dimension that holds nothing. What reads the stream reads it with the weight that makes its
  /// weights sum to zero, so that the same error in all dimensions is none in what is read.
  var zero: Int { residual + 1 }
  /// The root of the width of a head.
  var headRoot: Int { StockSizes.root(headWidth) }

  /// - Parameter width: the least number of dimensions that the architecture needs.
  init(_ sizes: ModelSizes, width: Int) {
    residual = sizes.residual
    // A model without blocks or heads is none to some programs: a block of zeros does no harm.
    layers = max(sizes.blocks.count, 1)
    let heads = max(sizes.blocks.map { $0.heads.count }.max() ?? 0, 1)
    self.heads = heads
    let widest = sizes.blocks.flatMap { $0.heads }.map { max($0.query, $0.value) }.max() ?? 0
    let root = StockSizes.root(max(widest, (width + heads - 1) / heads))
    headWidth = root * root
    hidden = max(sizes.blocks.map { $0.hidden }.max() ?? 0, 1)
  }

  /// The smallest integer whose square is at least `number`.
  private static func root(_ number: Int) -> Int {
    var root = Int(Double(number).squareRoot())
    while root * root < number { root += 1 }
    return root
  }

  /// The bytes of the weights, about. `nil` if an integer cannot hold them.
  func bytes(ids: Int, positions: Int) -> Int? {
    let rows = 4.0 * Double(width) + 2 * Double(hidden)
    let floats =
      Double(width) * (Double(layers) * rows + 2 * Double(ids) + Double(positions) + Double(width))
    return Int(exactly: (4 * floats).rounded())
  }
}
