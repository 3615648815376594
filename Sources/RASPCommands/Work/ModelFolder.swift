import Foundation
import RASP
import RASPExport
import RASPModel

/// A model that `rasp compile` wrote.
struct ModelFolder {
  let transformer: Transformer
  let labels: Labels

  /// Writes a folder as a whole, or replaces one that holds a model or nothing.
  static func write(_ files: [ExportedFile], to folder: String) throws {
    if FileIO.exists(folder) {
      let names = try FileIO.files(in: folder)
      if !names.isEmpty && !names.contains("model.json") {
        throw Failure("cannot write \(folder): it holds other files; choose a new folder")
      }
    }
    var contents: [String: Data] = [:]
    for file in files { contents[file.path] = Data(file.bytes) }
    try FileIO.writeFolder(contents, to: folder)
  }

  static func read(_ folder: String) throws -> ModelFolder {
    let json = try FileIO.readBytes(folder + "/model.json", of: "a model")
    let weights = try FileIO.readBytes(folder + "/weights.safetensors", of: "a model")
    do throws(ModelFileError) {
      let (transformer, labels) = try ModelFile.decode(json: json, weights: weights)
      return ModelFolder(transformer: transformer, labels: labels)
    } catch {
      throw Failure("cannot read the model in \(folder): " + error.description)
    }
  }
}
