import Foundation
import RASPExport
import RASPModel

/// A model that `export-fixtures` wrote: what it is by our own files, and its ONNX file.
struct WrittenModel: Sendable {
  let name: String
  let transformer: Transformer
  let labels: Labels
  let onnx: [UInt8]

  /// The models of the folder that `RASP_MODELS` names, as `Scripts/onnx-schema` sets it.
  static func all() throws -> [WrittenModel] {
    guard let path = ProcessInfo.processInfo.environment["RASP_MODELS"] else { throw Missing() }
    let folder = URL(fileURLWithPath: path)
    let models = try FileManager.default.contentsOfDirectory(atPath: path).sorted().map { name in
      try WrittenModel(name: name, folder: folder.appendingPathComponent(name))
    }
    guard !models.isEmpty else { throw Missing() }
    return models
  }

  private init(name: String, folder: URL) throws {
    func bytes(_ file: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
    }
    self.name = name
    (transformer, labels) = try ModelFile.decode(
      json: bytes("model.json"), weights: bytes("weights.safetensors"))
    onnx = try bytes("model.onnx")
  }

  struct Missing: Error, CustomStringConvertible {
    let description = "RASP_MODELS names no folder of models; run Scripts/onnx-schema"
  }
}
