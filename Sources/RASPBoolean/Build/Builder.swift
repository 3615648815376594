import RASP
import RASPText

/// Formulas of one position to s-ops.
struct Builder {
  let names: Names
  let meter: Meter<Fault>
  /// The number of the text, for the places that errors of a run carry.
  let text: UInt32
  /// What the position is called that has the value; `nil` where a formula names none.
  let query: String?

  /// The value of a formula at each position, which is called ``query`` in it.
  func vector(_ formula: Formula) throws(LocatedFault<Fault>) -> SOp {
    try vector(formula, at: query.map { [$0] } ?? [])
  }

  /// The value of a formula at each position.
  ///
  /// - Parameter known: what positions may be called in it, although it depends on one alone.
  func vector(_ formula: Formula, at known: [String]) throws(LocatedFault<Fault>) -> SOp {
    let built: SOp
    switch formula.kind {
    case .constant(let value): built = SOp(value)
    case .letter(let letter, let position):
      try check(position, known)
      built = tokens == SOp(letter)
    case .vector(let name, let position):
      try check(position, known)
      guard let vector = names[name.text] else {
        throw LocatedFault(.undefined(name.text), at: name.span)
      }
      return vector
    case .not(let operand): built = !(try vector(operand, at: known))
    case .joined(let connective, let left, let right):
      built = connective.join(try vector(left, at: known), try vector(right, at: known))
    }
    try charge(formula.span)
    return located(built, formula.span)
  }

  private func check(
    _ position: LineName?, _ known: [String]
  ) throws(LocatedFault<Fault>) {
    guard let position, !known.contains(position.text) else { return }
    throw LocatedFault(.otherPosition(position.text, known: known), at: position.span)
  }

  func located(_ sop: SOp, _ span: Span) -> SOp {
    sop.at(Origin(source: text, start: span.start, end: span.end))
  }

  func charge(_ span: Span) throws(LocatedFault<Fault>) {
    do throws(Fault) {
      try meter.charge()
      try meter.countOperation()
    } catch {
      throw LocatedFault(error, at: span)
    }
  }
}

extension Formula.Connective {
  func join(_ a: SOp, _ b: SOp) -> SOp {
    switch self {
    case .and: a & b
    case .or: a | b
    case .implies: !a | b
    case .equivalent: a == b
    }
  }
}
