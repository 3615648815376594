import RASPText

extension NativeModule {
  static func functools() -> NativeModule {
    var module = NativeModule("functools")
    module.add(
      "reduce",
      signature: Signature([.required("function"), .required("iterable"), .optional("initial")])
    ) { (machine, arguments) throws(Fault) in
      let iterator = try machine.iterator(arguments[1])
      var first = arguments.given(2)
      if first == nil { first = try machine.next(iterator) }
      guard var total = first else { throw .value(.empty("reduce")) }
      while let element = try machine.next(iterator) {
        try machine.meter.charge()
        total = try machine.call(arguments[0], [total, element])
      }
      return total
    }
    module.add(
      "partial", signature: Signature([.required("function")], hasRest: true, hasKeywordRest: true)
    ) { (machine, arguments) throws(Fault) in
      try machine.meter.allocate(arguments.rest.count, size: arguments.rest.count)
      return .partial(
        PartialFunction(
          arguments[0], arguments.rest, keywords: arguments.named.map { $0.name },
          named: arguments.named.map { $0.object }, isTransient: machine.isPure))
    }
    // Results are what they are without being kept.
    for name in ["cache", "lru_cache"] {
      module.add(name, signature: Signature([.required("function")])) {
        (_, arguments) throws(Fault) in
        arguments[0]
      }
    }
    return module
  }
}
