import RASPModel

/// A bidirectional model as `BertForMaskedLM`.
///
/// Its prediction head is relu, then layer norm, then a matrix. Each readout goes through relu
/// twice, with both signs, and the matrix takes the difference: that is the readout, whatever its
/// sign, and the mean that layer norm subtracts falls out.
struct BERTCheckpoint: StockCheckpoint {
  let transformer: Transformer
  let vocabulary: StockVocabulary
  let sizes: StockSizes
  private let head: BERTHead

  init(_ transformer: Transformer, _ sizes: ModelSizes) {
    self.transformer = transformer
    vocabulary = StockVocabulary(transformer)
    head = BERTHead(transformer.unembedding)
    self.sizes = StockSizes(sizes, width: max(sizes.residual + 2, 2 * head.readouts))
  }

  var constant: Int? { nil }

  var configuration: JSON {
    .members([
      "architectures": .strings(["BertForMaskedLM"]),
      "model_type": .string("bert"),
      "vocab_size": .integer(vocabulary.entries.count),
      "hidden_size": .integer(sizes.width),
      "num_hidden_layers": .integer(sizes.layers),
      "num_attention_heads": .integer(sizes.heads),
      "intermediate_size": .integer(sizes.hidden),
      "max_position_embeddings": .integer(transformer.maximumLength + 1),
      "type_vocab_size": .integer(1),
      "hidden_act": .string("relu"),
      "layer_norm_eps": .double(IdentityNorm.epsilon),
      "hidden_dropout_prob": .double(0),
      "attention_probs_dropout_prob": .double(0),
      "position_embedding_type": .string("absolute"),
      "tie_word_embeddings": .boolean(false),
      "pad_token_id": .integer(Transformer.padding),
      "bos_token_id": .integer(Transformer.beginning),
      "torch_dtype": .string("float32"),
    ])
  }

  var tensors: [Safetensors.Tensor] {
    let embeddings = "bert.embeddings."
    var tensors: [Safetensors.Tensor] = [
      .init(embeddings + "word_embeddings.weight", tokenEmbedding),
      .init(embeddings + "position_embeddings.weight", positionEmbedding),
      .init(
        embeddings + "token_type_embeddings.weight", DenseMatrix(rows: 1, columns: sizes.width)),
    ]
    tensors += norm(embeddings + "LayerNorm")
    for (number, layer) in StockLayer.layers(transformer, sizes).enumerated() {
      tensors += layerTensors(layer, "bert.encoder.layer.\(number).")
    }
    return tensors + headTensors
  }

  private func layerTensors(_ layer: StockLayer, _ name: String) -> [Safetensors.Tensor] {
    linear(name + "attention.self.query", layer.query)
      + linear(name + "attention.self.key", layer.key)
      + linear(name + "attention.self.value", layer.value)
      + linear(name + "attention.output.dense", layer.output)
      + norm(name + "attention.output.LayerNorm")
      + linear(name + "intermediate.dense", layer.hiddenIn)
      + linear(name + "output.dense", layer.hiddenOut)
      + norm(name + "output.LayerNorm")
  }

  private var headTensors: [Safetensors.Tensor] {
    let name = "cls.predictions."
    let count = vocabulary.entries.count
    let none = NoOutput.logit(transformer.unembedding)
    var decoder = DenseMatrix(rows: count, columns: sizes.width)
    var bias = [Float](repeating: none, count: count)
    for entry in head.decoder.entries {
      decoder[vocabulary.outputs[entry.column], entry.row] = entry.value
    }
    for id in vocabulary.outputs { bias[id] = 0 }
    var dense = DenseMatrix(rows: sizes.width, columns: sizes.width)
    dense.put(head.dense)
    dense.balance(by: sizes.zero)
    // The bias has two names: the layer's own and that of the head which shares it.
    return linear(name + "transform.dense", dense) + norm(name + "transform.LayerNorm")
      + [
        .init(name + "decoder.weight", decoder),
        .init(name + "decoder.bias", shape: [count], bias),
        .init(name + "bias", shape: [count], bias),
      ]
  }

  private func norm(_ name: String) -> [Safetensors.Tensor] {
    IdentityNorm.tensors(name, width: sizes.width)
  }

  /// A layer of PyTorch, which keeps its matrix turned over, and a bias of zeros.
  private func linear(_ name: String, _ matrix: DenseMatrix) -> [Safetensors.Tensor] {
    [
      .init(name + ".weight", matrix.transposed),
      .init(name + ".bias", matrix.columns, of: 0),
    ]
  }
}

/// The unembedding as two matrices with relu in between, and columns that sum to zero in the second.
struct BERTHead: Sendable {
  /// The numbers that go through relu, with both signs each.
  let readouts: Int
  let dense: SparseMatrix
  /// To our outputs.
  let decoder: SparseMatrix

  /// Reads out the dimensions that matter, or the logits, whichever are fewer.
  init(_ unembedding: SparseMatrix) {
    let entries = unembedding.entries
    let dimensions = Set(entries.map { $0.row }).sorted()
    var (first, second): ([SparseMatrix.Entry], [SparseMatrix.Entry]) = ([], [])
    if dimensions.count <= unembedding.columns {
      readouts = dimensions.count
      var indices: [Int: Int] = [:]
      for (index, dimension) in dimensions.enumerated() {
        indices[dimension] = index
        first += BERTHead.pair(dimension, index)
      }
      for entry in entries {
        second += BERTHead.pair(
          2 * (indices[entry.row] ?? 0), column: entry.column, weight: entry.value)
      }
    } else {
      readouts = unembedding.columns
      for entry in entries {
        first.append(.init(row: entry.row, column: 2 * entry.column, value: entry.value))
        first.append(.init(row: entry.row, column: 2 * entry.column + 1, value: -entry.value))
      }
      for column in 0..<readouts { second += BERTHead.pair(2 * column, column: column, weight: 1) }
    }
    dense = SparseMatrix(rows: unembedding.rows, columns: 2 * readouts, first)
    decoder = SparseMatrix(rows: 2 * readouts, columns: unembedding.columns, second)
  }

  /// From a dimension to the two units of a readout.
  private static func pair(_ dimension: Int, _ readout: Int) -> [SparseMatrix.Entry] {
    [
      .init(row: dimension, column: 2 * readout, value: 1),
      .init(row: dimension, column: 2 * readout + 1, value: -1),
    ]
  }

  /// From the two units of a readout to a logit.
  private static func pair(
    _ unit: Int, column: Int, weight: Float
  ) -> [SparseMatrix.Entry] {
    [
      .init(row: unit, column: column, value: weight),
      .init(row: unit + 1, column: column, value: -weight),
    ]
  }
}
