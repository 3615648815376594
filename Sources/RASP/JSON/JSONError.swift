/// What is wrong with a JSON text, and at which byte.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected, or is not allowed.
  public let message: String
  /// Bytes of UTF-8 before the fault.
  public let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  public var description: String { "broken JSON at column \(offset + 1): " + message }
}
