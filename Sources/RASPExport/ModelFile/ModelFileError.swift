import RASP

/// What is wrong with the files of a model.
public enum ModelFileError: Error, Sendable, Hashable {
  /// `model.json` is no JSON.
  case json(JSONError)
  /// `model.json` is of something else.
  case format(found: String)
  /// Written by another version than can be read.
  case version(found: Int)
  /// A member of `model.json`, by its path, that is not there.
  case missing(String)
  /// A member of another kind than it must be.
  case kind(String, expected: String)
  /// A number below or above what can be read.
  case size(String, found: Int, least: Int, most: Int)
  /// Not as many elements as another part of the model asks for.
  case count(String, found: Int, expected: Int)
  /// More rows, in all matrices together, than can be read.
  case rows(found: Int, most: Int)
  /// A value, as it is written, twice: in the vocabulary or among the outputs.
  case duplicate(String, in: String)
  /// `weights.safetensors` cannot be read.
  case weights(SafetensorsError)
  /// A tensor that must be there and is not.
  case missingTensor(String)
  /// A tensor that belongs to no matrix of the model.
  case unknownTensor(String, near: String?)
  /// A tensor of another kind or shape.
  case tensor(String, expected: String, found: String)
  /// An entry of a matrix that lies outside it, or not after the entry before it.
  case cell(tensor: String, entry: Int)
  /// A weight that is infinite or no number.
  case notFinite(tensor: String, entry: Int)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .json, .format, .version, .missing, .kind, .size, .count, .rows, .duplicate:
      "model.json: " + reason
    case .weights, .missingTensor, .unknownTensor, .tensor, .cell, .notFinite:
      "weights.safetensors: " + reason
    }
  }

  private var reason: String {
    switch self {
    case .json(let error): error.description
    case .format(let found): "this is no model, but \(Value.string(found).json)"
    case .version(let found):
      "the model is of version \(found); this program reads version \(ModelFile.version): "
        + "compile it again"
    case .missing(let path): "\(path) is missing"
    case .kind(let path, let expected): "\(path) must be \(expected)"
    case .size(let path, let found, let least, let most):
      "\(path) is \(found), but must be from \(least) to \(most)"
    case .count(let path, let found, let expected):
      "\(path) has \(found) elements, but must have \(expected)"
    case .rows(let found, let most):
      "the matrices have \(found) rows together; \(most) are the most"
    case .duplicate(let value, let part): "\(value) is in the \(part) twice"
    case .weights(let error): error.description
    case .missingTensor(let name): "the tensor \(name) is missing"
    case .unknownTensor(let name, let near):
      "the tensor \(name) belongs to no matrix of the model"
        + (near.map { ": is \($0) meant?" } ?? "")
    case .tensor(let name, let expected, let found):
      "the tensor \(name) must be \(expected), and is \(found)"
    case .cell(let tensor, let entry):
      "entry \(entry) of the tensor \(tensor) is outside the matrix or out of order"
    case .notFinite(let tensor, let entry):
      "entry \(entry) of the tensor \(tensor) is no finite number"
    }
  }
}
