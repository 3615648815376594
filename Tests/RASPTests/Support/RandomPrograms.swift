import TestSupport

@testable import RASP

/// Grows a random program operation by operation, from a pool of what is there already, so that
/// results are shared.
///
/// It mostly picks operands that suit the operation, because a program that always fails shows
/// little, and now and then any at all.
struct ProgramGenerator {
  typealias Part = (sop: SOp, flavour: Flavour)

  var random: Randomness
  private var parts: [Part]
  private var selectors: [AttentionSelector] = []
  /// The length of the inputs; lists mostly have it.
  private let count: Int

  init(seed: UInt64, input: Flavour, count: Int) {
    random = Randomness(seed: seed)
    parts = [(tokens, input), (indices, .integer)]
    self.count = count
  }

  mutating func program() -> Program {
    for _ in 0..<random.number(2...16) {
      var part = grow()
      if random.chance(15) { part.sop = part.sop.named(random.pick(["first", "second"])) }
      parts.append(part)
    }
    return Program(parts[parts.count - 1].sop, causal: random.chance(30))
  }

  private mutating func grow() -> Part {
    switch random.number(0...99) {
    case ..<10: leaf()
    case ..<28: arithmetic()
    case ..<34: unary()
    case ..<40: bits()
    case ..<48: relation()
    case ..<53: choice()
    case ..<56: membership()
    case ..<66: function()
    default: aggregate()
    }
  }

  /// One of the parts of these flavours, mostly a late one so that programs grow deep, or a
  /// constant.
  mutating func part(_ flavours: [Flavour] = Flavour.allCases) -> Part {
    if random.chance(2) { return random.pick(parts) }
    let fitting = parts.filter { flavours.contains($0.flavour) }
    if !fitting.isEmpty && random.chance(85) { return random.pick(Array(fitting.suffix(3))) }
    let flavour = random.pick(flavours)
    return (SOp(random.value(flavour)), flavour)
  }

  /// Two parts that have an order, so two that can be compared in any way.
  private mutating func comparable(_ relation: Relation) -> (SOp, SOp) {
    if !relation.needsOrder { return (part().sop, part().sop) }
    let flavours = random.chance(75) ? Flavour.numbers : [.text]
    return (part(flavours).sop, part(flavours).sop)
  }

  mutating func selector() -> AttentionSelector {
    if !selectors.isEmpty && random.chance(35) { return random.pick(selectors) }
    let selector = newSelector()
    selectors.append(selector)
    return selector
  }

  private mutating func newSelector() -> AttentionSelector {
    switch random.number(0...11) {
    case 10...: return pick()
    case ..<6:
      let relation = random.pick(Relation.allCases)
      let (keys, queries) = comparable(relation)
      return AttentionSelector(relation, key(keys), query(queries))
    case ..<7:
      let function = random.pick(RandomFunctions.predicates)
      return select(key(part().sop), query(part().sop), function)
    default:
      let op = random.pick([nil] + SelectorOperator.allCases)
      let first = selector()
      guard let op else { return !first }
      return AttentionSelector(.combine(op), first.expression, selector().expression)
    }
  }
}

extension ProgramGenerator {
  /// An extremum, mostly of scores that have an order.
  private mutating func pick() -> AttentionSelector {
    let score = part(random.chance(85) ? Flavour.numbers : Flavour.allCases).sop
    let selector = selector()
    switch random.pick(Extremum.allCases) {
    case .leftmost: return selector.leftmost()
    case .rightmost: return selector.rightmost()
    case .best: return random.chance(50) ? selector.best(score) : selector.best(score).leftmost()
    case .least:
      return random.chance(50) ? selector.least(score) : selector.least(score).rightmost()
    }
  }
}

// MARK: One operation

extension ProgramGenerator {
  private mutating func leaf() -> Part {
    let flavour = random.pick(Flavour.allCases)
    if random.chance(60) { return (SOp(random.value(flavour)), flavour) }
    let length = random.chance(85) ? count : random.number(0...9)
    return (SOp(list: random.values(flavour, count: length)), flavour)
  }

  private mutating func arithmetic() -> Part {
    let op = random.pick(BinaryOperator.allCases.filter { ![.and, .or, .xor].contains($0) })
    if op == .add && random.chance(30) {
      return (SOp(.binary(op), part([.text]).sop, part([.text]).sop), .text)
    }
    if op == .multiply && random.chance(30) { return repetition() }
    let (a, b) = (part(Flavour.numbers), rightOperand(op))
    let isDouble = op == .divide || a.flavour == .double || b.flavour == .double
    return (SOp(.binary(op), a.sop, b.sop), isDouble ? .double : .integer)
  }

  /// Divisors are seldom zero, exponents seldom large.
  private mutating func rightOperand(_ op: BinaryOperator) -> Part {
    guard op != .add, op != .subtract, op != .multiply, random.chance(80) else {
      return part(Flavour.numbers)
    }
    let others: [Part] = [
      (2, .integer), (3, .integer), (-1, .integer), (-3, .integer), (true, .boolean),
      (0.5, .double), (-2.5, .double),
    ]
    return random.pick(others)
  }

  private mutating func repetition() -> Part {
    let count: SOp = random.pick([0, 1, 2, 3, -1, true, 30_000, 70_000])
    let text = part([.text]).sop
    return (random.chance(50) ? count * text : text * count, .text)
  }

  private mutating func unary() -> Part {
    let op = random.pick(UnaryOperator.allCases)
    let operand = part(op == .invert ? [.boolean, .integer] : Flavour.numbers)
    return (SOp(.unary(op), operand.sop), op == .round ? .integer : operand.flavour)
  }

  private mutating func bits() -> Part {
    let op = random.pick([BinaryOperator.and, .or, .xor])
    let (a, b) = (part([.boolean, .integer]), part([.boolean, .integer]))
    let areBoolean = a.flavour == .boolean && b.flavour == .boolean
    return (SOp(.binary(op), a.sop, b.sop), areBoolean ? .boolean : .integer)
  }

  private mutating func relation() -> Part {
    let relation = random.pick(Relation.allCases)
    let (a, b) = comparable(relation)
    return (SOp(.relation(relation), a, b), .boolean)
  }

  private mutating func choice() -> Part {
    let (a, b) = (part(), part())
    return (`where`(part().sop, a.sop, b.sop), a.flavour == b.flavour ? a.flavour : .mixed)
  }

  private mutating func membership() -> Part {
    let (flavour, size) = (random.pick(Flavour.allCases), random.number(0...4))
    let list = (0..<size).map { _ in random.value(flavour) }
    return (part().sop.isIn(list), .boolean)
  }

  private mutating func function() -> Part {
    let choice = random.pick(RandomFunctions.all)
    let arguments = choice.arguments.map { part($0).sop }
    return (SOp.zip(arguments, choice.function), choice.result)
  }

  /// Only numbers can be added, so other values are mostly read by at most one key a query.
  private mutating func aggregate() -> Part {
    let value = part()
    let isNumeric = Flavour.numbers.contains(value.flavour)
    let fallbackFlavour = random.chance(80) && value.flavour != .mixed ? value.flavour : .mixed
    let isNull = random.chance(5)
    let fallback =
      isNull ? .null : random.chance(40) && isNumeric ? 0 : random.value(fallbackFlavour)
    let selector =
      isNumeric || random.chance(6)
      ? selector() : key(indices) == query(indices + SOp(random.value(.integer)))
    let mixes = !isNumeric && fallbackFlavour == .mixed
    if random.chance(65) {
      return (selector.value(value.sop, default: fallback), mixes ? .mixed : value.flavour)
    }
    if random.chance(40) {
      return (selector.only(value.sop, default: fallback), value.flavour)
    }
    return (selector.mean(value.sop, default: fallback), isNumeric ? .double : value.flavour)
  }
}
