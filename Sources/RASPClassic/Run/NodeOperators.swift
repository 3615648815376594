import RASP
import RASPText

/// The operators of the RASP dialect on values. Each new s-op or selector gets the name and the
/// number that the language's first implementation gives it.
struct NodeOperators {
  let machine: SessionState
  let origin: Origin

  // MARK: New nodes

  private func node(
    _ sop: SOp, name: String, count: Int, parents: [DialectNode],
    rule: DialectNode.Rule = .none
  ) throws(Fault) -> DialectValue {
    try machine.countOperation()
    return .node(
      DialectNode(
        number: machine.number(count), name: name, .sop(sop.at(origin)), rule: rule,
        parents: parents))
  }

  private func node(
    _ selector: AttentionSelector, name: String, parents: [DialectNode]
  ) throws(Fault) -> DialectValue {
    try machine.countOperation()
    return .node(
      DialectNode(
        number: machine.number(3), name: name, .selector(selector.at(origin)), parents: parents))
  }

  /// The value as an s-op: an atom stands at every position.
  func sequence(_ value: DialectValue) throws(Fault) -> DialectNode {
    if let sop = value.sop { return sop }
    let number = machine.number(2)
    guard case .atom(let atom) = value else {
      return DialectNode(
        number: number, name: value.text, .sop(SOp(Value.null)),
        rule: .noAtom(value.representation), parents: [])
    }
    return DialectNode(number: number, name: value.text, .sop(SOp(atom)), parents: [])
  }

  // MARK: One operand

  func unary(_ word: Word, _ value: DialectValue) throws(Fault) -> DialectValue {
    switch (word, value) {
    case (.not, .node(let node)):
      guard let sop = node.sop else {
        return try self.node(!node.selector!, name: "plain select", parents: [node])
      }
      return try self.node(
        `where`(sop, false, true), name: "( not " + node.name + " )", count: 4, parents: [node])
    case (.not, _): return .boolean(!value.isTrue)
    case (.indicator, _):
      guard let node = value.sop, let sop = node.sop else { throw .type(.indicator(value.text)) }
      return try self.node(
        `where`(sop, 1, 0), name: "I(" + node.name + ")", count: 2, parents: [node])
    case (_, .node(let node)):
      guard let sop = node.sop else { throw .noOperation(word.rawValue, [value.kindName]) }
      let result = word == .minus ? -sop : word == .plus ? sop + 0 : sop.round()
      return try self.node(
        result, name: "( " + word.rawValue + " " + node.name + " )", count: 2, parents: [node])
    case (_, .atom(let atom)):
      return .atom(try Self.unary(word, atom))
    default: throw .noOperation(word.rawValue, [value.kindName])
    }
  }

  private static func unary(_ word: Word, _ value: Value) throws(Fault) -> Value {
    do throws(Problem) {
      switch word {
      case .minus: return try UnaryOperator.negate(value)
      case .round: return try UnaryOperator.round(value)
      default:
        if case .string = value { throw .noMeaning("+", [value]) }
        return try BinaryOperator.add(value, 0)
      }
    } catch {
      throw .problem(error)
    }
  }

  // MARK: Two operands

  func binary(
    _ word: Word, left: DialectValue, right: DialectValue
  ) throws(Fault) -> DialectValue {
    let hasSOp = left.sop != nil || right.sop != nil
    let hasSelector = left.selector != nil || right.selector != nil
    if word == .and || word == .or {
      if hasSelector { return try combine(word, left: left, right: right) }
      if hasSOp { return try logic(word, left: left, right: right) }
      return left.isTrue == (word == .and) ? right : left
    }
    if hasSelector { throw .type(.selectorOperator(word.rawValue)) }
    if hasSOp { return try elementwise(word, left: left, right: right) }
    return try PlainArithmetic.binary(word, left: left, right: right, machine: machine)
  }

  private func combine(
    _ word: Word, left: DialectValue, right: DialectValue
  ) throws(Fault) -> DialectValue {
    guard let a = left.selector, let b = right.selector, let x = a.selector, let y = b.selector
    else { throw .type(.selectorLogic) }
    return try node(word == .and ? x & y : x | y, name: "plain select", parents: [a, b])
  }

  private func logic(
    _ word: Word, left: DialectValue, right: DialectValue
  ) throws(Fault) -> DialectValue {
    let name = "( " + left.plainName + " " + word.rawValue + " " + right.plainName + ")"
    let (a, b) = (try sequence(left), try sequence(right))
    let (x, y) = (a.sop ?? 0, b.sop ?? 0)
    let second = `where`(y, true, false)
    let result = word == .and ? `where`(x, second, false) : `where`(x, true, second)
    return try node(result, name: name, count: 12, parents: [a, b])
  }

  private func elementwise(
    _ word: Word, left: DialectValue, right: DialectValue
  ) throws(Fault) -> DialectValue {
    // Python asks the s-op, from the other side.
    if word.relation != nil, left.sop == nil {
      return try elementwise(word.mirrored, left: right, right: left)
    }
    var parents: [DialectNode] = []
    for node in [left.sop, right.sop] { if let node { parents.append(node) } }
    let symbol = word == .power ? "pow" : word.rawValue
    let name = "( " + left.plainName + " " + symbol + " " + right.plainName + " )"
    guard let x = left.operand, let y = right.operand else {
      if word == .equal, let sop = parents[0].sop {
        return try node(`where`(sop, false, false), name: name, count: 2, parents: parents)
      }
      throw .noOperation(word.rawValue, [left.kindName, right.kindName])
    }
    if word == .modulo, case .atom(.string) = left {
      throw .noOperation(word.rawValue, [left.kindName, right.kindName])
    }
    return try node(Self.apply(word, x: x, y: y), name: name, count: 2, parents: parents)
  }

  private static func apply(_ word: Word, x: SOp, y: SOp) -> SOp {
    if let relation = word.relation { return SOp(relation, x, y) }
    return SOp(word.binaryOperator, x, y)
  }

  // MARK: Attention

  func select(
    _ key: DialectValue, query: DialectValue, relation: Relation
  ) throws(Fault) -> DialectValue {
    let (key, query) = (try sequence(key), try sequence(query))
    let selector = AttentionSelector(relation, RASP.key(key.sop ?? 0), RASP.query(query.sop ?? 0))
    return try node(selector, name: "plain select", parents: [key, query])
  }

  func pick(
    _ extremum: Extremum, of selector: DialectValue, score: DialectValue?
  ) throws(Fault) -> DialectValue {
    guard let node = selector.selector, let selected = node.selector else {
      throw .type(.notSelector(selector.description()))
    }
    let scores = try score.map { value throws(Fault) in try sequence(value) }
    let sop = scores?.sop ?? 0
    let result =
      switch extremum {
      case .leftmost: selected.leftmost()
      case .rightmost: selected.rightmost()
      case .best: selected.best(sop)
      case .least: selected.least(sop)
      }
    return try self.node(result, name: extremum.name, parents: [node] + (scores.map { [$0] } ?? []))
  }

  func aggregate(
    _ selector: DialectValue, _ value: DialectNode, default fallback: DialectValue?
  ) throws(Fault) -> DialectValue {
    let (selected, attention, sop, other) = try attention(selector, value, default: fallback)
    return try node(
      attention.mean(sop, default: other), name: "s-op", count: 2, parents: [selected, value],
      rule: .average(selector: selected, value: value))
  }

  /// What an aggregate is made of.
  private func attention(
    _ selector: DialectValue, _ value: DialectNode, default fallback: DialectValue?
  ) throws(Fault) -> (
    selected: DialectNode, selector: AttentionSelector, value: SOp, default: Value
  ) {
    guard let selected = selector.selector, let attention = selected.selector else {
      throw .type(.notSelector(selector.description()))
    }
    guard let sop = value.sop else { throw .type(.notSequence(value.name)) }
    var other = Value.integer(0)
    switch fallback {
    case nil: break
    case .node(let node)?: throw .type(.notAtom(node.name))
    case .atom(let atom)?: other = atom
    default: other = .null
    }
    return (selected, attention, sop, other)
  }

  /// `only(s, v)`, `only(s, v, default)`.
  func only(
    _ selector: DialectValue, _ value: DialectValue, default fallback: DialectValue?
  ) throws(Fault) -> DialectValue {
    let value = try sequence(value)
    let (selected, attention, sop, other) = try attention(selector, value, default: fallback)
    return try node(
      attention.only(sop, default: other), name: "only", count: 2, parents: [selected, value])
  }

  func choose(
    _ condition: DialectValue, then: DialectValue, other: DialectValue
  ) throws(Fault) -> DialectValue {
    let (c, a, b) = (try sequence(condition), try sequence(then), try sequence(other))
    let name = a.name + " if " + c.name + " else " + b.name
    return try node(
      `where`(c.sop ?? 0, a.sop ?? 0, b.sop ?? 0), name: name, count: 2, parents: [c, a, b])
  }

  // MARK: Indexing

  /// The element of a list, string or dictionary; for an s-op the element for each of its values.
  func index(
    _ container: DialectValue, _ index: DialectValue, name: String
  ) throws(Fault) -> DialectValue {
    if let node = index.sop, let sop = node.sop {
      return try self.node(
        sop.map(ValueLookup.function(container, node)), name: name, count: 2, parents: [node],
        rule: .index(container, node))
    }
    switch container {
    case .dictionary(let dictionary):
      guard case .atom(let key) = index else {
        throw .type(.dictionaryIndex(index.description()))
      }
      guard let value = dictionary[key] else { throw .type(.noKey(index.description())) }
      return value
    default:
      guard let position = index.asInteger else {
        throw .type(.listIndex(of: container.listName, index.description()))
      }
      guard let items = container.elements, let value = items.at(position) else {
        let count = container.elements?.count ?? 0
        throw .type(.outOfRange(index.text, of: container.listName, count: count))
      }
      return value
    }
  }

  /// The value of an s-op at one position, at every position.
  func position(
    _ node: DialectNode, _ index: DialectValue, length: DialectValue?
  ) throws(Fault) -> DialectValue {
    guard let position = index.asInteger else {
      throw .type(.sequenceIndex(index.description()))
    }
    let at: DialectNode
    if position >= 0 {
      at = try sequence(index)
    } else {
      guard let length else { throw .undefined("length") }
      guard case .node(let sum) = try binary(.plus, left: length, right: index) else {
        throw .noOperation("indexing", [length.kindName])
      }
      sum.rename(length.plainName + index.text)
      at = sum
    }
    let selector = AttentionSelector(.equal, RASP.key(indices), RASP.query(at.sop ?? 0))
    let selected = DialectNode(
      number: machine.number(3), name: "load from " + index.text, .selector(selector),
      parents: [at])
    let name = node.name + "[" + index.text + "]"
    return try self.node(
      selector.mean(node.sop ?? 0), name: name, count: 2, parents: [selected, node],
      rule: .average(selector: selected, value: node))
  }

  // MARK: in

  func contains(
    _ item: DialectValue, in container: DialectValue, named name: String
  ) throws(Fault) -> DialectValue {
    switch item {
    case .node(let node) where !node.isSelector:
      guard case .list(let list) = container else {
        throw .type(.containerOfSop(container.description()))
      }
      var values: [Value] = []
      for item in list.items {
        guard case .atom(let value) = item else {
          throw .type(.containerOfAtoms(container.description()))
        }
        values.append(value)
      }
      return try self.node(
        (node.sop ?? 0).isIn(values), name: node.name + " in " + name, count: 2, parents: [node])
    case .atom(let atom): return try contains(atom, in: container)
    case .node: throw .type(.containedObject("select"))
    case .function: throw .type(.containedObject("function"))
    default: throw .type(.contained(item.description()))
    }
  }

  private func contains(
    _ atom: Value, in container: DialectValue
  ) throws(Fault) -> DialectValue {
    if case .list(let list) = container {
      return .boolean(list.items.contains { PlainArithmetic.areEqual(.atom(atom), $0) })
    }
    guard let node = container.sop, let sop = node.sop else {
      throw .type(.containerOfAtom(container.description()))
    }
    let everywhere = key(true) == query(true)
    let share = everywhere.mean(`where`(sop == SOp(atom), 1, 0))
    return try self.node(share > 0, name: "( s-op > 0 )", count: 6, parents: [node])
  }
}

extension DialectNode {
  var sop: SOp? { if case .sop(let sop) = content { sop } else { nil } }

  var selector: AttentionSelector? {
    if case .selector(let selector) = content { selector } else { nil }
  }

  /// Names the node, and the attention heads in it that have no name yet.
  func setName(_ name: String, head: String? = nil) {
    rename(name)
    isNamed = true
    if case .sop(let sop) = content { content = .sop(sop.named(head ?? name)) }
  }
}

extension DialectValue {
  /// The name, or the value as it is written.
  var plainName: String {
    switch self {
    case .node(let node): node.name
    case .function(let function): function.name
    default: text
    }
  }

  /// The value in an elementwise operation.
  fileprivate var operand: SOp? {
    switch self {
    case .atom(let atom): SOp(atom)
    case .node(let node): node.sop
    default: nil
    }
  }

  var listName: String { if case .list = self { "list" } else { "string" } }
}

extension [DialectValue] {
  /// The element at a position; negative ones count from the end.
  func at(_ position: Int64) -> DialectValue? {
    let index = position < 0 ? position + Int64(count) : position
    return index >= 0 && index < Int64(count) ? self[Int(index)] : nil
  }
}

extension Word {
  /// The comparison as seen from the other side.
  fileprivate var mirrored: Word {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }

  var binaryOperator: BinaryOperator {
    switch self {
    case .minus: .subtract
    case .times: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    default: .add
    }
  }
}
