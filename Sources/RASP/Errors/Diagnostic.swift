/// A problem and where it happened: the operation, its head's name, the position.
///
/// The description names all of it:
///
/// ```text
/// no order between "h" and 3: < compares two numbers or two strings
///   in: tokens < 3
///   at: position 0
/// ```
public struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong, and with which values.
  public let problem: Problem
  /// The operation as the program's text, cut if it is long; `nil` if the input itself is at fault.
  public let operation: String?
  /// The name of the attention head that the operation belongs to.
  public let head: String?
  /// At which position, or where which query met which key.
  public let location: Location
  /// Where a program text wrote the operation, if one did.
  public let origin: Origin?

  /// A problem at a location; without an operation, the input itself is at fault.
  public init(
    _ problem: Problem, operation: String? = nil, head: String? = nil, location: Location = .whole,
    origin: Origin? = nil
  ) {
    self.problem = problem
    self.operation = operation
    self.head = head
    self.location = location
    self.origin = origin
  }

  /// Where in the sequence.
  public enum Location: Sendable, Hashable {
    /// No single position.
    case whole
    case position(Int)
    /// Where a query meets a key.
    case pair(query: Int, key: Int)
  }
}
