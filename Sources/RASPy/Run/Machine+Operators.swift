import RASP
import RASPText

extension Object {
  /// Whether this stands for values that only a run has: an s-op, a selector, a key, a query.
  var isSymbolic: Bool {
    switch self {
    case .sop, .tracr, .tuples, .selector, .key, .query: true
    default: false
    }
  }
}

extension Machine {
  // MARK: Truth

  func truth(_ object: Object, _ context: TruthContext) throws(Fault) -> Bool {
    switch object {
    case .value(let value): return value.isTrue
    case .list(let list): return !list.items.isEmpty
    case .tuple(let tuple): return !tuple.items.isEmpty
    case .dictionary(let mapping): return mapping.count > 0
    case .set(let set): return set.count > 0
    case .range(let range): return range.count > 0
    case .sequence(let result): return !result.output.values.isEmpty
    case .sop, .tracr, .tuples, .selector, .key, .query:
      throw .sop(.truth(of: object.phrase, context))
    default: return true
    }
  }

  // MARK: Arithmetic

  func apply(_ op: PrefixOperator, _ object: Object) throws(Fault) -> Object {
    switch (op, object) {
    case (.plus, .value(let value)) where value.kind != .string:
      return .value(try core { () throws(Problem) in try BinaryOperator.add(0, value) })
    case (.minus, .value(let value)):
      return .value(try core { () throws(Problem) in try UnaryOperator.negate(value) })
    case (.invert, .value(let value)):
      // Of a boolean by itself it is Python's, the integer's; position by position it is logical.
      let operand = object.asInteger.map { Value.integer($0) } ?? value
      return .value(try core { () throws(Problem) in try UnaryOperator.invert(operand) })
    case (_, .tracr(let sop)): return try applyTracr(op, sop)
    case (.plus, .sop): return object
    case (.minus, .sop(let sop)): return try make(SOp(.negate, sop))
    case (.invert, .sop(let sop)): return try make(SOp(.invert, sop))
    case (.invert, .selector(let selector)): return try make(~selector)
    default: throw .value(.noPrefix(op.symbol, object.phrase))
    }
  }

  /// A computation of the core's as one of the program's.
  func core<T>(_ body: () throws(Problem) -> T) throws(Fault) -> T {
    do { return try body() } catch { throw .problem(error) }
  }

  func apply(_ op: BinaryOperator, _ a: Object, _ b: Object) throws(Fault) -> Object {
    if op == .modulo, let template = a.asString, !b.isSymbolic {
      return try makeString(try interpolate(template, b))
    }
    switch (a, b) {
    case (.value(let x), .value(let y)): return try apply(op, x, y)
    case (.tuples, _), (_, .tuples):
      throw .value(.noOperation(op.symbol, a.phrase, b.phrase, .takeElement))
    case (.tracr, _), (_, .tracr): return try applyTracr(op, a, b)
    case (.sop, _), (_, .sop):
      return try make(SOp(op, try sop(a, beside: op.symbol), try sop(b, beside: op.symbol)))
    case (.selector(let x), .selector(let y)):
      switch op {
      case .and: return try make(x & y)
      case .or: return try make(x | y)
      case .xor: return try make(x != y)
      default: break
      }
    case (.list(let x), .list(let y)) where op == .add:
      try meter.allocate(0, size: x.items.count + y.items.count)
      return try makeList(x.items + y.items)
    case (.tuple(let x), .tuple(let y)) where op == .add:
      try meter.allocate(0, size: x.items.count + y.items.count)
      return try makeTuple(x.items + y.items)
    case (.list(let list), .value), (.value, .list(let list)):
      if op == .multiply, let items = try repeated(list.items, a, times: b) {
        return try makeList(items)
      }
    case (.tuple(let tuple), .value), (.value, .tuple(let tuple)):
      if op == .multiply, let items = try repeated(tuple.items, a, times: b) {
        return try makeTuple(items)
      }
    case (.set(let x), .set(let y)): if let set = try combine(op, x, with: y) { return set }
    case (.dictionary(let x), .dictionary(let y)) where op == .or: return try merged(x, y)
    default: break
    }
    throw .value(.noOperation(op.symbol, a.phrase, b.phrase, operandHelp(a, b)))
  }

  private func apply(_ op: BinaryOperator, _ x: Value, _ y: Value) throws(Fault) -> Object {
    let value = try core { () throws(Problem) in try op(x, y) }
    if case .string(let string) = value { try meter.allocate(string) }
    return .value(value)
  }

  /// The items, as often as the integer among the two says.
  private func repeated(
    _ items: [Object], _ a: Object, times b: Object
  ) throws(Fault) -> [Object]? {
    guard let count = a.asInteger ?? b.asInteger else { return nil }
    if count <= 0 || items.isEmpty { return [] }
    let (size, overflow) = items.count.multipliedReportingOverflow(by: Int(clamping: count))
    try meter.allocate(0, size: overflow ? .max : size)
    var repeated: [Object] = []
    repeated.reserveCapacity(size)
    for _ in 0..<count { repeated.append(contentsOf: items) }
    return repeated
  }

  /// `a += b`, which changes a list itself.
  func augment(_ op: BinaryOperator, _ a: Object, _ b: Object) throws(Fault) -> Object {
    if case .set(let set) = a, case .set(let other) = b { return try augment(op, set, with: other) }
    if op == .or, case .dictionary(let mapping) = a, !b.isSymbolic {
      try mayChange(mapping, "a dictionary")
      try update(mapping, from: b)
      return a
    }
    guard case .list(let list) = a, !b.isSymbolic else { return try apply(op, a, b) }
    switch op {
    case .add:
      let added = try elements(b)
      for object in added { try append(object, to: list) }
    case .multiply:
      try mayChange(list, "a list")
      guard let items = try repeated(list.items, b, times: b) else { return try apply(op, a, b) }
      try meter.allocate(items.count, size: items.count)
      list.items = items
    default: return try apply(op, a, b)
    }
    return a
  }

  // MARK: Comparison

  func compare(_ op: ComparisonOperator, _ a: Object, _ b: Object) throws(Fault) -> Object {
    switch op {
    case .isSame: return .boolean(isSame(a, b))
    case .isNotSame: return .boolean(!isSame(a, b))
    case .isIn: return .boolean(try contains(b, a))
    case .notIn: return .boolean(try !contains(b, a))
    case .relation(let relation): return try relate(relation, a, with: b)
    }
  }

  private func relate(
    _ relation: Relation, _ a: Object, with b: Object
  ) throws(Fault) -> Object {
    if let result = try relateTuples(relation, a, with: b) { return result }
    switch (a, b) {
    case (.value(let x), .value(let y)):
      return .boolean(try core { () throws(Problem) in try relation.holds(x, y) })
    case (.key(let k), .query(let q)): return try make(AttentionSelector(relation, k, q))
    case (.query(let q), .key(let k)): return try make(AttentionSelector(relation.mirrored, k, q))
    case (.key, _), (_, .key), (.query, _), (_, .query):
      throw .sop(.keyWithoutQuery(a.phrase, relation.symbol, b.phrase))
    case (.selector(let x), .selector(let y)) where !relation.needsOrder:
      return try make(relation == .equal ? x == y : x != y)
    case (.selector, _), (_, .selector):
      throw .value(.noOperation(relation.symbol, a.phrase, b.phrase, operandHelp(a, b)))
    case (.tracr, _), (_, .tracr): return try relateTracr(relation, a, b)
    case (.sop, _), (_, .sop):
      let (x, y) = (try sop(a, beside: relation.symbol), try sop(b, beside: relation.symbol))
      return try make(SOp(relation, x, y))
    default: break
    }
    if relation == .equal { return .boolean(try isEqual(a, b)) }
    if relation == .notEqual { return .boolean(try !isEqual(a, b)) }
    return .boolean(try order(relation, a, with: b))
  }

  /// The order of lists or tuples, which is that of the first elements that differ.
  private func order(
    _ relation: Relation, _ a: Object, with b: Object, depth: Int = 0
  ) throws(Fault) -> Bool {
    if depth > Limits.nesting { throw .limit(.nesting, Limits.nesting) }
    let (x, y): ([Object], [Object])
    switch (a, b) {
    case (.value(let x), .value(let y)):
      return try core { () throws(Problem) in try relation.holds(x, y) }
    case (.list(let first), .list(let second)): (x, y) = (first.items, second.items)
    case (.tuple(let first), .tuple(let second)): (x, y) = (first.items, second.items)
    case (.set(let x), .set(let y)): return x.satisfies(relation, y)
    default: throw .value(.noOperation(relation.symbol, a.phrase, b.phrase, operandHelp(a, b)))
    }
    for index in 0..<min(x.count, y.count) where try !isEqual(x[index], y[index], depth: depth) {
      return try order(relation, x[index], with: y[index], depth: depth + 1)
    }
    let (left, right) = (Value.integer(Int64(x.count)), Value.integer(Int64(y.count)))
    return try core { () throws(Problem) in try relation.holds(left, right) }
  }

  /// Whether `a` comes before `b` when sorting.
  func isLess(_ a: Object, _ b: Object) throws(Fault) -> Bool {
    try meter.charge()
    if a.isSymbolic || b.isSymbolic { throw .sop(.truth(of: a.phrase, .condition)) }
    return try order(.less, a, with: b)
  }

  func isEqual(_ a: Object, _ b: Object, depth: Int = 0) throws(Fault) -> Bool {
    if depth > Limits.nesting { throw .limit(.nesting, Limits.nesting) }
    try meter.charge()
    switch (a, b) {
    case (.value(let x), .value(let y)): return x == y
    case (.list(let x), .list(let y)): return try areEqual(x.items, y.items, depth: depth)
    case (.tuple(let x), .tuple(let y)): return try areEqual(x.items, y.items, depth: depth)
    case (.range(let x), .range(let y)):
      return x.count == y.count && (x.count == 0 || x.start == y.start)
        && (x.count < 2 || x.step == y.step)
    case (.dictionary(let x), .dictionary(let y)): return try areEqual(x, y, depth: depth)
    case (.set(let x), .set(let y)): return x.count == y.count && x.isSubset(of: y)
    case (.sequence(let x), .sequence(let y)): return x.output.values == y.output.values
    case (.sequence(let x), .list(let y)), (.list(let y), .sequence(let x)):
      return try areEqual(x.output.values.map { .value($0) }, y.items, depth: depth)
    case (.sop, _), (_, .sop), (.tracr, _), (_, .tracr), (.tuples, _), (_, .tuples),
      (.selector, _), (_, .selector):
      throw .sop(.truth(of: (a.isSymbolic ? a : b).phrase, .builtin("==")))
    default: return isSame(a, b)
    }
  }

  private func areEqual(_ a: [Object], _ b: [Object], depth: Int) throws(Fault) -> Bool {
    if a.count != b.count { return false }
    for index in a.indices where try !isEqual(a[index], b[index], depth: depth + 1) {
      return false
    }
    return true
  }

  private func areEqual(_ a: Mapping, _ b: Mapping, depth: Int) throws(Fault) -> Bool {
    if a.count != b.count { return false }
    for (key, value) in zip(a.keys, a.values) {
      guard let other = b[try MappingKey(key)], try isEqual(value, other, depth: depth + 1)
      else { return false }
    }
    return true
  }

  /// Python's `is`: for values whether they are the same of one kind, otherwise whether it is one
  /// object.
  private func isSame(_ a: Object, _ b: Object) -> Bool {
    switch (a, b) {
    case (.value(let x), .value(let y)): x.isIdentical(to: y)
    case (.list(let x), .list(let y)): x === y
    case (.tuple(let x), .tuple(let y)): x === y
    case (.dictionary(let x), .dictionary(let y)): x === y
    case (.set(let x), .set(let y)): x === y
    case (.range(let x), .range(let y)): x === y
    case (.iterator(let x), .iterator(let y)): x === y
    case (.function(let x), .function(let y)): x === y
    case (.sequence(let x), .sequence(let y)): x === y
    case (.matrix(let x), .matrix(let y)): x === y
    case (.builtin(let x), .builtin(let y)): x == y
    case (.exceptionClass(let x), .exceptionClass(let y)): x == y
    case (.exception(let x), .exception(let y)): x === y
    case (.unboundMethod(let x), .unboundMethod(let y)): x.name == y.name
    case (.module(let x), .module(let y)): x === y
    case (.native(let x), .native(let y)): x === y
    case (.partial(let x), .partial(let y)): x === y
    default: false
    }
  }

  /// `element in container`
  private func contains(_ container: Object, _ element: Object) throws(Fault) -> Bool {
    if element.isSymbolic { throw .sop(.membership(element.phrase)) }
    switch container {
    case .value(.string(let string)):
      guard let part = element.asString else { throw .value(.membershipInString(element.phrase)) }
      try meter.charge(string.utf8.count / 16)
      return TextSearch.find(part, in: string) != nil
    case .dictionary(let mapping): return mapping[try MappingKey(element)] != nil
    case .set(let set):
      // A set is looked for as one that does not change, and no such is in sets here.
      if case .set = element { return false }
      return set.contains(try MappingKey(element))
    case .range(let range):
      if let integer = element.asInteger { return range.contains(integer) }
      if case .value(.double(let double)) = element {
        return Int64(exactly: double).map(range.contains) ?? false
      }
      return false
    case .list, .tuple, .sequence, .iterator:
      for other in try elements(container) where try isEqual(other, element) { return true }
      return false
    default: throw .value(.notIterable(container.phrase, isSOp: container.isSymbolic))
    }
  }
}

extension PrefixOperator {
  var symbol: String {
    switch self {
    case .plus: "+"
    case .minus: "-"
    case .invert: "~"
    }
  }
}
