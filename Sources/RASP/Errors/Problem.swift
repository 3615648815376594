/// What went wrong, as data. ``Diagnostic`` adds where; `DiagnosticText.swift` has the sentences.
public enum Problem: Error, Sendable, Hashable {
  /// An operator was given values of kinds that it is not defined for.
  case noMeaning(_ symbol: String, [Value])
  /// Two values have no order: `"a" < 3`.
  case noOrder(Relation, Value, Value)
  case divisionByZero(_ symbol: String, [Value])
  /// An integer result does not fit in 64 bits.
  case overflow(_ symbol: String, [Value])
  /// A double result is infinite or not a number.
  case notFinite(_ symbol: String, [Value])
  /// A token, constant or default is infinite or not a number.
  case infinite(Value)
  /// A negative number to a power that is not whole.
  case noRealPower([Value])
  /// A string would become too long, in bytes of UTF-8.
  case textTooLong(Int, limit: Int)
  /// A function has no value for its arguments, or expected other kinds.
  case noResult(function: String, [Value])
  /// A function that a program text wrote failed, at `origin` in that text.
  case functionFailed(_ function: String, [Value], reason: String, origin: Origin?)
  /// Several positions are selected and not all their values are numbers.
  case notNumbers(Reduction, count: Int, [Value])
  /// The sum of several selected integers does not fit in 64 bits.
  case sumOverflow(count: Int)
  /// The sum of several selected doubles is not finite.
  case sumNotFinite(count: Int)
  /// A constant list was used on an input of another length.
  case listLength(list: Int, input: Int)
  /// A program that is a selector was run for a sequence.
  case notASequence
  /// The results of one run take more memory than they may.
  case tooMuchMemory(limit: Int64)
  /// An input has more positions than attention is evaluated for.
  case inputTooLong(Int, limit: Int, purpose: Purpose)

  /// What a limit on the length of the input is for.
  public enum Purpose: UInt8, Sendable, Hashable { case attention, trace }
}

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
  public let place: Place
  /// Where a program text wrote the operation, if one did.
  public let origin: Origin?

  /// A problem at a place; without an operation, the input itself is at fault.
  public init(
    _ problem: Problem, operation: String? = nil, head: String? = nil, place: Place = .whole,
    origin: Origin? = nil
  ) {
    self.problem = problem
    self.operation = operation
    self.head = head
    self.place = place
    self.origin = origin
  }

  /// Where in the sequence.
  public enum Place: Sendable, Hashable {
    /// No single position.
    case whole
    case position(Int)
    /// Where a query meets a key.
    case pair(query: Int, key: Int)
  }
}
