import RASP
import RASPText

// Lists, dictionaries, comprehensions, indexing, `in`, `zip`, `range` and `len`.

extension Evaluator {
  func computeCollection(_ expression: Expression) throws(PlacedFault) -> DialectValue {
    let span = expression.span
    switch expression.kind {
    case .list(let items): return try list(items, span)
    case .dictionary(let items): return try dictionary(items, span)
    case .listComprehension(let item, let iteration):
      return try comprehend(item, iteration: iteration, at: span)
    case .dictionaryComprehension(let key, let value, let iteration):
      return try comprehend(key, value: value, iteration: iteration, at: span)
    case .index(let indexed, let index):
      return try self.index(expression, indexed: indexed, index: index)
    case .contains(let item, let container):
      return try contains(expression, item: item, container: container)
    case .range(let bounds): return try range(bounds, span)
    case .zip(let lists): return try zip(lists, span)
    case .length(let list): return try length(list, span)
    default: throw fault(.notCallable("this"), span)
    }
  }

  private func list(
    _ items: [Expression], _ span: Span
  ) throws(PlacedFault) -> DialectValue {
    try collection(.list(ValueList(try evaluate(items))), span)
  }

  private func dictionary(
    _ items: [(key: Expression, value: Expression)], _ span: Span
  ) throws(PlacedFault) -> DialectValue {
    var pairs: [(key: Value, value: DialectValue)] = []
    for (key, value) in items { pairs.append((try self.key(key), try evaluate(value))) }
    return try collection(.dictionary(ValueDictionary(pairs)), span)
  }

  private func length(
    _ expression: Expression, _ span: Span
  ) throws(PlacedFault) -> DialectValue {
    let value = try evaluate(expression)
    guard case .list(let list) = value else {
      throw fault(.type(.length(value.description())), span)
    }
    return .integer(list.items.count)
  }

  private func key(_ expression: Expression) throws(PlacedFault) -> Value {
    let value = try evaluate(expression)
    guard case .atom(let key) = value else {
      throw fault(.type(.key(value.description())), expression.span)
    }
    return key
  }

  // MARK: Comprehensions

  /// Calls `body` for each element, with the names set in a scope of its own.
  private func iterate(
    _ iteration: Expression.Iteration, items: [DialectValue],
    _ body: () throws(PlacedFault) -> Void
  ) throws(PlacedFault) {
    let outer = scope
    defer { scope = outer }
    for item in items {
      try step(iteration.iterable.span)
      scope = outer.nested(base: machine.base)
      try bind(iteration.names, value: item, at: iteration.iterable.span)
      try body()
    }
  }

  private func comprehend(
    _ item: Expression, iteration: Expression.Iteration, at span: Span
  ) throws(PlacedFault) -> DialectValue {
    let value = try evaluate(iteration.iterable)
    guard let items = value.loopItems else {
      throw fault(.type(.listComprehension(value.text)), iteration.iterable.span)
    }
    var results: [DialectValue] = []
    try iterate(iteration, items: items) { () throws(PlacedFault) in
      results.append(try evaluate(item))
    }
    return try collection(.list(ValueList(results)), span)
  }

  private func comprehend(
    _ key: Expression, value: Expression,
    iteration: Expression.Iteration, at span: Span
  ) throws(PlacedFault) -> DialectValue {
    let iterable = try evaluate(iteration.iterable)
    guard let items = iterable.loopItems else {
      throw fault(.type(.dictionaryComprehension(iterable.text)), iteration.iterable.span)
    }
    var results: [(key: Value, value: DialectValue)] = []
    try iterate(iteration, items: items) { () throws(PlacedFault) in
      results.append((try self.key(key), try evaluate(value)))
    }
    return try collection(.dictionary(ValueDictionary(results)), span)
  }

  // MARK: range and zip

  private func range(
    _ bounds: [Expression], _ span: Span
  ) throws(PlacedFault) -> DialectValue {
    let values = try evaluate(bounds)
    guard (1...3).contains(values.count) else {
      throw fault(.type(.rangeCount(values.count)), span)
    }
    var integers: [Int64] = []
    for value in values {
      guard let integer = value.asInteger else {
        let text = DialectValue.list(ValueList(values)).description()
        throw fault(.type(.rangeOf(text)), span)
      }
      integers.append(integer)
    }
    let start = integers.count == 1 ? 0 : integers[0]
    let stop = integers.count == 1 ? integers[0] : integers[1]
    let step = integers.count == 3 ? integers[2] : 1
    guard step != 0 else { throw fault(.problem(.divisionByZero("range", [0])), span) }
    let count = (Int128(stop) - Int128(start) + Int128(step) - (step > 0 ? 1 : -1)) / Int128(step)
    guard count <= machine.limits.size else {
      throw fault(.limit(.size, machine.limits.size), span)
    }
    var items: [DialectValue] = []
    for index in 0..<max(0, Int64(count)) { items.append(.atom(.integer(start + index * step))) }
    return try collection(.list(ValueList(items)), span)
  }

  private func zip(
    _ expressions: [Expression], _ span: Span
  ) throws(PlacedFault) -> DialectValue {
    let values = try evaluate(expressions)
    var lists: [[DialectValue]] = []
    for (index, value) in values.enumerated() {
      guard case .list(let list) = value else {
        throw fault(.type(.zipping(index + 1, value.description())), span)
      }
      lists.append(list.items)
    }
    let count = lists[0].count
    for (index, list) in lists.enumerated() where list.count != count {
      throw fault(.type(.zipLengths(index + 1, list.count, count: count)), span)
    }
    var rows: [DialectValue] = []
    for index in 0..<count {
      var row: [DialectValue] = []
      for list in lists { row.append(list[index]) }
      rows.append(.list(ValueList(row)))
    }
    return try collection(.list(ValueList(rows)), span)
  }

  // MARK: Indexing

  private func index(
    _ expression: Expression, indexed: Expression, index: Expression
  ) throws(PlacedFault) -> DialectValue {
    let value = try evaluate(indexed)
    let position = try evaluate(index)
    if case .result(let result) = value {
      throw fault(.type(.notIndexable(result.text)), expression.span)
    }
    // What stands in brackets has lost the name that the first implementation asks for here.
    if indexed.isBracketed { throw fault(.bracketedIndex, indexed.span) }
    let names = (indexed.variableName ?? "out", index.variableName ?? "out")
    return try wrap(expression) { () throws(Fault) in
      let operators = operators(expression)
      switch value {
      case .list, .dictionary, .atom(.string):
        if index.isBracketed { throw .bracketedIndex }
        return try operators.index(value, position, name: names.0 + "[" + names.1 + "]")
      case .node(let node) where !node.isSelector:
        if index.isBracketed { throw .bracketedIndex }
        return try operators.position(node, position, length: scope["length"])
      default: throw .type(.notIndexable(value.description()))
      }
    }
  }

  // MARK: in

  private func contains(
    _ expression: Expression, item: Expression, container: Expression
  ) throws(PlacedFault) -> DialectValue {
    let (item, value) = (try evaluate(item), try evaluate(container))
    var name = value.text
    if case .variable(let variable) = container.kind { name = variable }
    return try operate(expression) { (o) throws(Fault) in
      try o.contains(item, in: value, named: name)
    }
  }
}

extension Expression {
  fileprivate var isBracketed: Bool { if case .bracketed = kind { true } else { false } }
}
