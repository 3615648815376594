import RASP

/// Why a query attends to a key, or does not: comparisons that hold, with the values that meet.
struct CellReason {
  private let head: ShownHead
  private let query: Int
  private let key: Int
  private var facts: [String] = []

  /// More facts than this are no explanation.
  private static let limit = 5

  init(_ head: ShownHead, query: Int, key: Int) {
    self.head = head
    self.query = query
    self.key = key
    collect()
  }

  /// `key 4 == query 4`, or several joined with "and".
  var text: String {
    var text = ""
    for (index, fact) in facts.prefix(CellReason.limit).enumerated() {
      if index > 0 { text += index == facts.count - 1 ? " and " : ", " }
      text += fact
    }
    return facts.count > CellReason.limit ? text + " and so on" : text
  }

  /// Goes down the selector as far as is needed to see why it is what it is here. The stack is its
  /// own, because a text can combine selectors in a loop.
  private mutating func collect() {
    var pending = [head.selector]
    var seen: Set<NodeID> = []
    while let id = pending.popLast(), facts.count <= CellReason.limit {
      guard seen.insert(id).inserted else { continue }
      guard let selector = head.trace.program[id].selector else { continue }
      switch selector {
      case .select(let predicate, let key, let query):
        add(fact(predicate, keys: key, queries: query, holds(id)))
      case .not(let a), .pick(_, of: let a, score: _): pending.append(a)
      case .combine(let op, let a, let b):
        pending.append(contentsOf: parts(op, operands: [a, b], truth: holds(id)).reversed())
      }
    }
  }

  private mutating func add(_ fact: String) {
    if !facts.contains(where: { Array($0.utf8) == Array(fact.utf8) }) { facts.append(fact) }
  }

  private func holds(_ id: NodeID) -> Bool { head.trace.matrix(id)[query][key] }

  /// The operands that decide: of an "and" that fails the ones that fail, of an "or" that holds
  /// the ones that hold.
  private func parts(
    _ op: SelectorOperator, operands: [NodeID], truth: Bool
  ) -> [NodeID] {
    switch op {
    case .and: truth ? operands : operands.filter { !holds($0) }
    case .or: truth ? operands.filter { holds($0) } : operands
    case .xor: operands
    }
  }

  private func fact(
    _ predicate: SelectPredicate, keys: NodeID, queries: NodeID, _ truth: Bool
  ) -> String {
    let keyText = head.trace.values(keys)[key].description.cut(to: 24)
    let queryText = head.trace.values(queries)[query].description.cut(to: 24)
    switch predicate {
    case .relation(let relation):
      let shown = truth ? relation : relation.opposite
      return "key " + keyText + " " + shown.symbol + " query " + queryText
    case .function(let function):
      return function.name.cut(to: 40) + "(key " + keyText + ", query " + queryText + ")"
        + (truth ? " holds" : " does not hold")
    }
  }
}

extension Relation {
  /// The relation that holds exactly where this one does not.
  fileprivate var opposite: Relation {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
