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
  /// Several positions are selected and their values are not all the same one, as was promised.
  case notEqual(count: Int, [Value])
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
