import RASP
import RASPModel

/// The sizes that settle the shapes of all matrices of a model.
struct ModelSizes: Sendable, Hashable {
  struct Block: Sendable, Hashable {
    let heads: [Head]
    let hidden: Int
  }

  struct Head: Sendable, Hashable {
    /// The width of query and key, and that of the value.
    let query: Int
    let value: Int
  }

  /// A matrix by its name in files, with its shape.
  struct Matrix: Sendable, Hashable {
    let name: String
    let rows: Int
    let columns: Int
  }

  let residual: Int
  /// The ids of the tokens, of padding and of BOS.
  let ids: Int
  /// The tokens of the longest input, and BOS.
  let positions: Int
  let outputs: Int
  let blocks: [Block]

  /// All matrices, in the order of ``Transformer/matrices``.
  var matrices: [Matrix] {
    var matrices = [
      Matrix(name: "token_embedding", rows: ids, columns: residual),
      Matrix(name: "position_embedding", rows: positions, columns: residual),
    ]
    for (number, block) in blocks.enumerated() {
      let name = "block.\(number)."
      for (number, head) in block.heads.enumerated() {
        let name = name + "head.\(number)."
        matrices += [
          Matrix(name: name + "query", rows: residual, columns: head.query),
          Matrix(name: name + "key", rows: residual, columns: head.query),
          Matrix(name: name + "value", rows: residual, columns: head.value),
          Matrix(name: name + "output", rows: head.value, columns: residual),
        ]
      }
      matrices += [
        Matrix(name: name + "hidden_in", rows: residual, columns: block.hidden),
        Matrix(name: name + "hidden_out", rows: block.hidden, columns: residual),
      ]
    }
    return matrices + [Matrix(name: "unembedding", rows: residual, columns: outputs)]
  }
}

extension ModelSizes {
  /// The sizes of a model.
  /// - Throws: an ``ExportError`` if its matrices do not fit together or hold no finite numbers, if
  ///   it has no outputs or no residual stream, or a value twice.
  init(_ transformer: Transformer) throws(ExportError) {
    residual = transformer.residualWidth
    ids = Transformer.firstToken + transformer.vocabulary.count
    positions = transformer.maximumLength + 1
    outputs = transformer.outputs.count
    blocks = transformer.blocks.map { block in
      Block(
        heads: block.heads.map { Head(query: $0.query.columns, value: $0.value.columns) },
        hidden: block.hiddenIn.columns)
    }
    if outputs == 0 { throw .empty("outputs") }
    if residual == 0 { throw .empty("residual stream") }
    for (expected, matrix) in zip(matrices, transformer.matrices) {
      let (found, needed) = ([matrix.rows, matrix.columns], [expected.rows, expected.columns])
      if found != needed { throw .shape(matrix: expected.name, expected: needed, found: found) }
      if !matrix.values.allSatisfy({ $0.isFinite }) { throw .notFinite(expected.name) }
    }
    if let twice = transformer.vocabulary.firstDuplicate {
      throw .duplicate(twice.description, in: "vocabulary")
    }
    if let twice = transformer.outputs.firstDuplicate {
      throw .duplicate(twice.description, in: "outputs")
    }
  }
}

extension Transformer {
  /// All matrices: embeddings, for each block its heads and its hidden layer, unembedding.
  var matrices: [SparseMatrix] {
    var matrices = [tokenEmbedding, positionEmbedding]
    for block in blocks {
      for head in block.heads { matrices += [head.query, head.key, head.value, head.output] }
      matrices += [block.hiddenIn, block.hiddenOut]
    }
    return matrices + [unembedding]
  }
}
