import RASPModel

/// A transformer as a graph of tensors: `ids` to `logits`.
///
/// ```text
/// residual.0 = token_embedding[ids] + position_embedding[0..<length]
/// block.b.head.h.residual = what was there + the head's output          for each head
/// residual.(b+1) = what was there + the hidden layer's output           for each block
/// logits = residual unembedding
/// ```
///
/// Each step keeps a name that says what it is: `block.0.head.1.weights` is what softmax gives.
struct TransformerGraph {
  private var graph = TensorGraph()
  private let transformer: Transformer

  static func graph(_ transformer: Transformer) -> TensorGraph {
    var builder = TransformerGraph(transformer: transformer)
    builder.build()
    return builder.graph
  }

  private init(transformer: Transformer) { self.transformer = transformer }

  /// Far below every score, and far above what would overflow when a score is added.
  private static let hidden: Float = -1e30

  private mutating func build() {
    addPorts()
    var residual = addEmbedding()
    let mask = addMask()
    for (number, block) in transformer.blocks.enumerated() {
      residual = add(block, number, to: residual, mask: mask)
    }
    let unembedding = matrix("unembedding", transformer.unembedding)
    graph.add("MatMul", inputs: [residual, unembedding], as: "logits")
  }

  private mutating func addPorts() {
    let (batch, length) = (
      TensorGraph.Dimension.named("batch"), TensorGraph.Dimension.named("length")
    )
    graph.inputs = [
      .init(
        name: "ids", element: .int64, shape: [batch, length],
        meaning: "for each sequence \(Transformer.beginning), the ids of its tokens, and then "
          + "\(Transformer.padding) up to the length of the longest; "
          + "at most \(transformer.maximumLength + 1) in all")
    ]
    graph.outputs = [
      .init(
        name: "logits", element: .float32,
        shape: [batch, length, .fixed(transformer.outputs.count)],
        meaning: "at each token's position the largest is that of the output there; "
          + "position 0, and those of padding, mean nothing")
    ]
  }

  private mutating func addEmbedding() -> String {
    let shape = graph.add("Shape", inputs: ["ids"], as: "shape")
    let length = graph.add(
      "Gather", inputs: [shape, graph.constant("one", shape: [], [Int64(1)])], as: "length")
    // A gather, not a slice: a sequence that is too long is an error then.
    let positions = graph.add(
      "Range", inputs: [graph.constant("zero", shape: [], [Int64(0)]), length, "one"],
      as: "positions")
    let tokens = matrix("token_embedding", transformer.tokenEmbedding)
    let embeddings = matrix("position_embedding", transformer.positionEmbedding)
    let token = graph.add("Gather", inputs: [tokens, "ids"], as: "embedded_tokens")
    let position = graph.add("Gather", inputs: [embeddings, positions], as: "embedded_positions")
    return graph.add("Add", inputs: [token, position], as: "residual.0")
  }

  /// What is added to all scores: hidden are padding and, in a causal model, later keys.
  private mutating func addMask() -> String {
    let padding = graph.add(
      "Equal", inputs: ["ids", graph.constant("padding", shape: [], [Int64(Transformer.padding)])],
      as: "is_padding")
    let axis = graph.constant("axis", shape: [1], [Int64(1)])
    var isHidden = graph.add("Unsqueeze", inputs: [padding, axis], as: "is_padding_key")
    if transformer.isCausal {
      let query = graph.add("Unsqueeze", inputs: ["positions", axis], as: "query_positions")
      let later = graph.add("Less", inputs: [query, "positions"], as: "is_later_key")
      isHidden = graph.add("Or", inputs: [isHidden, later], as: "is_hidden")
    }
    let hidden = graph.constant("hidden", shape: [], [TransformerGraph.hidden])
    let visible = graph.constant("visible", shape: [], [Float(0)])
    return graph.add("Where", inputs: [isHidden, hidden, visible], as: "mask")
  }

  private mutating func add(
    _ block: Transformer.Block, _ number: Int, to residual: String, mask: String
  ) -> String {
    let name = "block.\(number)."
    var sum = residual
    for (number, head) in block.heads.enumerated() {
      // Such a head writes nothing, and not every runtime takes tensors of no numbers.
      if head.value.columns == 0 { continue }
      let name = name + "head.\(number)."
      let written = add(head, name: name, residual: residual, mask: mask)
      sum = graph.add("Add", inputs: [sum, written], as: name + "residual")
    }
    if block.hiddenIn.columns == 0 { return sum }
    let before = graph.add(
      "MatMul", inputs: [sum, matrix(name + "hidden_in", block.hiddenIn)], as: name + "sums")
    let units = graph.add("Relu", inputs: [before], as: name + "units")
    let written = graph.add(
      "MatMul", inputs: [units, matrix(name + "hidden_out", block.hiddenOut)], as: name + "written")
    return graph.add("Add", inputs: [sum, written], as: "residual.\(number + 1)")
  }

  private mutating func add(
    _ head: Transformer.AttentionHead, name: String, residual: String, mask: String
  ) -> String {
    let query = graph.add(
      "MatMul", inputs: [residual, matrix(name + "query", head.query)], as: name + "queries")
    let key = graph.add(
      "MatMul", inputs: [residual, matrix(name + "key", head.key)], as: name + "keys")
    let turned = graph.add(
      "Transpose", inputs: [key], as: name + "keys_transposed",
      attributes: [("perm", .integers([0, 2, 1]))])
    let scores = graph.add("MatMul", inputs: [query, turned], as: name + "scores")
    let masked = graph.add("Add", inputs: [scores, mask], as: name + "masked_scores")
    let weights = graph.add(
      "Softmax", inputs: [masked], as: name + "weights", attributes: [("axis", .integer(-1))])
    let value = graph.add(
      "MatMul", inputs: [residual, matrix(name + "value", head.value)], as: name + "values")
    let mixed = graph.add("MatMul", inputs: [weights, value], as: name + "mixed")
    return graph.add(
      "MatMul", inputs: [mixed, matrix(name + "output", head.output)], as: name + "written")
  }

  /// A matrix of weights. One without columns, which only queries and keys can be here, gets one of
  /// zeros: it gives the same scores.
  private mutating func matrix(_ name: String, _ matrix: SparseMatrix) -> String {
    let columns = max(matrix.columns, 1)
    let numbers = matrix.columns == 0 ? [Float](repeating: 0, count: matrix.rows) : matrix.dense
    return graph.constant(name, shape: [matrix.rows, columns], numbers)
  }
}
