import RASP

extension Value {
  /// Whether it is a string that reads as an integer.
  package var isNumberAsText: Bool {
    guard case .string(let text) = self else { return false }
    return Int(text) != nil
  }
}
