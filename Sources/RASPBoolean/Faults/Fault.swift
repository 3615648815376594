import RASP
import RASPText

/// What is wrong with a B-RASP program or its run, as data. `FaultText.swift` has the sentences.
indirect enum Fault: LineFault {
  case text(TextFault)
  case lineEnds(expected: String)
  case openString
  case undefined(String)
  /// Before `=`, what is no vector at all.
  case noVector
  /// A vector that lacks its position.
  case noPosition(String)
  /// Before `=`, what says which letter the token is.
  case letterDefined(String)
  /// A position that has no meaning where it stands.
  case otherPosition(String, known: [String])
  /// Attention whose key is called as its query.
  case samePosition(String)
  /// A mask that does not compare the two positions.
  case maskOfOthers(key: String, query: String)
  case noTruthValue(String)
  /// Attention within a formula.
  case attentionInside
  /// Attention that does not say what holds where no position is selected.
  case noDefault
  /// A condition or value that joins too many parts of two positions.
  case entangled(most: Int)
  case run(Diagnostic)
  case noProgram(NoProgram)
  case limit(Limit, Int)
  case cancelled

  var isOpenString: Bool { if case .openString = self { true } else { false } }

  var undefinedName: String? { if case .undefined(let name) = self { name } else { nil } }
}
