import RASP

/// The weights of a transformer: a standard one without layer norm and without biases.
///
/// ```text
/// x = tokenEmbedding[id] + positionEmbedding[position]              position 0 holds BOS
/// x = x + sum over heads of softmax(mask + (x Q)(x K)^T) (x V) O    for each block
/// x = x + relu(x hiddenIn) hiddenOut
/// logits = x unembedding
/// ```
///
/// The scores are not divided by anything. The mask hides padding, and in a causal model later
/// keys. At the positions of tokens the logit of the right output is the largest.
public struct Transformer: Sendable {
  /// What the numbers of a model are called after.
  public struct Block: Sendable {
    public let heads: [AttentionHead]
    /// d_model rows, d_mlp columns.
    public let hiddenIn: SparseMatrix
    /// d_mlp rows, d_model columns.
    public let hiddenOut: SparseMatrix

    package init(heads: [AttentionHead], hiddenIn: SparseMatrix, hiddenOut: SparseMatrix) {
      self.heads = heads
      self.hiddenIn = hiddenIn
      self.hiddenOut = hiddenOut
    }
  }

  /// One attention head. The width of query and key may differ from that of the value.
  public struct AttentionHead: Sendable {
    /// d_model rows.
    public let query: SparseMatrix
    /// d_model rows, as many columns as `query`.
    public let key: SparseMatrix
    /// d_model rows.
    public let value: SparseMatrix
    /// As many rows as `value` has columns, d_model columns.
    public let output: SparseMatrix

    package init(
      query: SparseMatrix, key: SparseMatrix, value: SparseMatrix, output: SparseMatrix
    ) {
      self.query = query
      self.key = key
      self.value = value
      self.output = output
    }
  }

  /// The input tokens. Their ids are their indices plus ``firstToken``.
  public let vocabulary: [Value]
  /// The values that the outputs stand for, by their columns in the logits.
  public let outputs: [Value]
  /// The most tokens of an input, BOS not counted.
  public let maximumLength: Int
  /// Whether a query sees only keys up to its own position.
  public let isCausal: Bool
  /// ``firstToken`` + `vocabulary.count` rows, d_model columns.
  public let tokenEmbedding: SparseMatrix
  /// `maximumLength` + 1 rows, d_model columns. Row 0 is BOS's and empty.
  public let positionEmbedding: SparseMatrix
  public let blocks: [Block]
  /// d_model rows, `outputs.count` columns.
  public let unembedding: SparseMatrix

  /// No model takes more tokens: attention itself would be too slow to be of use above it, and sums
  /// too large for float32.
  package static let lengthLimit = 4_096

  /// The id of padding, which no query attends to.
  public static let padding = 0
  /// The id of the token that begins every sequence.
  public static let beginning = 1
  /// The id of the vocabulary's first token.
  public static let firstToken = 2

  package init(
    vocabulary: [Value], outputs: [Value], maximumLength: Int, isCausal: Bool,
    tokenEmbedding: SparseMatrix, positionEmbedding: SparseMatrix, blocks: [Block],
    unembedding: SparseMatrix
  ) {
    self.vocabulary = vocabulary
    self.outputs = outputs
    self.maximumLength = maximumLength
    self.isCausal = isCausal
    self.tokenEmbedding = tokenEmbedding
    self.positionEmbedding = positionEmbedding
    self.blocks = blocks
    self.unembedding = unembedding
  }

  /// d_model: the numbers that each position carries.
  public var residualWidth: Int { tokenEmbedding.columns }
}
