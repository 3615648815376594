import RASP
import RASPText

/// Runs statements, and keeps the names that they define.
struct Runner: LineRunner {
  typealias Parser = RASPCounting.Parser

  private(set) var names: Names
  private let meter: Meter<Fault>
  private let text: UInt32
  /// What the text has defined so far, which it may import as well.
  private var defined: Set<String> = []

  init(names: Names, meter: Meter<Fault>, text: UInt32) {
    self.names = names
    self.meter = meter
    self.text = text
  }

  var candidates: [String] {
    names.order + names.guards.keys.sorted() + PredicateLibrary.predicates.keys.sorted()
  }

  mutating func run(_ statement: Statement) throws(LocatedFault<Fault>) -> SOp? {
    switch statement.kind {
    case .assignment(let name, let expression):
      let built = try build(expression)
      let named = Typed(sop: built.sop.named(name.text), isNumber: built.isNumber)
      names.set(name.text, named)
      return named.sop
    case .expression(let expression): return try build(expression).sop
    case .definition(let predicate):
      defined.insert(predicate.name.text)
      try define(predicate)
      return nil
    case .import(let name):
      if defined.contains(name.text) { return nil }
      guard let predicate = PredicateLibrary.predicates[name.text] else {
        throw LocatedFault(.noPredicate(name.text), at: name.span)
      }
      try define(predicate)
      return nil
    }
  }

  private func build(_ expression: Expression) throws(LocatedFault<Fault>) -> Typed {
    try Builder(names: names, meter: meter, text: text).build(expression)
  }

  private mutating func define(_ predicate: Predicate) throws(LocatedFault<Fault>) {
    let builder = PredicateBuilder(predicate)
    if predicate.parameters.count == 2 {
      names.guards[predicate.name.text] = try builder.selector()
    } else {
      let sop = try builder.sop().named(predicate.name.text)
      names.set(predicate.name.text, Typed(sop: sop, isNumber: false))
    }
  }
}
