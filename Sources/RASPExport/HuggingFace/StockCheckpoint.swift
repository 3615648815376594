import RASP
import RASPModel

/// A model in a common architecture, which loads without code of its own.
protocol StockCheckpoint {
  var transformer: Transformer { get }
  var vocabulary: StockVocabulary { get }
  var sizes: StockSizes { get }
  /// The dimension that holds 1 at every position, if there is one.
  var constant: Int? { get }
  /// `config.json`.
  var configuration: JSON { get }
  /// All weights, by the names of the architecture.
  var tensors: [Safetensors.Tensor] { get }
}

extension StockCheckpoint {
  /// A row an id; of outputs that are no tokens the rows are empty.
  var tokenEmbedding: DenseMatrix {
    var matrix = DenseMatrix(rows: vocabulary.entries.count, columns: sizes.width)
    matrix.put(transformer.tokenEmbedding)
    matrix.centre(by: sizes.complement)
    return matrix
  }

  var positionEmbedding: DenseMatrix {
    var matrix = DenseMatrix(rows: transformer.maximumLength + 1, columns: sizes.width)
    matrix.put(transformer.positionEmbedding)
    if let constant {
      for row in 0..<matrix.rows { matrix[row, constant] = 1 }
    }
    matrix.centre(by: sizes.complement)
    return matrix
  }

  /// `labels.json`: the vocabulary, what was added to the stream, and our labels, whose numbers of
  /// dimensions, heads and units hold here too.
  func labels(_ labels: Labels) -> JSON {
    let stream = JSON.members([
      "width": .integer(sizes.width),
      "labelled": .integer(sizes.residual),
      "complement": .integer(sizes.complement),
      "zero": .integer(sizes.zero),
      "constant": constant.map(JSON.integer) ?? .null,
    ])
    return .members([
      "format": .string("swift-rasp labels"),
      "version": .integer(ModelFile.version),
      "causal": .boolean(transformer.isCausal),
      "maximum_length": .integer(transformer.maximumLength),
      "ids": .array(vocabulary.entries.map { $0.json }),
      "outputs": .array(vocabulary.outputs.map(JSON.integer)),
      "stream": stream,
      "labels": labels.json,
    ])
  }

  /// All files, in the folder `huggingface`.
  func files(_ labels: Labels) -> [ExportedFile] {
    let tokenizer = Tokenizer(vocabulary: vocabulary)
    let texts = [
      ("config.json", configuration),
      ("tokenizer.json", tokenizer.json),
      (
        "tokenizer_config.json",
        tokenizer.configuration(maximumLength: transformer.maximumLength)
      ),
      ("special_tokens_map.json", tokenizer.specialTokens),
      ("labels.json", self.labels(labels)),
    ]
    let weights = Safetensors.encode(tensors, metadata: [("format", "pt")])
    return [ExportedFile(path: "huggingface/model.safetensors", bytes: weights)]
      + texts.map { name, json in
        ExportedFile(path: "huggingface/" + name, bytes: [UInt8](json.text().utf8))
      }
  }
}

extension StockVocabulary.Entry {
  fileprivate var json: JSON {
    .members([
      "text": .string(text), "special": .boolean(value == nil),
      "value": .value(value ?? .null), "token": .boolean(isToken),
      "output": output.map(JSON.integer) ?? .null,
    ])
  }
}
