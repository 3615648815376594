import RASP

/// What was wrong with an input of a model.
public enum InputFault: Error, Sendable, Hashable {
  /// The token is not of the vocabulary.
  case unknownToken(Value, position: Int)
  /// The input has more tokens than the model takes.
  case tooLong(Int, maximum: Int)
}

extension InputFault: CustomStringConvertible {
  /// The fault in one line.
  public var description: String {
    switch self {
    case .unknownToken(let token, let position):
      "the token " + token.description + " at position \(position) is not in the vocabulary"
    case .tooLong(let count, let maximum):
      "an input of \(count) tokens is too long: the model takes at most \(maximum)"
    }
  }
}
