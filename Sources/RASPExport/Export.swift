import RASPTransformer

/// A file that is yet to be written.
public struct ExportedFile: Sendable, Hashable {
  /// Where it belongs in the model's folder: `model.onnx`, `huggingface/config.json`.
  public let path: String
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A transformer as files that other programs read. Nothing here touches the disk.
public enum Export {
  /// `model.json` and `weights.safetensors`, from which ``ModelFile/decode(json:weights:)`` reads
  /// the model back.
  /// - Throws: an ``ExportError`` if the matrices do not fit together.
  public static func modelFiles(
    _ transformer: Transformer, _ labels: Labels
  ) throws(ExportError) -> [ExportedFile] {
    let (json, weights) = try ModelFile.encode(transformer, labels)
    return [
      ExportedFile(path: "model.json", bytes: json),
      ExportedFile(path: "weights.safetensors", bytes: weights),
    ]
  }
}
