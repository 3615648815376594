import RASP
import RASPText

/// Predicates of positions to what they are to a program: of one position an s-op, of two a
/// selector.
struct PredicateBuilder {
  private let predicate: Predicate
  /// The position that asks: the query.
  private var first: String { predicate.parameters[0].text }
  /// The position that is counted: the key.
  private var second: String? {
    predicate.parameters.count > 1 ? predicate.parameters[1].text : nil
  }

  init(_ predicate: Predicate) { self.predicate = predicate }

  func sop() throws(LocatedFault<Fault>) -> SOp { try condition(predicate.condition) }

  func selector() throws(LocatedFault<Fault>) -> AttentionSelector {
    try selector(predicate.condition)
  }

  // MARK: Of one position

  /// A condition on one position, at each position.
  private func condition(_ expression: Expression) throws(LocatedFault<Fault>) -> SOp {
    switch expression.kind {
    case .not(let operand): return !(try condition(operand))
    case .logical(let isAnd, let a, let b):
      let (left, right) = (try condition(a), try condition(b))
      return isAnd ? left & right : left | right
    case .comparison(let relation, let a, let b):
      return relation.compare(try term(a), try term(b))
    case .integer, .name, .arithmetic: throw LocatedFault(.expected(.truth), at: expression.span)
    case .string, .boolean, .count, .extreme, .conditional:
      throw LocatedFault(.expected(.truth), at: expression.span)
    }
  }

  /// A number made of positions, at each position.
  private func term(_ expression: Expression) throws(LocatedFault<Fault>) -> SOp {
    switch expression.kind {
    case .integer(let integer): return SOp(Value.integer(integer))
    case .name(let name):
      try checkPosition(name, expression.span)
      return indices
    case .arithmetic(let operation, let a, let b):
      return operation.apply(try term(a), try term(b))
    case .not, .logical, .comparison, .string, .boolean, .count, .extreme, .conditional:
      throw LocatedFault(.expected(.number), at: expression.span)
    }
  }

  private func checkPosition(_ name: String, _ span: Span) throws(LocatedFault<Fault>) {
    let names = predicate.parameters.map { $0.text }
    if !names.contains(name) { throw LocatedFault(.noPosition(name, among: names), at: span) }
  }

  // MARK: Of two positions

  private func selector(_ expression: Expression) throws(LocatedFault<Fault>) -> AttentionSelector {
    switch expression.kind {
    case .not(let operand): return !(try selector(operand))
    case .logical(let isAnd, let a, let b):
      let (left, right) = (try selector(a), try selector(b))
      return isAnd ? left & right : left | right
    case .comparison(let relation, let a, let b): return try compare(relation, a, with: b)
    case .integer, .name, .arithmetic, .string, .boolean, .count, .extreme, .conditional:
      throw LocatedFault(.expected(.truth), at: expression.span)
    }
  }

  /// What depends on the position that is counted goes to the left, all else to the right.
  private func compare(
    _ relation: Relation, _ a: Expression, with b: Expression
  ) throws(LocatedFault<Fault>) -> AttentionSelector {
    var (left, right) = (Sides(), Sides())
    try split(a, isNegative: false, into: &left)
    try split(b, isNegative: false, into: &right)
    let keys = left.counted.minus(right.counted)
    let queries = right.other.minus(left.other)
    return relation.compare(key(keys), query(queries))
  }

  /// The addends of a sum, by the position that they depend on.
  private struct Sides {
    var (counted, other) = (Addends(), Addends())
  }

  private struct Addends {
    var positive: [SOp] = []
    var negative: [SOp] = []

    func minus(_ others: Addends) -> SOp {
      let (more, less) = (positive + others.negative, negative + others.positive)
      var sum: SOp?
      for addend in more { sum = sum.map { $0 + addend } ?? addend }
      for addend in less { sum = (sum ?? 0) - addend }
      return sum ?? 0
    }
  }

  private func split(
    _ expression: Expression, isNegative: Bool, into sides: inout Sides
  ) throws(LocatedFault<Fault>) {
    if case .arithmetic(let operation, let a, let b) = expression.kind,
      operation == .add || operation == .subtract
    {
      try split(a, isNegative: isNegative, into: &sides)
      return try split(
        b, isNegative: operation == .add ? isNegative : !isNegative, into: &sides)
    }
    let term = try term(expression)
    let used = expression.names
    let dependsOnCounted = second.map { used.contains($0) } ?? false
    if dependsOnCounted && used.contains(first) {
      throw LocatedFault(.inseparable, at: expression.span)
    }
    if dependsOnCounted {
      if isNegative {
        sides.counted.negative.append(term)
      } else {
        sides.counted.positive.append(term)
      }
    } else {
      if isNegative { sides.other.negative.append(term) } else { sides.other.positive.append(term) }
    }
  }
}

extension Expression {
  /// The names in a term.
  fileprivate var names: Set<String> {
    switch kind {
    case .name(let name): return [name]
    case .arithmetic(_, let a, let b): return a.names.union(b.names)
    case .string, .boolean, .integer, .not, .logical, .comparison, .count, .extreme, .conditional:
      return []
    }
  }
}

/// The predicates that the first implementation brings along.
enum PredicateLibrary {
  static let text = """
    #define pred(i, j) = j == i - 1
    #define pred4(i, j) = j == i - 4
    #define pos_even(i) = i % 2 == 0
    """

  static let predicates: [String: Predicate] = {
    var predicates: [String: Predicate] = [:]
    for statement in Parser.read(SourceText(text, name: "predefined.cr")).statements {
      if case .definition(let predicate) = statement.kind {
        predicates[predicate.name.text] = predicate
      }
    }
    return predicates
  }()
}
