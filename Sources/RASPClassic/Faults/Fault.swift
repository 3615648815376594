import RASP
import RASPText

/// What is wrong with a program of the RASP dialect, as data. `FaultText.swift` has the
/// sentences.
///
/// Faults are boxed, and errors are objects: each place that may throw keeps room for one on the
/// stack, which evaluation is deep in.
indirect enum Fault: LimitFault, Sendable {
  /// The text cannot be read.
  case text(TextFault)
  case undefined(String)
  case reserved(String)
  /// A call of what is no function, s-op or selector.
  case notCallable(String)
  case arguments(of: String, expected: Int, given: Int)
  case type(TypeFault)
  /// An index or key that is not there; for an s-op's values, what its function said.
  case lookup(String)
  case noFile(String)
  /// Two kinds that an operator has no meaning for; or one.
  case noOperation(String, [String])
  case problem(Problem)
  case run(Diagnostic)
  /// Several booleans were averaged, as Python writes them.
  case booleanAverage(String)
  /// A value in brackets has lost what indexing needs of it.
  case bracketedIndex
  case several
  /// A figure could not be drawn.
  case drawing(String)
  case limit(Limit, Int)
  case cancelled
}

/// A value where one of another type was wanted.
enum TypeFault: Sendable {
  case emptyInput(String)
  case mixedValues(String)
  case bannedValues(String)
  case drawing(String)
  case unpacking(expected: Int, given: Int)
  case singleIteration(String)
  case iteration(names: Int, values: Int, String)
  case dictionaryComprehension(String)
  case listComprehension(String)
  case loop(String)
  case indicator(String)
  case rangeCount(Int)
  case rangeOf(String)
  case dictionaryIndex(String)
  case listIndex(of: String, String)
  case notIndexable(String)
  case sequenceIndex(String)
  case outOfRange(String, of: String, count: Int)
  case noKey(String)
  case selectorLogic
  case selectorOperator(String)
  case notSelector(String)
  case notSequence(String)
  case notAtom(String)
  case zipping(Int, String)
  case zipLengths(Int, Int, count: Int)
  case key(String)
  case applied(String)
  case containerOfSop(String)
  case containerOfAtoms(String)
  case containerOfAtom(String)
  case containedObject(String)
  case contained(String)
  case length(String)
  case example(String)
}

/// A fault and where it is.
final class PlacedFault: Error {
  let fault: Fault
  /// The text and the stretch of it, if that is known.
  let text: UInt32?
  let span: Span?

  init(_ fault: Fault, text: UInt32? = nil, span: Span? = nil) {
    self.fault = fault
    self.text = text
    self.span = span
  }
}
