import RASP
import RASPText

/// Runs statements, and keeps the vectors that they define.
struct Runner: LineRunner {
  typealias Parser = RASPBoolean.Parser

  private(set) var names: Names
  private let meter: Meter<Fault>
  private let text: UInt32

  init(names: Names, meter: Meter<Fault>, text: UInt32) {
    self.names = names
    self.meter = meter
    self.text = text
  }

  var candidates: [String] { names.order }

  mutating func run(_ statement: Statement) throws(LocatedFault<Fault>) -> SOp? {
    switch statement.kind {
    case .definition(let name, let position, let body):
      let builder = builder(query: position)
      let built: SOp
      switch body {
      case .formula(let formula): built = try builder.vector(formula)
      case .attention(let attention):
        built = try AttentionBuilder(attention, builder, name: name.text).vector(
          at: statement.span)
      }
      let vector = builder.located(built, statement.span).named(name.text)
      names.set(name.text, vector)
      return vector
    case .formula(let formula):
      return try builder(query: formula.firstPosition).vector(formula)
    }
  }

  private func builder(query: LineName?) -> Builder {
    Builder(names: names, meter: meter, text: text, query: query?.text)
  }
}

/// The vectors of a session.
struct Names: LineNames {
  /// In the order in which they got their values.
  private(set) var order: [String] = []
  private var vectors: [String: SOp] = [:]

  subscript(name: String) -> SOp? { vectors[name] }

  mutating func set(_ name: String, _ vector: SOp) {
    if vectors.updateValue(vector, forKey: name) == nil { order.append(name) }
  }
}

extension Formula {
  /// The position that is named first in a formula.
  fileprivate var firstPosition: LineName? {
    switch kind {
    case .constant: nil
    case .letter(_, let position), .vector(_, let position): position
    case .not(let operand): operand.firstPosition
    case .joined(_, let left, let right): left.firstPosition ?? right.firstPosition
    }
  }
}
