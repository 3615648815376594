import RASPModel

/// A block in the shape of a common architecture. Matrices are multiplied from the right: rows
/// read, columns write.
struct StockLayer: Sendable {
  private(set) var query: DenseMatrix
  private(set) var key: DenseMatrix
  private(set) var value: DenseMatrix
  private(set) var output: DenseMatrix
  private(set) var hiddenIn: DenseMatrix
  private(set) var hiddenOut: DenseMatrix

  /// A block, or one that does nothing.
  init(_ block: Transformer.Block?, _ sizes: StockSizes) {
    let square = DenseMatrix(rows: sizes.width, columns: sizes.width)
    (query, key, value, output) = (square, square, square, square)
    hiddenIn = DenseMatrix(rows: sizes.width, columns: sizes.hidden)
    hiddenOut = DenseMatrix(rows: sizes.hidden, columns: sizes.width)
    guard let block else { return }
    for (number, head) in block.heads.enumerated() {
      let first = number * sizes.headWidth
      query.put(head.query, column: first, scale: Float(sizes.headRoot))
      key.put(head.key, column: first)
      value.put(head.value, column: first)
      output.put(head.output, row: first)
    }
    hiddenIn.put(block.hiddenIn)
    hiddenOut.put(block.hiddenOut)
    query.balance(by: sizes.zero)
    key.balance(by: sizes.zero)
    value.balance(by: sizes.zero)
    hiddenIn.balance(by: sizes.zero)
    output.centre(by: sizes.complement)
    hiddenOut.centre(by: sizes.complement)
  }

  /// The layers of a model.
  static func layers(_ transformer: Transformer, _ sizes: StockSizes) -> [StockLayer] {
    (0..<sizes.layers).map { number in
      let blocks = transformer.blocks
      return StockLayer(number < blocks.count ? blocks[number] : nil, sizes)
    }
  }
}

/// Layer normalisation that changes nothing.
///
/// It computes (x - mean) / sqrt(variance + epsilon) * weight + bias. The mean is zero by the
/// complement, and beside an epsilon this large the variance is nothing: for numbers up to a million
/// less than a float of 24 bits can tell. The root of epsilon is the weight, a power of two, so
/// that dividing and multiplying by it does not round.
///
/// A library's mean of numbers that sum to zero is not zero, but some hundred-millionths, and a head
/// that counts makes 2^28 times as much of it. That is what ``StockSizes/zero`` is for: there the same
/// error stands alone.
enum IdentityNorm {
  static let weight: Float = 0x1p30
  static let epsilon = 0x1p60

  static func tensors(_ name: String, width: Int) -> [Safetensors.Tensor] {
    [
      .init(name + ".weight", width, of: weight),
      .init(name + ".bias", width, of: 0),
    ]
  }
}

/// What the columns of the logits get that stand for no output.
enum NoOutput {
  /// Below every output's logit, as long as no number in the stream is beyond 65,536. Not lower
  /// than that: some tools centre the logits, and would round the others away.
  static func logit(_ unembedding: SparseMatrix) -> Float {
    var sums = [Float](repeating: 1, count: unembedding.columns)
    for entry in unembedding.entries { sums[entry.column] += abs(entry.value) }
    return -0x1p16 * (sums.max() ?? 1)
  }
}
