import RASP

// A predicate that is a comparison becomes the selector that `key` and `query` would have made of
// it, which every engine knows better than a function.

extension Machine {
  /// The selector of a predicate: a comparison if it is one in all that it gives and in all that it
  /// fails on, else the function.
  func selector(
    _ keys: SOp, queries: SOp, predicate: Object, for purpose: String
  ) throws(Fault) -> AttentionSelector {
    switch predicate {
    case .native(let native):
      if let relation = native.relation {
        return AttentionSelector(relation, key(keys), query(queries))
      }
    case .function(let closure):
      if let selector = comparison(closure, keys: .plain(keys), queries: .plain(queries)) {
        return selector
      }
    default: break
    }
    return select(key(keys), query(queries), try function(predicate, for: purpose))
  }

  /// The selector of a function whose body is a comparison.
  func comparison(
    _ closure: Closure, keys: TupleSOp.Element, queries: TupleSOp.Element
  ) -> AttentionSelector? {
    guard let body = closure.code.value,
      let reader = PredicateReader(closure, keys: keys, queries: queries)
    else { return nil }
    return reader.selector(body)?.selector
  }
}

/// Reads the body of a function of a key and a query as a selector.
///
/// The function is asked for every pair, so what fails on one side alone fails in either form. But
/// `and` and `or` do not ask their later operands for every pair: these must be such that they
/// cannot fail.
private struct PredicateReader {
  private let code: Code
  private let closure: Closure
  private let keys: TupleSOp.Element
  private let queries: TupleSOp.Element

  struct Reading {
    let selector: AttentionSelector
    /// Whether it cannot fail.
    let isTotal: Bool
  }

  /// A part of a comparison that depends on one side at most.
  struct Term {
    enum Side { case key, query, none }

    let side: Side
    let sop: SOp
    /// Of a constant.
    var value: Value?
    let isTotal: Bool
    /// Whether the values are integers far from 64 bits, so that they have sums and an order.
    let isInteger: Bool
  }

  /// Fails if it is no function of a key, a query and, with a default, of others.
  init?(_ closure: Closure, keys: TupleSOp.Element, queries: TupleSOp.Element) {
    code = closure.code
    self.closure = closure
    (self.keys, self.queries) = (keys, queries)
    let signature = code.signature
    if code.isGenerator || signature.hasRest || signature.hasKeywordRest { return nil }
    if signature.parameters.count < 2 || signature.positions < 2 { return nil }
    for (index, parameter) in signature.parameters.enumerated()
    where parameter.isRequired != (index < 2) {
      return nil
    }
  }

  // MARK: Selectors

  func selector(_ expression: Expression) -> Reading? {
    switch expression.kind {
    case .constant(.boolean(let isTrue)): return constant(isTrue)
    case .not(let operand):
      guard let inner = selector(operand) else { return nil }
      return Reading(selector: !inner.selector, isTotal: inner.isTotal)
    case .logical(let op, let operands):
      return joined(operands.map { selector($0) }, by: op)
    case .comparison(let first, let operations):
      var readings: [Reading?] = []
      var left = first
      for (op, operand) in operations {
        readings.append(comparison(left, op: op, with: operand))
        left = operand
      }
      return joined(readings, by: .and)
    default: return nil
    }
  }

  private func joined(_ readings: [Reading?], by op: LogicalOperator) -> Reading? {
    guard let first = readings[0] else { return nil }
    var whole = first.selector
    for reading in readings.dropFirst() {
      guard let reading, reading.isTotal else { return nil }
      whole = op == .and ? whole & reading.selector : whole | reading.selector
    }
    return Reading(selector: whole, isTotal: first.isTotal)
  }

  private func constant(_ isTrue: Bool) -> Reading {
    Reading(selector: key(1) == query(SOp(Value.integer(isTrue ? 1 : 0))), isTotal: true)
  }

  private func comparison(
    _ a: Expression, op: ComparisonOperator, with b: Expression
  ) -> Reading? {
    switch op {
    case .relation(let relation):
      if let reading = ofTuples(a, relation: relation, with: b) { return reading }
      guard let a = term(a), let b = term(b) else { return nil }
      return compared(a, relation: relation, with: b)
    case .isIn, .notIn:
      guard let a = term(a), let values = constants(b) else { return nil }
      let found = Term(
        side: a.side, sop: a.sop.isIn(values), isTotal: a.isTotal, isInteger: false)
      guard let reading = holds(found) else { return nil }
      if case .isIn = op { return reading }
      return Reading(selector: !reading.selector, isTotal: reading.isTotal)
    case .isSame, .isNotSame: return nil
    }
  }

  /// Whether the key and the query are equal, if they are tuples.
  private func ofTuples(_ a: Expression, relation: Relation, with b: Expression) -> Reading? {
    guard !relation.needsOrder, keys.isTuple || queries.isTuple,
      case .name(let first) = a.kind, case .name(let second) = b.kind, first != second
    else { return nil }
    let names = code.signature.parameters.prefix(2).map { $0.name }
    guard names.contains(first), names.contains(second) else { return nil }
    let equal = keys.selector(equalTo: queries)
    return Reading(selector: relation == .equal ? equal : ~equal, isTotal: true)
  }

  private func compared(_ a: Term, relation: Relation, with b: Term) -> Reading? {
    let isTotal =
      a.isTotal && b.isTotal && (!relation.needsOrder || (a.isInteger && b.isInteger))
    let selector: AttentionSelector
    switch (a.side, b.side) {
    case (.key, .query), (.key, .none), (.none, .query):
      selector = AttentionSelector(relation, key(a.sop), query(b.sop))
    case (.query, .key), (.query, .none), (.none, .key):
      selector = AttentionSelector(relation.mirrored, key(b.sop), query(a.sop))
    case (.key, .key), (.query, .query):
      let found = Term(
        side: a.side, sop: SOp(relation, a.sop, b.sop), isTotal: isTotal, isInteger: false)
      return holds(found)
    case (.none, .none):
      guard let x = a.value, let y = b.value, let isTrue = try? relation.holds(x, y)
      else { return nil }
      return constant(isTrue)
    }
    return Reading(selector: selector, isTotal: isTotal)
  }

  /// The selector of a term that is a boolean.
  private func holds(_ term: Term) -> Reading? {
    switch term.side {
    case .key: Reading(selector: key(term.sop) == query(true), isTotal: term.isTotal)
    case .query: Reading(selector: key(true) == query(term.sop), isTotal: term.isTotal)
    case .none: nil
    }
  }

  // MARK: Terms

  private func term(_ expression: Expression) -> Term? {
    switch expression.kind {
    case .constant(let value): return constant(value)
    case .name(let name): return named(name, at: [])
    case .postfix(let base, let trailers):
      guard case .name(let name) = base.kind, let path = path(trailers) else { return nil }
      return named(name, at: path)
    case .prefix(let operators, let operand):
      guard var term = term(operand) else { return nil }
      for op in operators {
        guard case .minus = op, let negated = negated(term) else { return nil }
        term = negated
      }
      return term
    case .binary(let first, let operations):
      guard var left = term(first) else { return nil }
      for (op, operand) in operations {
        guard let right = term(operand), let whole = combined(left, op: op, with: right) else {
          return nil
        }
        left = whole
      }
      return left
    default: return nil
    }
  }

  /// Sums of so large integers at most stay far from 64 bits, as long as a text may be.
  private static let integerBound: Int64 = 1 << 32

  private func constant(_ value: Value) -> Term? {
    if case .double(let double) = value, !double.isFinite { return nil }
    var isInteger = false
    if case .integer(let integer) = value {
      isInteger = integer.magnitude <= PredicateReader.integerBound
    }
    return Term(side: .none, sop: SOp(value), value: value, isTotal: true, isInteger: isInteger)
  }

  private func named(_ name: String, at path: [Int]) -> Term? {
    let parameters = code.signature.parameters
    if let index = parameters.firstIndex(where: { $0.name == name }), index < 2 {
      guard let sop = (index == 0 ? keys : queries).plain(at: path) else { return nil }
      return Term(
        side: index == 0 ? .key : .query, sop: sop, isTotal: true, isInteger: sop.isIndices)
    }
    if !path.isEmpty { return nil }
    if let index = parameters.firstIndex(where: { $0.name == name }) {
      guard case .value(let value) = closure.defaults[index - 2] else { return nil }
      return constant(value)
    }
    // A variable of a function around, if it cannot change any more.
    guard code.constantNames.contains(name), let index = code.freeNames.firstIndex(of: name),
      case .value(let value) = closure.captured[index].object
    else { return nil }
    return constant(value)
  }

  /// The elements of tuples that `[0]`, `[1][0]` and the like name.
  private func path(_ trailers: [Trailer]) -> [Int]? {
    var path: [Int] = []
    for trailer in trailers {
      guard case .index(let index) = trailer.kind,
        case .constant(.integer(let integer)) = index.kind
      else { return nil }
      path.append(Int(clamping: integer))
    }
    return path
  }

  private func negated(_ term: Term) -> Term? {
    if let value = term.value {
      guard let negated = try? UnaryOperator.negate(value) else { return nil }
      return constant(negated)
    }
    return Term(
      side: term.side, sop: SOp(.negate, term.sop), isTotal: term.isInteger,
      isInteger: term.isInteger)
  }

  private func combined(_ a: Term, op: BinaryOperator, with b: Term) -> Term? {
    if a.side != .none, b.side != .none, a.side != b.side { return nil }
    let areIntegers = a.isInteger && b.isInteger
    switch op {
    // Of a string it is a format.
    case .modulo: if !areIntegers { return nil }
    case .add, .subtract, .multiply, .divide, .floorDivide, .power, .and, .or, .xor: break
    }
    if let x = a.value, let y = b.value {
      guard let value = try? op(x, y) else { return nil }
      return constant(value)
    }
    let isInteger = areIntegers && (op == .add || op == .subtract)
    return Term(
      side: a.side == .none ? b.side : a.side, sop: SOp(op, a.sop, b.sop), isTotal: isInteger,
      isInteger: isInteger)
  }

  /// The values of a display of constants.
  private func constants(_ expression: Expression) -> [Value]? {
    let elements: [Expression]
    switch expression.kind {
    case .list(let list), .tuple(let list), .set(let list): elements = list
    default: return nil
    }
    var values: [Value] = []
    for element in elements {
      guard let value = term(element)?.value else { return nil }
      values.append(value)
    }
    return values
  }
}
