import RASP

extension NativeModule {
  /// The operators as functions, also of s-ops.
  static func operators() -> NativeModule {
    var module = NativeModule("operator")
    let two = Signature([.required("a"), .required("b")])
    let binary: [(String, BinaryOperator)] = [
      ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide),
      ("floordiv", .floorDivide), ("mod", .modulo), ("pow", .power), ("and_", .and), ("or_", .or),
      ("xor", .xor), ("concat", .add),
    ]
    for (name, op) in binary {
      module.add(name, signature: two) { (machine, arguments) throws(Fault) in
        try machine.apply(op, arguments[0], arguments[1])
      }
    }
    let relations: [(String, Relation)] = [
      ("eq", .equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual), ("gt", .greater),
      ("ge", .greaterOrEqual),
    ]
    for (name, relation) in relations {
      let function = NativeFunction("operator." + name, signature: two, relation: relation) {
        (machine, arguments) throws(Fault) in
        try machine.compare(.relation(relation), arguments[0], arguments[1])
      }
      module.add(name, .native(function))
    }
    module.addPrefixOperators()
    module.addElementOperators()
    return module
  }

  private mutating func addPrefixOperators() {
    let one = Signature([.required("a")])
    let prefix: [(String, PrefixOperator)] = [
      ("neg", .minus), ("pos", .plus), ("inv", .invert), ("invert", .invert),
    ]
    for (name, op) in prefix {
      add(name, signature: one) { (machine, arguments) throws(Fault) in
        try machine.apply(op, arguments[0])
      }
    }
    add("abs", signature: one) { (machine, arguments) throws(Fault) in
      try machine.call(.builtin(.abs), [arguments[0]])
    }
    add("not_", signature: one) { (machine, arguments) throws(Fault) in
      .boolean(try !machine.truth(arguments[0], .not))
    }
    add("truth", signature: one) { (machine, arguments) throws(Fault) in
      .boolean(try machine.truth(arguments[0], .builtin("truth")))
    }
  }

  private mutating func addElementOperators() {
    let two = Signature([.required("a"), .required("b")])
    let comparisons: [(String, ComparisonOperator)] = [("is_", .isSame), ("is_not", .isNotSame)]
    for (name, op) in comparisons {
      add(name, signature: two) { (machine, arguments) throws(Fault) in
        try machine.compare(op, arguments[0], arguments[1])
      }
    }
    add("contains", signature: two) { (machine, arguments) throws(Fault) in
      try machine.compare(.isIn, arguments[1], arguments[0])
    }
    add("getitem", signature: two) { (machine, arguments) throws(Fault) in
      try machine.element(of: arguments[0], at: arguments[1])
    }
    add("countOf", signature: two) { (machine, arguments) throws(Fault) in
      .integer(try machine.count(arguments[1], in: try machine.elements(arguments[0])))
    }
    add("indexOf", signature: two) { (machine, arguments) throws(Fault) in
      .integer(try machine.index(arguments[1], in: try machine.elements(arguments[0]), "sequence"))
    }
    add("itemgetter", signature: Signature([.required("item")], hasRest: true)) {
      (machine, arguments) throws(Fault) in
      let items = [arguments[0]] + arguments.rest
      let getter = NativeFunction("itemgetter", signature: Signature([.required("object")])) {
        (machine, arguments) throws(Fault) in
        if items.count == 1 { return try machine.element(of: arguments[0], at: items[0]) }
        var found: [Object] = []
        for item in items { found.append(try machine.element(of: arguments[0], at: item)) }
        return try machine.makeTuple(found)
      }
      return .native(getter)
    }
  }
}
