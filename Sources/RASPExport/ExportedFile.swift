/// A file that is yet to be written.
public struct ExportedFile: Sendable, Hashable {
  /// Where it belongs in the model's folder: `model.onnx`, `huggingface/config.json`.
  public let path: String
  public let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
