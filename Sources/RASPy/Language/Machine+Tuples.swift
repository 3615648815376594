import RASP
import RASPText

// S-ops of tuples: functions that give them, functions that take them, selectors that compare them.

extension Machine {
  /// What an object is as an operand of a function: an s-op of tuples, or one of plain values.
  func operand(_ object: Object, beside symbol: String) throws(Fault) -> TupleSOp.Element {
    if case .tuples(let tuples) = object, tuples.role == .none { return .tuple(tuples.elements) }
    return .plain(try sop(object, beside: symbol))
  }

  /// `f` of operands, position by position; `nil` if no tuple is given or taken.
  ///
  /// - Parameter passesNone: whether the result is None where a value is, as in Tracr's spelling.
  func mapTuples(
    _ object: Object, _ operands: [TupleSOp.Element], passesNone: Bool = false
  ) throws(Fault) -> Object? {
    let given = GivenTuple(object, operands, passesNone: passesNone)
    if given == nil && !operands.contains(where: { $0.isTuple }) { return nil }
    try checkSize(operands)
    guard let given else {
      let function = runtime.function(object, of: operands)
      return try make(
        SOp.zip(
          operands.flatMap { $0.leaves }, passesNone ? runtime.passingNone(function) : function))
    }
    for _ in given.display { try meter.countOperation() }
    let elements = runtime.elements(given.display, of: given, at: [])
    try checkSize(elements)
    return .tuples(TupleSOp(elements: elements))
  }

  private func checkSize(_ elements: [TupleSOp.Element]) throws(Fault) {
    let count = TupleSOp.Element.tuple(elements).leafCount
    if count > TupleSOp.mostValues { throw .sop(.largeTuple) }
    try meter.allocate(count, size: count)
  }

  /// A method of an s-op of tuples.
  func call(
    _ method: SOpMethod, of tuples: TupleSOp, _ object: Object, _ arguments: Arguments
  ) throws(Fault) -> Object {
    switch method {
    case .map:
      return try mapTuples(arguments[0], [try operand(object, beside: "map")]) ?? .none
    // Names are of heads, and a tuple is put together behind them.
    case .name: return object
    case .input, .has, .round:
      throw .sop(.notSequence("." + method.rawValue, object.phrase, .takeElement))
    }
  }

  // MARK: Operators

  /// The s-op of an element of each tuple.
  func element(of tuples: TupleSOp, at index: Object) throws(Fault) -> Object {
    switch tuples.elements[try offset(index, count: tuples.elements.count, what: "tuple")] {
    case .plain(let sop) where tuples.isTracr:
      return .tracr(TracrSOp(sop, mayBeNone: tuples.mayBeNone))
    case .plain(let sop): return .sop(sop)
    case .tuple(let elements):
      return .tuples(
        TupleSOp(
          elements: elements, isTracr: tuples.isTracr, mayBeNone: tuples.mayBeNone))
    }
  }

  /// A comparison where one operand at least is an s-op of tuples; `nil` if none is.
  func relateTuples(_ relation: Relation, _ a: Object, with b: Object) throws(Fault) -> Object? {
    guard a.isTuples || b.isTuples, let (x, roleOfX) = tupleOperand(a),
      let (y, roleOfY) = tupleOperand(b)
    else { return nil }
    switch (roleOfX, roleOfY) {
    case (.none, .none):
      let function = runtime.comparison(relation, of: [x, y])
      return try make(SOp.zip(x.leaves + y.leaves, function))
    case (.key, .query): return try make(selector(relation, keys: x, queries: y))
    case (.query, .key): return try make(selector(relation.mirrored, keys: y, queries: x))
    case (.none, .key), (.none, .query), (.key, .none), (.query, .none), (.key, .key),
      (.query, .query):
      throw .sop(.keyWithoutQuery(a.phrase, relation.symbol, b.phrase))
    }
  }

  /// What a side of a comparison with tuples is; beside an s-op of them a tuple is a value.
  private func tupleOperand(_ object: Object) -> (TupleSOp.Element, TupleSOp.Role)? {
    switch object {
    case .tuples(let tuples): return (.tuple(tuples.elements), tuples.role)
    case .key(let key): return (.plain(key.sop), .key)
    case .query(let query): return (.plain(query.sop), .query)
    case .sop(let sop): return (.plain(sop), .none)
    case .tracr(let tracr): return (.plain(tracr.sop), .none)
    case .value(let value): return (.plain(SOp(value)), .none)
    case .tuple(let tuple):
      var elements: [TupleSOp.Element] = []
      for item in tuple.items {
        guard let (element, role) = tupleOperand(item), role == .none else { return nil }
        elements.append(element)
      }
      return (.tuple(elements), .none)
    default: return nil
    }
  }

  // MARK: Selectors

  /// `key(a) < query(b)` where one of them holds tuples.
  private func selector(
    _ relation: Relation, keys: TupleSOp.Element, queries: TupleSOp.Element
  ) -> AttentionSelector {
    switch relation {
    case .equal: return keys.selector(equalTo: queries)
    case .notEqual: return ~keys.selector(equalTo: queries)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let (k, q) = (TupleCoding(keys), TupleCoding(queries))
      let function = runtime.pairFunction(relation.symbol, k, q) {
        (machine, key, query) throws(Fault) in
        try machine.compare(.relation(relation), key, query)
      }
      return select(key(k.sop), query(q.sop), function)
    }
  }

  /// The selector of any predicate of keys and queries of which one holds tuples.
  func selector(
    _ keys: TupleSOp.Element, queries: TupleSOp.Element, predicate: Object, for purpose: String
  ) throws(Fault) -> AttentionSelector {
    if case .plain(let k) = keys, case .plain(let q) = queries {
      return try selector(k, queries: q, predicate: predicate, for: purpose)
    }
    switch predicate {
    case .native(let native):
      if let relation = native.relation {
        return selector(relation, keys: keys, queries: queries)
      }
    case .function(let closure):
      if let selector = comparison(closure, keys: keys, queries: queries) { return selector }
    default: break
    }
    let (k, q) = (TupleCoding(keys), TupleCoding(queries))
    let name = try function(predicate, for: purpose).name
    let callee = Shared(predicate)
    let function = runtime.pairFunction(name, k, q) { (machine, key, query) throws(Fault) in
      try machine.call(callee.object, [key, query])
    }
    return select(key(k.sop), query(q.sop), function)
  }
}

extension Object {
  fileprivate var isTuples: Bool { if case .tuples = self { true } else { false } }
}

extension TupleSOp.Element {
  var isTuple: Bool { if case .tuple = self { true } else { false } }

  /// The object that plain values, taken from the front, make.
  func object(_ machine: Machine, _ values: inout ArraySlice<Value>) throws(Fault) -> Object {
    switch self {
    case .plain: return .value(values.removeFirst())
    case .tuple(let elements):
      var items: [Object] = []
      for element in elements { items.append(try element.object(machine, &values)) }
      return try machine.makeTuple(items)
    }
  }
}

/// A function whose text shows that it gives tuples, and what it is given.
private struct GivenTuple {
  let callee: Object
  let operands: [TupleSOp.Element]
  let passesNone: Bool
  /// The elements of the tuple, as they are written.
  let display: [Expression]
  private let names: [String]

  /// Fails if the text shows no tuple, or not how many elements it has.
  init?(_ callee: Object, _ operands: [TupleSOp.Element], passesNone: Bool) {
    guard case .function(let closure) = callee, !closure.code.isGenerator,
      case .tuple(let display)? = closure.code.value?.kind
    else { return nil }
    (self.callee, self.operands, self.passesNone) = (callee, operands, passesNone)
    self.display = display
    let signature = closure.code.signature
    names = signature.parameters.prefix(signature.positions).map { $0.name }
    for element in display {
      if case .starred(let inner) = element.kind, tuple(namedBy: inner) == nil { return nil }
    }
  }

  /// The operand that an expression is the name of.
  func operand(namedBy expression: Expression) -> TupleSOp.Element? {
    guard case .name(let name) = expression.kind, let index = names.firstIndex(of: name),
      index < operands.count
    else { return nil }
    return operands[index]
  }

  func tuple(namedBy expression: Expression) -> [TupleSOp.Element]? {
    if case .tuple(let elements)? = operand(namedBy: expression) { elements } else { nil }
  }
}

extension Runtime {
  /// The elements of the tuples that a function gives: an operand where one is only named, else the
  /// function with the element taken from what it gives.
  fileprivate func elements(
    _ expressions: [Expression], of given: GivenTuple, at path: [Int]
  ) -> [TupleSOp.Element] {
    var found: [TupleSOp.Element] = []
    for expression in expressions {
      if let operand = given.operand(namedBy: expression) {
        found.append(operand)
        continue
      }
      switch expression.kind {
      case .starred(let inner): found += given.tuple(namedBy: inner) ?? []
      case .tuple(let inner):
        found.append(.tuple(elements(inner, of: given, at: path + [found.count])))
      default:
        let function = function(given.callee, of: given.operands, taking: path + [found.count])
        found.append(
          .plain(
            SOp.zip(
              given.operands.flatMap { $0.leaves },
              given.passesNone ? passingNone(function) : function)))
      }
    }
    return found
  }

  /// A function of the plain values that operands are made of. What the callee gives must be a value,
  /// or have one at a path.
  func function(
    _ object: Object, of operands: [TupleSOp.Element], taking path: [Int] = []
  ) -> Function {
    let callee = Shared(object)
    let name = Runtime.name(object) ?? "function"
    return function(name, of: operands) { (machine, objects) throws(Fault) in
      var result = try machine.call(callee.object, objects)
      for index in path {
        guard case .tuple(let tuple) = result, index < tuple.items.count else { break }
        result = tuple.items[index]
      }
      return result
    }
  }

  fileprivate func comparison(_ relation: Relation, of operands: [TupleSOp.Element]) -> Function {
    function(relation.symbol, of: operands) { (machine, objects) throws(Fault) in
      try machine.compare(.relation(relation), objects[0], objects[1])
    }
  }

  private func function(
    _ name: String, of operands: [TupleSOp.Element],
    _ body: @escaping (Machine, [Object]) throws(Fault) -> Object
  ) -> Function {
    makeFunction(name) { (machine, arguments) throws(Fault) in
      var (values, objects) = (arguments[...], [Object]())
      for operand in operands { objects.append(try operand.object(machine, &values)) }
      return try body(machine, objects)
    }
  }

  /// A predicate of coded tuples.
  fileprivate func pairFunction(
    _ name: String, _ keys: TupleCoding, _ queries: TupleCoding,
    _ body: @escaping (Machine, Object, Object) throws(Fault) -> Object
  ) -> Function {
    makeFunction(name) { (machine, pair) throws(Fault) in
      try body(
        machine, try keys.object(machine, pair[0]), try queries.object(machine, pair[1]))
    }
  }
}
