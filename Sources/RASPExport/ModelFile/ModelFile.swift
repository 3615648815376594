import RASP
import RASPModel

/// A model in two files: `model.json`, all that is no weight, and `weights.safetensors`, which
/// holds of each matrix only the entries that are not zero.
public enum ModelFile {
  static let format = "swift-rasp transformer"
  static let version = 2

  /// The bytes of both files. Cost: linear in the entries and the labels.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let (json, weights) = try ModelFile.encode(model.transformer, model.labels)
  /// let (transformer, _) = try ModelFile.decode(json: json, weights: weights)
  /// try transformer.predict(["a", "b"]).values.compactMap { $0 }        // ["b", "a"]
  /// ```
  /// - Throws: an ``ExportError`` if the matrices do not fit together or hold no finite numbers.
  public static func encode(
    _ transformer: Transformer, _ labels: Labels
  ) throws(ExportError) -> (json: [UInt8], weights: [UInt8]) {
    let sizes = try ModelSizes(transformer)
    let json = JSON.members([
      "format": .string(format), "version": .integer(version),
      "causal": .boolean(transformer.isCausal),
      "maximum_length": .integer(transformer.maximumLength),
      "vocabulary": .values(transformer.vocabulary),
      "outputs": .values(transformer.outputs),
      "residual": .integer(sizes.residual),
      "blocks": .array(sizes.blocks.map { $0.json }),
      "labels": labels.json,
    ])
    var tensors: [Safetensors.Tensor] = []
    for (matrix, weights) in zip(sizes.matrices, transformer.matrices) {
      tensors += ModelFile.tensors(matrix.name, weights)
    }
    return ([UInt8](json.text().utf8), Safetensors.encode(tensors))
  }

  static func cellsName(_ matrix: String) -> String { matrix + ".places" }
  static func weightsName(_ matrix: String) -> String { matrix + ".weights" }

  /// The rows and columns of the entries, and the entries.
  private static func tensors(
    _ name: String, _ matrix: SparseMatrix
  ) -> [Safetensors.Tensor] {
    let entries = matrix.entries
    let cells = entries.flatMap { [Int32($0.row), Int32($0.column)] }
    return [
      .init(cellsName(name), shape: [entries.count, 2], cells),
      .init(weightsName(name), shape: [entries.count], matrix.values),
    ]
  }
}

extension ModelSizes.Block {
  fileprivate var json: JSON {
    .members(["heads": .array(heads.map { $0.json }), "hidden": .integer(hidden)])
  }
}

extension ModelSizes.Head {
  fileprivate var json: JSON { .members(["query": .integer(query), "value": .integer(value)]) }
}
