import RASP
import RASPText

// S-ops, selectors, keys and queries.

extension Machine {
  // MARK: Making operations

  /// The s-op that an object stands for as an operand of `symbol`: a value at every position, a
  /// list as a constant sequence.
  func sop(_ object: Object, beside symbol: String) throws(Fault) -> SOp {
    switch object {
    case .sop(let sop): return sop
    case .tracr(let tracr): return tracr.sop
    case .value(let value): return SOp(value)
    case .list, .tuple, .range: return SOp(list: try values(object, for: symbol))
    default: throw .sop(.notSequence(symbol, object.phrase, advice(object)))
    }
  }

  /// The plain values in a list, a tuple, a range or the characters of a string.
  func values(_ object: Object, for purpose: String) throws(Fault) -> [Value] {
    var values: [Value] = []
    for element in try elements(object) {
      guard case .value(let value) = element else {
        throw .sop(.notValues(purpose, element.phrase))
      }
      values.append(value)
    }
    return values
  }

  func make(_ sop: SOp) throws(Fault) -> Object {
    try meter.countOperation()
    return .sop(sop.at(origin))
  }

  func make(_ selector: AttentionSelector) throws(Fault) -> Object {
    try meter.countOperation()
    return .selector(selector.at(origin))
  }

  /// What to do about an operand that does not fit.
  func advice(_ object: Object) -> Advice {
    switch object {
    case .function(let closure): .callIt(closure.code.name)
    case .builtin(let builtin): .callIt(builtin.rawValue)
    case .method(let method): .callIt(method.method.name)
    case .selector: .takeValue
    case .key, .query: .operateInside
    case .sequence, .matrix: .leaveInputOff
    case .tuples: .takeElement
    default: .none
    }
  }

  func operandHelp(_ a: Object, _ b: Object) -> Advice {
    let first = advice(a)
    if case .none = first { return advice(b) }
    return first
  }

  // MARK: Running

  /// The input that an object stands for: the characters of a string, the elements of a list.
  func input(_ object: Object) throws(Fault) -> Input {
    switch object {
    case .value(.string), .list, .tuple, .range, .sequence, .iterator:
      return Input(try values(object, for: "the input"))
    default: throw .sop(.notAnInput(object.phrase))
    }
  }

  func run(_ sop: SOp, on object: Object) throws(Fault) -> Object {
    let input = try input(object)
    let program = Program(sop)
    try charge(program, input)
    do {
      let values = try program.run(input.tokens)
      return .sequence(SequenceResult(sop, Output(input: input, values: values, program: program)))
    } catch {
      throw .run(error, at: runtime.place(error.source))
    }
  }

  func run(_ selector: AttentionSelector, on object: Object) throws(Fault) -> Object {
    let input = try input(object)
    let program = Program(selector)
    try charge(program, input)
    do {
      let trace = try Trace(program, input)
      return .matrix(
        MatrixResult(selector: selector, input: input, rows: trace.matrix(program.output)))
    } catch {
      throw .run(error, at: runtime.place(error.source))
    }
  }

  /// Running a program is work too: n for each operation, n x n / 64 for one on a matrix of bits,
  /// n x n for a predicate.
  func charge(_ program: Program, _ input: Input) throws(Fault) {
    let count = input.tokens.count
    for node in program.nodes {
      switch node.operation {
      case .source, .elementwise: try meter.charge(count)
      case .selector(.select(.relation)), .selector(.not), .selector(.combine),
        .selector(.pick), .aggregate:
        try meter.charge(count + count * count / 64)
      case .selector(.select(.function)): try meter.charge(count * count)
      }
    }
    try meter.allocate(count, size: count)
  }

  // MARK: Functions

  /// The core's function of an argument that must be something to call.
  func function(_ object: Object, for purpose: String) throws(Fault) -> Function {
    guard let function = runtime.function(object, isPure: isPure) else {
      throw .value(.wrongArgument(purpose, "a function", object.phrase))
    }
    return function
  }

  func call(_ method: SOpMethod, of sop: SOp, _ arguments: Arguments) throws(Fault) -> Object {
    switch method {
    case .name:
      guard let name = arguments[0].asString else {
        throw .value(.wrongArgument("name", "a string", arguments[0].phrase))
      }
      return .sop(sop.named(name))
    case .map:
      if let result = try mapTuples(arguments[0], [.plain(sop)]) { return result }
      return try make(sop.map(try function(arguments[0], for: "map")))
    case .input: return try run(sop, on: arguments[0])
    case .has: return try make(sop.isIn(try values(arguments[0], for: "has")))
    case .round: return try make(sop.round())
    }
  }

  func call(
    _ method: SelectorMethod, of selector: AttentionSelector, _ arguments: Arguments
  ) throws(Fault) -> Object {
    switch method {
    case .value: return try aggregate(selector.value, method: method, arguments: arguments)
    case .mean: return try aggregate(selector.mean, method: method, arguments: arguments)
    case .only: return try aggregate(selector.only, method: method, arguments: arguments)
    case .max: return try aggregate(selector.max, method: method, arguments: arguments)
    case .min: return try aggregate(selector.min, method: method, arguments: arguments)
    case .width: return try make(selector.width)
    case .leftmost: return try make(selector.leftmost())
    case .rightmost: return try make(selector.rightmost())
    case .best: return try make(selector.best(try sop(arguments[0], beside: method.rawValue)))
    case .least: return try make(selector.least(try sop(arguments[0], beside: method.rawValue)))
    case .input: return try run(selector, on: arguments[0])
    }
  }

  private func aggregate(
    _ aggregate: (SOp, Value) -> SOp, method: SelectorMethod, arguments: Arguments
  ) throws(Fault) -> Object {
    let value = try sop(arguments[0], beside: method.rawValue)
    return try make(aggregate(value, try fallback(arguments.given(1))))
  }

  private func fallback(_ object: Object?) throws(Fault) -> Value {
    guard let object else { return 0 }
    guard case .value(let value) = object else {
      throw .value(.wrongArgument("default", "one value", object.phrase))
    }
    return value
  }

  func callLanguage(_ builtin: Builtin, _ arguments: Arguments) throws(Fault) -> Object {
    switch builtin {
    case .key:
      if case .tuples(var tuples) = arguments[0], tuples.role == .none {
        tuples.role = .key
        return .tuples(tuples)
      }
      return .key(key(try sop(arguments[0], beside: "key")))
    case .query:
      if case .tuples(var tuples) = arguments[0], tuples.role == .none {
        tuples.role = .query
        return .tuples(tuples)
      }
      return .query(query(try sop(arguments[0], beside: "query")))
    case .raw: return .sop(SOp(list: try values(arguments[0], for: "raw")).at(origin))
    case .where:
      return try make(
        `where`(
          try sop(arguments[0], beside: "where"), try sop(arguments[1], beside: "where"),
          try sop(arguments[2], beside: "where")))
    case .select: return try select(arguments)
    case .aggregate: return try aggregate(arguments)
    default: throw .call(.notCallable(Object.builtin(builtin).phrase))
    }
  }

  private func select(_ arguments: Arguments) throws(Fault) -> Object {
    let keys: TupleSOp.Element
    let queries: TupleSOp.Element
    switch arguments[0] {
    case .key(let given): keys = .plain(given.sop)
    case .tuples(let tuples) where tuples.role == .key: keys = .tuple(tuples.elements)
    default: keys = try operand(arguments[0], beside: "select")
    }
    switch arguments[1] {
    case .query(let given): queries = .plain(given.sop)
    case .tuples(let tuples) where tuples.role == .query: queries = .tuple(tuples.elements)
    default: queries = try operand(arguments[1], beside: "select")
    }
    return try make(try selector(keys, queries: queries, predicate: arguments[2], for: "select"))
  }

  private func aggregate(_ arguments: Arguments) throws(Fault) -> Object {
    guard case .selector(let selector) = arguments[0] else {
      throw .value(.wrongArgument("aggregate", "a selector first", arguments[0].phrase))
    }
    let sop = selector.value(
      try sop(arguments[1], beside: "aggregate"), default: try fallback(arguments.given(2)))
    guard let name = arguments.given(3)?.asString, !name.utf8.isEmpty else {
      return try make(sop)
    }
    guard case .sop(let made) = try make(sop) else { return .none }
    return .sop(made.named(name))
  }

  /// `SOp.zip(f, a, b)`
  func zipSOps(_ arguments: Arguments) throws(Fault) -> Object {
    let function = try function(arguments[0], for: "zip")
    var operands: [TupleSOp.Element] = []
    for object in arguments.rest { operands.append(try operand(object, beside: "zip")) }
    if let result = try mapTuples(arguments[0], operands) { return result }
    return try make(SOp.zip(operands.flatMap { $0.leaves }, function))
  }
}

extension Diagnostic {
  /// Where the text is at fault: in a function if one failed, else at the operation.
  var source: Origin? {
    if case .functionFailed(_, _, _, let origin?) = problem { return origin }
    return origin
  }
}
