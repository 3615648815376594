import Foundation
import RASP
import RASPExport
import RASPModel

/// A model that `rasp compile` wrote.
struct ModelFolder {
  let transformer: Transformer
  let labels: Labels

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
