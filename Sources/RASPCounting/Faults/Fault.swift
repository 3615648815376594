import RASP
import RASPText

/// What is wrong with a C-RASP program or its run, as data. `FaultText.swift` has the sentences.
indirect enum Fault: LineFault {
  case text(TextFault)
  case lineEnds(expected: String)
  case openString
  case undefined(String)
  /// An import of what is neither defined in the text nor known.
  case noPredicate(String)
  /// A predicate that is known, but was not imported.
  case notImported(String)
  /// In the brackets of a count, what is no predicate of two positions.
  case notOfTwoPositions(String)
  /// A predicate of two positions where a value is wanted.
  case notOfOnePosition(String)
  case repeatedParameter(String)
  /// A name in a predicate that is none of its positions.
  case noPosition(String, among: [String])
  /// A comparison in which the two positions cannot be told apart.
  case inseparable
  case expected(Want)
  /// What is counted starts like a comparison, and has no brackets.
  case looseComparison
  case run(Diagnostic)
  case noProgram(NoProgram)
  case limit(Limit, Int)
  case cancelled

  /// What sort of value is wanted.
  enum Want: Sendable { case number, truth }

  var isOpenString: Bool { if case .openString = self { true } else { false } }

  var undefinedName: String? { if case .undefined(let name) = self { name } else { nil } }
}
