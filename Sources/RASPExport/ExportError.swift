import RASP

/// Why a model cannot be written in a format.
public enum ExportError: Error, Sendable, Hashable {
  /// What the model must have and has not: `outputs` ...
  case empty(String)
  /// A matrix has another shape than the rest of the model asks for.
  case shape(matrix: String, expected: [Int], found: [Int])
  /// A weight that is infinite or no number.
  case notFinite(String)
  /// A value that is in the vocabulary, or among the outputs, twice.
  case duplicate(String, in: String)
  /// More bytes than the format, or any machine it is meant for, can take.
  case tooLarge(format: String, bytes: Int, most: Int)
}

extension ExportError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty(let part): "the model has no \(part): there is nothing to export"
    case .shape(let matrix, let expected, let found):
      "the model does not fit together: the matrix \(matrix) has the shape "
        + "\(found.shapeText), but \(expected.shapeText) is needed"
    case .notFinite(let matrix): "\(matrix) holds a number that is infinite or undefined"
    case .duplicate(let value, let part): "\(value) is in the \(part) twice"
    case .tooLarge(let format, let bytes, let most):
      "the model is too large for \(format): its dense matrices take \(bytes) bytes, and "
        + "\(most) are the most; a smaller vocabulary or maximum length helps"
    }
  }
}

extension [Int] {
  /// A shape as it is written: `3 x 4`.
  var shapeText: String { map(String.init).joined(separator: " x ") }
}
