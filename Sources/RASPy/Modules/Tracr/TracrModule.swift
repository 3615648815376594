import RASP

extension NativeModule {
  /// `tracr.rasp.rasp`
  static func tracr() -> NativeModule {
    var module = NativeModule("rasp")
    module.add("tokens", .tracr(TracrSOp(RASP.tokens)))
    module.add("indices", .tracr(TracrSOp(RASP.indices)))
    let length = (key(1) == query(1)).value(1).named("length")
    module.add("length", .tracr(TracrSOp(length)))
    module.add("SOp", .builtin(.sop))
    for name in ["Selector", "RASPExpr", "Value", "NumericValue", "SelectorValue", "Predicate"] {
      module.add(name, .annotation(name))
    }
    module.add("Comparison", .module(ModuleObject("Comparison", .table(.comparison()))))
    var encoding = NativeModule("Encoding")
    for name in ["NUMERICAL", "CATEGORICAL"] { encoding.add(name, .annotation(name)) }
    module.add("Encoding", .module(ModuleObject("Encoding", .table(encoding))))
    module.addElementwise()
    module.addSelectors()
    module.addAggregates()
    module.addAnnotations()
    return module
  }

  /// Comparisons of a key with a query, which are functions too.
  private static func comparison() -> NativeModule {
    var module = NativeModule("Comparison")
    let two = Signature([.named("key"), .named("query")])
    let relations: [(String, Relation)] = [
      ("EQ", .equal), ("LT", .less), ("LEQ", .lessOrEqual), ("GT", .greater),
      ("GEQ", .greaterOrEqual), ("NEQ", .notEqual),
    ]
    for (name, relation) in relations {
      let function = NativeFunction("Comparison." + name, signature: two, relation: relation) {
        (machine, arguments) throws(Fault) in
        try machine.compare(.relation(relation), arguments[0], arguments[1])
      }
      module.add(name, .native(function))
    }
    for (name, isTrue) in [("TRUE", true), ("FALSE", false)] {
      module.add(name, signature: two) { (_, _) throws(Fault) in .boolean(isTrue) }
    }
    return module
  }

  // MARK: S-ops

  private mutating func addElementwise() {
    add("Map", signature: Signature([.named("f"), .named("inner"), .optionalNamed("simplify")])) {
      (machine, arguments) throws(Fault) in
      try machine.mapTracr(arguments[0], [arguments[1]], for: "Map")
    }
    add("SequenceMap", signature: Signature([.named("f"), .named("fst"), .named("snd")])) {
      (machine, arguments) throws(Fault) in
      try machine.mapTracr(arguments[0], [arguments[1], arguments[2]], for: "SequenceMap")
    }
    add(
      "LinearSequenceMap",
      signature: Signature([.named("fst"), .named("snd"), .named("fst_fac"), .named("snd_fac")])
    ) { (machine, arguments) throws(Fault) in
      let parts = try [0, 1].map { (index: Int) throws(Fault) -> Object in
        let sop = try machine.tracrSOp(arguments[index], "LinearSequenceMap")
        return try machine.applyTracr(.multiply, arguments[index + 2], .tracr(sop))
      }
      return try machine.applyTracr(.add, parts[0], parts[1])
    }
    add("Full", signature: Signature([.named("fill")])) { (machine, arguments) throws(Fault) in
      guard case .value = arguments[0] else {
        throw .value(.wrongArgument("Full", "one value", arguments[0].phrase))
      }
      return .tracr(try machine.tracr(arguments[0], beside: "Full"))
    }
    add("ConstantSOp", signature: Signature([.named("value"), .optionalNamed("check_length")])) {
      (machine, arguments) throws(Fault) in
      let values = try machine.values(arguments[0], for: "ConstantSOp")
      if case .value(.boolean(false))? = arguments.given(1) {
        throw .value(.wrongArgument("ConstantSOp", "check_length=True", "False"))
      }
      return .tracr(TracrSOp(SOp(list: values), mayBeNone: values.contains(.null)))
    }
    add("sop_not", signature: Signature([.named("sop")])) { (machine, arguments) throws(Fault) in
      try machine.applyTracr(.invert, try machine.tracrSOp(arguments[0], "sop_not"))
    }
  }

  // MARK: Selectors

  private mutating func addSelectors() {
    add("Select", signature: Signature([.named("keys"), .named("queries"), .named("predicate")])) {
      (machine, arguments) throws(Fault) in
      let keys = try machine.tracrOperand(arguments[0], "Select")
      let queries = try machine.tracrOperand(arguments[1], "Select")
      // TRUE and FALSE ask nothing of keys and queries.
      if case .native(let native) = arguments[2], native.isComparison, native.relation == nil {
        let isTrue = try machine.call(arguments[2], [.none, .none]).asInteger == 1
        return try machine.make(key(1) == query(SOp(Value.integer(isTrue ? 1 : 0))))
      }
      return try machine.make(
        try machine.selector(keys, queries: queries, predicate: arguments[2], for: "Select"))
    }
    add(
      "ConstantSelector", signature: Signature([.named("value"), .optionalNamed("check_length")])
    ) {
      (machine, arguments) throws(Fault) in
      try machine.make(try machine.constantSelector(arguments[0]))
    }
    for name in ["SelectorAnd", "SelectorOr", "selector_and", "selector_or"] {
      let isAnd = name.utf8.last == UInt8(ascii: "d")
      add(name, signature: Signature([.named("fst"), .named("snd"), .optionalNamed("simplify")])) {
        (machine, arguments) throws(Fault) in
        let a = try machine.tracrSelector(arguments[0], name)
        let b = try machine.tracrSelector(arguments[1], name)
        return try machine.make(isAnd ? a & b : a | b)
      }
    }
    for name in ["SelectorNot", "selector_not"] {
      add(name, signature: Signature([.named("inner"), .optionalNamed("simplify")])) {
        (machine, arguments) throws(Fault) in
        try machine.make(~(try machine.tracrSelector(arguments[0], name)))
      }
    }
  }

  // MARK: Aggregates

  private mutating func addAggregates() {
    add("SelectorWidth", signature: Signature([.named("selector")])) {
      (machine, arguments) throws(Fault) in
      let selector = try machine.tracrSelector(arguments[0], "SelectorWidth")
      guard case .sop(let width) = try machine.make(selector.width) else { return .none }
      return .tracr(TracrSOp(width))
    }
    add(
      "Aggregate",
      signature: Signature([.named("selector"), .named("sop"), .optionalNamed("default")])
    ) { (machine, arguments) throws(Fault) in
      let selector = try machine.tracrSelector(arguments[0], "Aggregate")
      let sop = try machine.tracrSOp(arguments[1], "Aggregate")
      guard case .value(let fallback) = arguments.given(2) ?? .none else {
        throw .value(.wrongArgument("default", "one value", arguments[2].phrase))
      }
      guard case .sop(let mean) = try machine.make(selector.mean(sop.sop, default: fallback))
      else { return .none }
      return .tracr(TracrSOp(mean, mayBeNone: sop.mayBeNone || fallback == .null))
    }
  }

  // MARK: Annotations

  /// How a value is kept in the residual stream is the compiler's to choose here.
  private mutating func addAnnotations() {
    for name in ["numerical", "categorical"] {
      add(name, signature: Signature([.named("sop")])) { (machine, arguments) throws(Fault) in
        .tracr(try machine.tracrSOp(arguments[0], name))
      }
    }
    add("annotate", signature: Signature([.required("expr")], hasKeywordRest: true)) {
      (machine, arguments) throws(Fault) in
      let name = arguments.named.first { $0.name == "name" }?.object
      guard let name else { return arguments[0] }
      return try machine.annotated(arguments[0], name: name)
    }
  }
}

extension NativeFunction {
  fileprivate var isComparison: Bool { name.utf8.starts(with: "Comparison.".utf8) }
}

extension Machine {
  /// An argument that must be an s-op.
  func tracrSOp(_ object: Object, _ function: String) throws(Fault) -> TracrSOp {
    switch object {
    case .tracr(let sop): return sop
    case .sop(let sop): return TracrSOp(sop)
    case .value:
      throw .value(
        .wrongArgument(function, "s-ops; rasp.Full(x) is x at every position", object.phrase))
    default: throw .value(.wrongArgument(function, "s-ops", object.phrase))
    }
  }

  /// The same, or an s-op of tuples.
  fileprivate func tracrOperand(
    _ object: Object, _ function: String
  ) throws(Fault) -> TupleSOp.Element {
    if case .tuples = object { return try operand(object, beside: function) }
    return .plain(try tracrSOp(object, function).sop)
  }

  fileprivate func tracrSelector(_ object: Object, _ function: String) throws(Fault)
    -> AttentionSelector
  {
    guard case .selector(let selector) = object else {
      throw .value(.wrongArgument(function, "a selector", object.phrase))
    }
    return selector
  }

  /// A matrix as a predicate of positions; the lists make inputs of other lengths an error.
  fileprivate func constantSelector(_ object: Object) throws(Fault) -> AttentionSelector {
    var rows: [[Bool]] = []
    for row in try elements(object) {
      var isSelected: [Bool] = []
      for element in try elements(row) {
        isSelected.append(try truth(element, .builtin("ConstantSelector")))
      }
      rows.append(isSelected)
    }
    let count = rows.count
    guard rows.allSatisfy({ $0.count == count }) else {
      throw .value(.wrongArgument("ConstantSelector", "a square matrix", object.phrase))
    }
    let matrix = rows
    let positions = SOp(list: (0..<count).map { .integer(Int64($0)) })
    let function = Function("matrix") { (pair: [Value]) throws(Problem) -> Value in
      guard case .integer(let k) = pair[0], case .integer(let q) = pair[1] else {
        throw .noResult(function: "matrix", pair)
      }
      return .boolean(matrix[Int(q)][Int(k)])
    }
    return select(key(positions), query(positions), function)
  }
}
