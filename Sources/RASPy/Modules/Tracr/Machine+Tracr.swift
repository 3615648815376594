import RASP

// Operators and functions on s-ops in Tracr's spelling.

extension Machine {
  func tracr(_ object: Object, beside symbol: String) throws(Fault) -> TracrSOp {
    switch object {
    case .tracr(let sop): return sop
    case .value(let value):
      var isBoolean = false
      if case .boolean = value { isBoolean = true }
      return TracrSOp(SOp(value), mayBeNone: value == .null, isBoolean: isBoolean)
    default: return TracrSOp(try sop(object, beside: symbol))
    }
  }

  private func make(
    _ sop: SOp, mayBeNone: Bool, isBoolean: Bool = false
  ) throws(Fault) -> Object {
    guard case .sop(let made) = try make(sop) else { return .none }
    return .tracr(TracrSOp(made, mayBeNone: mayBeNone, isBoolean: isBoolean))
  }

  // MARK: Operators

  func applyTracr(_ op: BinaryOperator, _ a: Object, _ b: Object) throws(Fault) -> Object {
    let (x, y) = (try tracr(a, beside: op.symbol), try tracr(b, beside: op.symbol))
    let mayBeNone = x.mayBeNone || y.mayBeNone
    let areBoolean = x.isBoolean && y.isBoolean
    let isLogical = op == .and || op == .or
    if !mayBeNone && (!isLogical || areBoolean) {
      return try make(SOp(op, x.sop, y.sop), mayBeNone: false, isBoolean: isLogical)
    }
    // `&` and `|` are Python's `and` and `or` there, which give one of their operands.
    let name = op == .and ? "and" : op == .or ? "or" : op.symbol
    let function = runtime.passingNone(name) { (values) throws(Problem) in
      switch op {
      case .and: values[0].isTrue ? values[1] : values[0]
      case .or: values[0].isTrue ? values[0] : values[1]
      case .add, .subtract, .multiply, .divide, .floorDivide, .modulo, .power, .xor:
        try op(values[0], values[1])
      }
    }
    return try make(
      SOp.zip([x.sop, y.sop], function), mayBeNone: mayBeNone, isBoolean: isLogical && areBoolean)
  }

  func relateTracr(_ relation: Relation, _ a: Object, _ b: Object) throws(Fault) -> Object {
    let (x, y) = (try tracr(a, beside: relation.symbol), try tracr(b, beside: relation.symbol))
    if !x.mayBeNone && !y.mayBeNone {
      return try make(SOp(relation, x.sop, y.sop), mayBeNone: false, isBoolean: true)
    }
    let function = runtime.passingNone(relation.symbol) { (values) throws(Problem) in
      .boolean(try relation.holds(values[0], values[1]))
    }
    return try make(SOp.zip([x.sop, y.sop], function), mayBeNone: true, isBoolean: true)
  }

  func applyTracr(_ op: PrefixOperator, _ x: TracrSOp) throws(Fault) -> Object {
    switch op {
    case .plus: return .tracr(x)
    case .minus: return try applyTracr(.multiply, .integer(-1), .tracr(x))
    case .invert:
      if x.isBoolean && !x.mayBeNone {
        return try make(SOp(.invert, x.sop), mayBeNone: false, isBoolean: true)
      }
      let function = runtime.passingNone("not") { (values) throws(Problem) in
        .boolean(!values[0].isTrue)
      }
      return try make(SOp.zip([x.sop], function), mayBeNone: x.mayBeNone, isBoolean: true)
    }
  }

  // MARK: Functions

  /// `Map` and `SequenceMap`.
  func mapTracr(_ object: Object, _ operands: [Object], for purpose: String) throws(Fault)
    -> Object
  {
    let function = try function(object, for: purpose)
    var elements: [TupleSOp.Element] = []
    var hasNone = false
    for operand in operands {
      if case .tuples(let tuples) = operand, tuples.role == .none {
        elements.append(.tuple(tuples.elements))
        hasNone = hasNone || tuples.mayBeNone
      } else {
        let sop = try tracrSOp(operand, purpose)
        elements.append(.plain(sop.sop))
        hasNone = hasNone || sop.mayBeNone
      }
    }
    var (isNeverNone, isBoolean) = (false, false)
    switch object {
    case .function(let closure):
      (isNeverNone, isBoolean) = (closure.isNeverNone, closure.isBoolean)
    case .builtin, .native: isNeverNone = true
    default: break
    }
    switch try mapTuples(object, elements, passesNone: hasNone) {
    case .tuples(var tuples)?:
      (tuples.isTracr, tuples.mayBeNone) = (true, hasNone)
      return .tuples(tuples)
    case .sop(let sop)?:
      return .tracr(TracrSOp(sop, mayBeNone: hasNone || !isNeverNone, isBoolean: isBoolean))
    default: break
    }
    let sop = SOp.zip(
      elements.flatMap { $0.leaves }, hasNone ? runtime.passingNone(function) : function)
    return try make(sop, mayBeNone: hasNone || !isNeverNone, isBoolean: isBoolean)
  }

  func call(
    _ method: TracrMethod, of object: Object, _ arguments: Arguments
  ) throws(Fault) -> Object {
    switch method {
    case .copy: return object
    case .named: return try annotated(object, name: arguments[0])
    case .annotated:
      let name = arguments.named.first { $0.name == "name" }?.object
      return try name.map { (name) throws(Fault) in try annotated(object, name: name) } ?? object
    }
  }

  /// The object under a name, if it is a head: other operations have no names here.
  func annotated(_ object: Object, name: Object) throws(Fault) -> Object {
    guard let name = name.asString else {
      throw .value(.wrongArgument("named", "a string", name.phrase))
    }
    guard case .tracr(let x) = object, x.sop.isAggregate else { return object }
    return .tracr(TracrSOp(x.sop.named(name), mayBeNone: x.mayBeNone, isBoolean: x.isBoolean))
  }
}

extension Runtime {
  /// A function of values that gives None where one of them is None; one for each name.
  func passingNone(
    _ name: String, _ body: @escaping @Sendable ([Value]) throws(Problem) -> Value
  ) -> Function {
    if let known = tracrOperators[name] { return known }
    let function = Function(name) { (values: [Value]) throws(Problem) -> Value in
      if values.contains(.null) { return .null }
      return try body(values)
    }
    tracrOperators[name] = function
    return function
  }

  /// The same for a function of the program.
  func passingNone(_ function: Function) -> Function {
    if let known = tracrFunctions[function] { return known }
    let passing = Function(function.name) { (values: [Value]) throws(Problem) -> Value in
      if values.contains(.null) { return .null }
      return try function(values)
    }
    tracrFunctions[function] = passing
    return passing
  }
}
