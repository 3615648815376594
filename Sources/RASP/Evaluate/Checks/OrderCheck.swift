/// Whether the keys and queries of a comparison have an order, asked before any of them is ordered.
struct OrderCheck {
  let relation: Relation
  let keys: Column
  let queries: Column
  let layout: BatchLayout

  struct Failure: Error {
    let problem: Problem
    let query: Int
    let key: Int
  }

  func callAsFunction() throws(Failure) {
    if !relation.needsOrder { return }
    let classes = keys.classes.union(queries.classes)
    if classes == .number || classes == .text { return }
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      try check(keys.values(range), queries.values(range))
    }
  }

  /// Finds the first pair without an order, query by query.
  private func check(_ keys: [Value], _ queries: [Value]) throws(Failure) {
    let firstText = keys.firstIndex { $0.kind == .string }
    let firstNumber = keys.firstIndex { $0.number != nil }
    let firstNull = keys.firstIndex { $0.kind == .null }
    for (q, query) in queries.enumerated() {
      var wrong = firstNull
      for other in query.kind == .null
        ? [firstText, firstNumber] : [query.kind == .string ? firstNumber : firstText]
      {
        if let other { wrong = min(wrong ?? other, other) }
      }
      if let k = wrong {
        throw Failure(problem: .noOrder(relation, keys[k], query), query: q, key: k)
      }
    }
  }
}

/// The kinds of value that have an order among themselves.
private struct OrderClasses: OptionSet {
  let rawValue: UInt8
  static let number = OrderClasses(rawValue: 1)
  static let text = OrderClasses(rawValue: 2)
  static let null = OrderClasses(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ value: Value) {
    switch value.kind {
    case .null: self = .null
    case .string: self = .text
    case .boolean, .integer, .double: self = .number
    }
  }
}

extension Column {
  /// Whether any two values that may stand in the column have an order.
  var haveOrder: Bool { classes == .number || classes == .text }

  /// The classes of the values that may stand in the column.
  fileprivate var classes: OrderClasses {
    switch self {
    case .uniform(let value): return OrderClasses(value)
    case .booleans, .integers, .progression, .whole, .doubles: return .number
    case .coded(_, let table):
      var classes: OrderClasses = []
      for value in table { classes.formUnion(OrderClasses(value)) }
      return classes
    }
  }
}
