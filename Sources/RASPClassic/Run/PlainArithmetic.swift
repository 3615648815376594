import RASP
import RASPText

/// Operators on values that are no s-ops: Python's.
enum PlainArithmetic {
  static func binary(
    _ word: Word, left: DialectValue, right: DialectValue, machine: SessionState
  ) throws(Fault) -> DialectValue {
    if let relation = word.relation {
      return .boolean(try compare(relation, left: left, right: right))
    }
    switch (word, left, right) {
    case (.plus, .list(let a), .list(let b)):
      return try machine.checked(.list(ValueList(a.items + b.items)))
    case (.times, .list(let list), .atom):
      if let count = right.asInteger { return try repeated(list, times: count, machine: machine) }
    case (.times, .atom, .list(let list)):
      if let count = left.asInteger { return try repeated(list, times: count, machine: machine) }
    case (.modulo, .atom(.string), _): break
    case (_, .atom(let a), .atom(let b)):
      return try machine.checked(.atom(try apply(word.binaryOperator, a: a, b: b)))
    default: break
    }
    throw .noOperation(word.rawValue, [left.kindName, right.kindName])
  }

  private static func apply(
    _ op: BinaryOperator, a: Value, b: Value
  ) throws(Fault) -> Value {
    do throws(Problem) { return try op(a, b) } catch { throw .problem(error) }
  }

  private static func repeated(
    _ list: ValueList, times count: Int64, machine: SessionState
  ) throws(Fault) -> DialectValue {
    let total = Int64(list.size).multipliedReportingOverflow(by: max(0, count))
    guard !total.overflow, total.partialValue <= Int64(machine.limits.size) else {
      throw .limit(.size, machine.limits.size)
    }
    var items: [DialectValue] = []
    if !list.items.isEmpty { for _ in 0..<max(0, count) { items += list.items } }
    return try machine.checked(.list(ValueList(items)))
  }

  // MARK: Comparisons

  private static func compare(
    _ relation: Relation, left: DialectValue, right: DialectValue
  ) throws(Fault) -> Bool {
    if relation == .equal { return areEqual(left, right) }
    switch (left, right) {
    case (.atom(let a), .atom(let b)):
      do throws(Problem) { return try relation.holds(a, b) } catch { throw .problem(error) }
    case (.list(let a), .list(let b)):
      for (x, y) in zip(a.items, b.items) where !areEqual(x, y) {
        return try compare(relation, left: x, right: y)
      }
      return relation.holds(a.items.count, b.items.count)
    default: throw .noOperation(relation.symbol, [left.kindName, right.kindName])
    }
  }

  /// Python's `==`. To it an s-op equals everything: the comparison is an s-op, which is true.
  static func areEqual(_ left: DialectValue, _ right: DialectValue) -> Bool {
    switch (left, right) {
    case (.atom(let a), .atom(let b)): return a == b
    case (.list(let a), .list(let b)):
      guard a.items.count == b.items.count else { return false }
      return zip(a.items, b.items).allSatisfy { areEqual($0, $1) }
    case (.dictionary(let a), .dictionary(let b)):
      guard a.keys.count == b.keys.count else { return false }
      return zip(a.keys, a.values).allSatisfy { key, value in
        b[key].map { areEqual(value, $0) } ?? false
      }
    case (.function(let a), .function(let b)): return a === b
    case (.node(let a), .node(let b)) where a.isSelector && b.isSelector: return a === b
    default: return left.sop != nil || right.sop != nil
    }
  }
}

extension Relation {
  fileprivate func holds(_ a: Int, _ b: Int) -> Bool {
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

/// A list, string or dictionary as a function of an s-op's values.
enum ValueLookup {
  static func function(_ container: DialectValue, _ index: DialectNode) -> Function {
    let table = Table(container)
    let (kind, count) = (container.listName, container.elements?.count ?? 0)
    // A node refers to what it is looked up in, not the other way round.
    let name = index.text
    return Function("lookup") { (arguments: [Value]) throws(Problem) -> Value in
      if let value = table.value(arguments[0]) { return value }
      let fault: TypeFault
      switch (table, arguments[0]) {
      case (.keys, let key): fault = .noKey(DialectValue.atom(key).description())
      case (_, .integer), (_, .boolean): fault = .outOfRange(name, of: kind, count: count)
      case (_, let other): throw .noMeaning("[]", [other])
      }
      throw .functionFailed("lookup", arguments, reason: fault.message, origin: nil)
    }
  }

  /// What is looked up; an element that cannot stand in a sequence is nothing.
  private enum Table: Sendable {
    case items([Value])
    case keys([Value: Value])

    init(_ container: DialectValue) {
      if case .dictionary(let dictionary) = container {
        var table: [Value: Value] = [:]
        for (key, value) in zip(dictionary.keys, dictionary.values) { table[key] = value.atom }
        self = .keys(table)
      } else {
        self = .items((container.elements ?? []).map { $0.atom })
      }
    }

    func value(_ index: Value) -> Value? {
      switch (self, index) {
      case (.keys(let table), _): return table[index]
      case (.items(let items), .integer(let position)): return Table.at(items, position)
      case (.items(let items), .boolean(let flag)): return Table.at(items, flag ? 1 : 0)
      default: return nil
      }
    }

    private static func at(_ items: [Value], _ position: Int64) -> Value? {
      let index = position < 0 ? position + Int64(items.count) : position
      guard index >= 0, index < Int64(items.count) else { return Value?.none }
      return items[Int(index)]
    }
  }
}

extension DialectValue {
  fileprivate var atom: Value { if case .atom(let value) = self { value } else { .null } }
}
