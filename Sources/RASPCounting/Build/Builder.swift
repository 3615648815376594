import RASP
import RASPText

/// An s-op, and whether its values are numbers; else they are true or false.
struct Typed {
  let sop: SOp
  let isNumber: Bool
}

/// The names of a session.
struct Names: LineNames {
  /// In the order in which they got their values.
  private(set) var order: [String] = []
  private var values: [String: Typed] = [:]
  /// Predicates of two positions, as guards of counts.
  var guards: [String: AttentionSelector] = [:]

  subscript(name: String) -> Typed? { values[name] }

  mutating func set(_ name: String, _ value: Typed) {
    if values.updateValue(value, forKey: name) == nil { order.append(name) }
  }
}

/// Expressions to s-ops.
///
/// A count is one attention head: each position attends to itself and all before it and adds up who
/// is true. So the layers of a program are the depth of its counts, which is the depth of the
/// transformer that the theory gives for it.
struct Builder {
  let names: Names
  let meter: Meter<Fault>
  /// The number of the text, for the places that errors of a run carry.
  let text: UInt32

  private static let earlier = key(indices) <= query(indices)

  func build(_ expression: Expression) throws(LocatedFault<Fault>) -> Typed {
    let built: Typed
    switch expression.kind {
    case .string(let token): built = truth(tokens == SOp(token))
    case .boolean(let boolean): built = truth(SOp(boolean))
    case .integer(let integer): built = number(SOp(Value.integer(integer)))
    case .name(let name): return try value(of: name, expression.span)
    case .not(let operand): built = truth(!(try truthValue(operand)))
    case .logical(let isAnd, let a, let b):
      let (left, right) = (try truthValue(a), try truthValue(b))
      built = truth(isAnd ? left & right : left | right)
    case .comparison(let relation, let a, let b):
      built = truth(relation.compare(try numberValue(a), try numberValue(b)))
    case .count(let predicate, let counted):
      built = try count(counted, predicate)
    case .arithmetic(let operation, let a, let b):
      built = number(operation.apply(try numberValue(a), try numberValue(b)))
    case .extreme(let isMaximum, let a, let b):
      let (left, right) = (try numberValue(a), try numberValue(b))
      built = number(`where`(isMaximum ? left < right : right < left, right, left))
    case .conditional(let value, let condition, let other):
      built = number(
        `where`(try truthValue(condition), try numberValue(value), try numberValue(other)))
    }
    try charge(expression.span)
    return located(built, expression.span)
  }

  private func truth(_ sop: SOp) -> Typed { Typed(sop: sop, isNumber: false) }
  private func number(_ sop: SOp) -> Typed { Typed(sop: sop, isNumber: true) }

  private func located(_ typed: Typed, _ span: Span) -> Typed {
    let origin = Origin(source: text, start: span.start, end: span.end)
    return Typed(sop: typed.sop.at(origin), isNumber: typed.isNumber)
  }

  private func charge(_ span: Span) throws(LocatedFault<Fault>) {
    do throws(Fault) {
      try meter.charge()
      try meter.countOperation()
    } catch {
      throw LocatedFault(error, at: span)
    }
  }

  private func value(of name: String, _ span: Span) throws(LocatedFault<Fault>) -> Typed {
    if let value = names[name] { return value }
    if names.guards[name] != nil { throw LocatedFault(.notOfOnePosition(name), at: span) }
    let isKnown = PredicateLibrary.predicates[name] != nil
    throw LocatedFault(isKnown ? .notImported(name) : .undefined(name), at: span)
  }

  /// The expression as true or false. A number that has a name counts as true where it is not 0, as
  /// in the first implementation.
  private func truthValue(_ expression: Expression) throws(LocatedFault<Fault>) -> SOp {
    let built = try build(expression)
    if !built.isNumber { return built.sop }
    guard case .name = expression.kind else {
      throw LocatedFault(.expected(.truth), at: expression.span)
    }
    return built.sop != 0
  }

  /// The expression as a number. What is true or false counts as 1 or 0 if it has a name, as in the
  /// first implementation.
  private func numberValue(_ expression: Expression) throws(LocatedFault<Fault>) -> SOp {
    let built = try build(expression)
    if built.isNumber { return built.sop }
    guard case .name = expression.kind else {
      throw LocatedFault(.expected(.number), at: expression.span)
    }
    return `where`(built.sop, 1, 0)
  }

  private func count(
    _ counted: Expression, _ predicate: LineName?
  ) throws(LocatedFault<Fault>) -> Typed {
    var selector = Builder.earlier
    if let predicate { selector = try self.guard(predicate) & selector }
    return number(selector.value(`where`(try truthValue(counted), 1, 0)))
  }

  private func `guard`(_ name: LineName) throws(LocatedFault<Fault>) -> AttentionSelector {
    if let selector = names.guards[name.text] { return selector }
    let known = PredicateLibrary.predicates[name.text]
    throw LocatedFault(
      known?.parameters.count == 2 ? .notImported(name.text) : .notOfTwoPositions(name.text),
      at: name.span)
  }
}

extension Relation {
  func compare(_ a: SOp, _ b: SOp) -> SOp {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }

  func compare(_ a: Key, _ b: Query) -> AttentionSelector {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

extension Expression.Arithmetic {
  func apply(_ a: SOp, _ b: SOp) -> SOp {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .modulo: a % b
    }
  }
}
