import RASP
import RASPCompiler
import TestSupport

/// What the values of an s-op are like; it decides which operations are likely to succeed.
enum Flavour: CaseIterable {
  case boolean, integer, double, text, mixed

  static let numbers: [Flavour] = [.boolean, .integer, .double]
}

/// Grows random programs over small vocabularies, operation by operation from a pool of what is
/// there already. Operands mostly suit the operation: a program that fails on every input has no
/// model.
struct ProgramGenerator {
  typealias Part = (sop: SOp, flavour: Flavour)

  /// A program, and what it is to be compiled for.
  struct Case {
    let program: Program
    let domain: Domain
  }

  private var random: Randomness
  private var parts: [Part] = []
  private var selectors: [AttentionSelector] = []

  init(seed: UInt64) { random = Randomness(seed: seed) }

  mutating func next() -> Case {
    let (vocabulary, flavour) = random.pick(ProgramGenerator.vocabularies)
    let length = random.pick(vocabulary.count < 3 ? [1, 3, 5, 6] : [1, 2, 4, 5])
    parts = [(tokens, flavour), (indices, .integer)]
    selectors = []
    for _ in 0..<random.pick([2, 4, 6, 9, 12]) {
      var part = grow(length)
      if random.chance(10) { part.sop = part.sop.named(random.pick(["first", "second"])) }
      parts.append(part)
    }
    return Case(
      program: Program(parts[parts.count - 1].sop, causal: random.chance(30)),
      domain: Domain(vocabulary: vocabulary, maximumLength: length))
  }

  private static let vocabularies: [([Value], Flavour)] = [
    (["a", "b", "c"], .text), (["a", "b"], .text), (["a"], .text), (["", "é", "e\u{301}"], .text),
    ([1, 2, 3], .integer), ([-1, 0, 2], .integer), ([0], .integer), ([7, -7, 100, 1], .integer),
    ([0.5, -0.25], .double), ([0.1, 0.2, 0.3], .double), ([1.0, 0.0, -1.5], .double),
    ([true, false], .boolean), (["1", 1], .mixed), ([1, true], .integer), ([1, 1.0], .double),
    ([0, 0.5, 2], .double), ([.null, 1, "a"], .mixed), ([1, "1", true], .mixed), ([.null], .mixed),
  ]

  private mutating func grow(_ length: Int) -> Part {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<8: leaf(length)
    case ..<28: arithmetic()
    case ..<33: unary()
    case ..<40: relation()
    case ..<47: choice()
    case ..<51: membership()
    case ..<59: function()
    default: aggregate()
    }
  }

  private mutating func part(_ flavours: [Flavour] = Flavour.allCases) -> Part {
    if random.chance(1) { return random.pick(parts) }
    let fitting = parts.filter { flavours.contains($0.flavour) }
    if !fitting.isEmpty && random.chance(88) { return random.pick(Array(fitting.suffix(4))) }
    let flavour = random.pick(flavours)
    return (SOp(value(flavour)), flavour)
  }

  private mutating func value(_ flavour: Flavour) -> Value {
    switch flavour {
    case .boolean: .boolean(random.chance(50))
    case .integer: .integer(Int64.random(in: -2...4, using: &random))
    case .double: .double(random.pick([0, 0.5, -0.5, 0.1, 1, 2, -0.0, 3.25]))
    case .text: .string(random.pick(["a", "b", "", "1", "é", "ab"]))
    case .mixed: random.chance(30) ? .null : value(random.pick([.boolean, .integer, .text]))
    }
  }
}

// MARK: Selectors

extension ProgramGenerator {
  private mutating func selector(_ depth: Int = 3) -> AttentionSelector {
    if !selectors.isEmpty && random.chance(25) { return random.pick(selectors) }
    let selector = newSelector(depth)
    selectors.append(selector)
    return selector
  }

  private mutating func newSelector(_ depth: Int) -> AttentionSelector {
    if depth == 0 || random.chance(50) { return comparison() }
    if random.chance(12) {
      return select(key(part().sop), query(part().sop), random.pick(RandomFunctions.predicates))
    }
    let first = selector(depth - 1)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return !first
    case 1: return first & selector(depth - 1)
    case 2: return first | selector(depth - 1)
    default: return first != selector(depth - 1)
    }
  }

  private mutating func comparison() -> AttentionSelector {
    let relation = random.pick(Relation.allCases)
    let (keys, queries) = comparable(relation)
    return AttentionSelector(relation, key(keys), query(queries))
  }

  private mutating func comparable(_ relation: Relation) -> (SOp, SOp) {
    if random.chance(25) { return (indices, random.chance(50) ? indices : part([.integer]).sop) }
    if !relation.needsOrder {
      let first = part()
      return (first.sop, part(random.chance(70) ? [first.flavour] : Flavour.allCases).sop)
    }
    let flavours = random.chance(80) ? Flavour.numbers : [.text]
    return (part(flavours).sop, part(flavours).sop)
  }

  /// Only numbers can be added, so other values are mostly read by at most one key a query.
  /// What an extremum keeps, by position or by a score, mostly of one key.
  private mutating func picked(_ selector: AttentionSelector) -> AttentionSelector {
    switch random.number(0...4) {
    case 0: return selector.leftmost()
    case 1, 2: return selector.rightmost()
    default:
      let score = part([.integer, .double, .text]).sop
      let best = random.chance(50) ? selector.best(score) : selector.least(score)
      return random.chance(90) ? best.leftmost() : best
    }
  }

  private mutating func aggregate() -> Part {
    let value = part()
    let isNumeric = Flavour.numbers.contains(value.flavour)
    let flavour = random.chance(70) ? value.flavour : random.pick(Flavour.allCases)
    let fallback: Value =
      random.chance(10) ? .null : random.chance(40) && isNumeric ? 0 : self.value(flavour)
    var chosen = selector()
    if !isNumeric && random.chance(90) {
      chosen = key(indices) == query(part([.integer]).sop)
      if random.chance(30) { chosen = chosen & selector() }
    }
    if random.chance(18) { chosen = picked(chosen) }
    let isMean = random.chance(40)
    let sop =
      isMean
      ? chosen.mean(value.sop, default: fallback) : chosen.value(value.sop, default: fallback)
    let isPlain = flavour == value.flavour && fallback != .null
    return (sop, !isPlain ? .mixed : isMean && isNumeric ? .double : value.flavour)
  }
}

// MARK: Elementwise operations

extension ProgramGenerator {
  private mutating func leaf(_ length: Int) -> Part {
    let flavour = random.pick(Flavour.allCases)
    if random.chance(70) { return (SOp(value(flavour)), flavour) }
    return (SOp(list: (0..<length).map { _ in value(flavour) }), flavour)
  }

  private mutating func arithmetic() -> Part {
    let op = random.pick(BinaryOperator.allCases)
    if op == .add && random.chance(30) {
      return (SOp(op, part([.text]).sop, part([.text]).sop), .text)
    }
    if [.and, .or, .xor].contains(op) {
      let (a, b) = (part([.boolean, .integer]), part([.boolean, .integer]))
      let areBoolean = a.flavour == .boolean && b.flavour == .boolean
      return (SOp(op, a.sop, b.sop), areBoolean ? .boolean : .integer)
    }
    let a = part(Flavour.numbers)
    let b: Part =
      [.add, .subtract, .multiply].contains(op)
      ? part(Flavour.numbers) : random.pick([(2, .integer), (3, .integer), (0.5, .double)])
    let isDouble = op == .divide || a.flavour == .double || b.flavour == .double
    return (SOp(op, a.sop, b.sop), isDouble ? .double : .integer)
  }

  private mutating func unary() -> Part {
    let op = random.pick(UnaryOperator.allCases)
    let operand = part(op == .invert ? [.boolean, .integer] : Flavour.numbers)
    return (SOp(op, operand.sop), op == .round ? .integer : operand.flavour)
  }

  private mutating func relation() -> Part {
    let relation = random.pick(Relation.allCases)
    let (a, b) = comparable(relation)
    return (SOp(relation, a, b), .boolean)
  }

  private mutating func choice() -> Part {
    let (a, b) = (part(), part())
    return (`where`(part().sop, a.sop, b.sop), a.flavour == b.flavour ? a.flavour : .mixed)
  }

  private mutating func membership() -> Part {
    let flavour = random.pick(Flavour.allCases)
    return (part().sop.isIn((0..<3).map { _ in value(flavour) }), .boolean)
  }

  private mutating func function() -> Part {
    let choice = random.pick(RandomFunctions.all)
    return (SOp.zip(choice.arguments.map { part($0).sop }, choice.function), choice.result)
  }
}

/// The functions that random programs apply. Each is pure, and some have no value for some
/// arguments.
enum RandomFunctions {
  typealias Choice = (function: Function, arguments: [[Flavour]], result: Flavour)

  static let all: [Choice] = [
    (increment, [[.integer]], .integer),
    (quote, [Flavour.allCases], .text),
    (half, [[.integer, .double]], .double),
    (hide, [[.text, .integer]], .mixed),
    (countTrue, [Flavour.allCases, Flavour.allCases], .integer),
    (seven, [], .integer),
  ]

  /// Of a key's value and a query's.
  static let predicates: [Function] = [
    make("same_kind") { .boolean($0[0].kind == $0[1].kind) },
    make("either") { $0[0].isTrue ? $0[1] : $0[0] },
    make("fails_for_b") { $0[0] == "b" ? nil : .boolean($0[0] == $0[1]) },
    make("even_sum") { arguments in
      guard let k = Int(arguments[0]), let q = Int(arguments[1]) else { return nil }
      return .boolean((k &+ q) % 2 == 0)
    },
  ]

  private static let increment = make("increment") { arguments in
    Int(arguments[0]).flatMap { $0 == 9 ? nil : ($0 &+ 1).asValue }
  }
  private static let quote = make("quote") { .string(String("<\($0[0])>".prefix(20))) }
  private static let half = make("half") { Double($0[0]).map { .double($0 / 2) } }
  private static let hide = make("hide") { $0[0] == "b" || $0[0] == 3 ? .null : $0[0] }
  private static let countTrue = make("count_true") { $0.count { $0.isTrue }.asValue }
  private static let seven = make("seven") { _ in 7 }

  private static func make(
    _ name: String, _ body: @escaping @Sendable ([Value]) -> Value?
  ) -> Function {
    Function(name) { (arguments: [Value]) throws(Problem) -> Value in
      guard let result = body(arguments) else { throw .noResult(function: name, arguments) }
      return result
    }
  }
}
