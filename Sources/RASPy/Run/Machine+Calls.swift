import RASP
import RASPText

/// The arguments of a built-in function or method: one for each parameter, or none where the
/// default stands; then the rest.
struct Arguments {
  let parameters: [Object?]
  let rest: [Object]
  /// Arguments by name that no parameter has, for what takes any.
  var named: [(name: String, object: Object)] = []

  /// A required argument, or one that is known to be there.
  subscript(index: Int) -> Object { parameters[index] ?? .none }
  func given(_ index: Int) -> Object? { parameters[index] }
}

extension Machine {
  // MARK: From code

  /// Calls what is on the stack below its arguments. A function of the program takes them over as
  /// its slots.
  func call(positions: Int, keywords: [String]) throws(Fault) {
    let count = positions + keywords.count
    let callee = stack.count - count - 1
    if case .function(let closure) = stack[callee], keywords.isEmpty,
      positions == closure.code.signature.parameters.count,
      positions == closure.code.signature.positions, !closure.code.signature.hasRest,
      !closure.code.signature.hasKeywordRest
    {
      let arguments = pop(count)
      stack.removeLast()
      if closure.code.isGenerator {
        stack.append(suspended(closure, arguments))
      } else {
        try begin(closure, arguments)
      }
      return
    }
    let named = pop(keywords.count)
    let positional = pop(positions)
    try begin(stack.removeLast(), positional: positional, keywords: keywords, named: named)
  }

  func callUnpacked(keywords: [String]) throws(Fault) {
    let named = pop(keywords.count)
    guard case .list(let list) = pop() else { return }
    try begin(stack.removeLast(), positional: list.items, keywords: keywords, named: named)
  }

  /// A call whose arguments by name are a dictionary.
  func callMapped() throws(Fault) {
    guard case .dictionary(let mapping) = pop(), case .list(let list) = pop() else { return }
    let keywords = mapping.keys.map { $0.asString ?? "" }
    try begin(stack.removeLast(), positional: list.items, keywords: keywords, named: mapping.values)
  }

  private func begin(
    _ callee: Object, positional: [Object], keywords: [String], named: [Object]
  ) throws(Fault) {
    if case .partial(let partial) = callee {
      let whole = try partial.completed(positional, keywords: keywords, named: named)
      try begin(
        partial.function, positional: whole.positional, keywords: whole.keywords, named: whole.named
      )
    } else if case .function(let closure) = callee {
      let slots = try slots(closure, positional: positional, keywords: keywords, named: named)
      if closure.code.isGenerator {
        stack.append(suspended(closure, slots))
      } else {
        try begin(closure, slots)
      }
    } else {
      stack.append(
        try callBuiltin(callee, positional: positional, keywords: keywords, named: named))
    }
  }

  private func begin(_ closure: Closure, _ slots: [Object]) throws(Fault) {
    try enter(closure.code, captured: closure.captured)
    stack.append(contentsOf: slots)
    let free = closure.code.slotNames.count - slots.count
    if free > 0 { stack.append(contentsOf: repeatElement(.unbound, count: free)) }
  }

  /// A generator that has not begun.
  private func suspended(_ closure: Closure, _ slots: [Object]) -> Object {
    let free = closure.code.slotNames.count - slots.count
    let frame = SuspendedFrame(
      code: closure.code, counter: 0,
      stack: slots + [Object](repeating: .unbound, count: free), captured: closure.captured)
    return makeIterator(.generator(frame))
  }

  /// The arguments as the function's parameters want them.
  private func slots(
    _ closure: Closure, positional: [Object], keywords: [String], named: [Object]
  ) throws(Fault) -> [Object] {
    let signature = closure.code.signature
    let match = try signature.match(
      positions: positional.count, keywords: keywords, function: closure.code.name)
    var slots: [Object] = []
    var nextDefault = 0
    for (index, source) in match.sources.enumerated() {
      switch source {
      case .position(let index): slots.append(positional[index])
      case .keyword(let index): slots.append(named[index])
      case .fallback: slots.append(closure.defaults[nextDefault])
      }
      if !signature.parameters[index].isRequired { nextDefault += 1 }
    }
    if signature.hasRest {
      slots.append(try makeTuple(Array(positional.dropFirst(signature.positions))))
    }
    if signature.hasKeywordRest {
      let mapping = Mapping(isTransient: isPure)
      for index in match.others { try set(mapping, .string(keywords[index]), to: named[index]) }
      slots.append(.dictionary(mapping))
    }
    return slots
  }

  // MARK: From built-in functions

  /// Calls something and waits for its result.
  func call(_ callee: Object, _ arguments: [Object]) throws(Fault) -> Object {
    if case .partial(let partial) = callee {
      let whole = try partial.completed(arguments, keywords: [], named: [])
      return try call(
        partial.function, arguments: whole.positional, keywords: whole.keywords, named: whole.named)
    }
    return try call(callee, arguments: arguments, keywords: [], named: [])
  }

  private func call(
    _ callee: Object, arguments: [Object], keywords: [String], named: [Object]
  ) throws(Fault) -> Object {
    guard case .function(let closure) = callee else {
      return try callBuiltin(callee, positional: arguments, keywords: keywords, named: named)
    }
    try begin(closure, try slots(closure, positional: arguments, keywords: keywords, named: named))
    return try finishCall()
  }

  private func callBuiltin(
    _ callee: Object, positional: [Object], keywords: [String], named: [Object]
  ) throws(Fault) -> Object {
    func matched(_ signature: Signature, _ name: String) throws(Fault) -> Arguments {
      let match = try signature.match(
        positions: positional.count, keywords: keywords, function: name)
      var parameters: [Object?] = []
      for source in match.sources {
        switch source {
        case .position(let index): parameters.append(positional[index])
        case .keyword(let index): parameters.append(named[index])
        case .fallback: parameters.append(nil)
        }
      }
      let rest = positional.dropFirst(signature.positions)
      return Arguments(
        parameters: parameters, rest: Array(rest),
        named: match.others.map { (keywords[$0], named[$0]) })
    }
    switch callee {
    case .builtin(let builtin):
      return try call(builtin, try matched(builtin.signature, builtin.rawValue))
    case .method(let bound):
      let arguments = try matched(bound.method.signature, bound.method.name)
      return try call(bound.method, of: bound.receiver, arguments)
    case .sop(let sop):
      return try run(sop, on: try matched(SOpMethod.input.signature, "an s-op")[0])
    case .tracr(let tracr):
      return try run(tracr.sop, on: try matched(SOpMethod.input.signature, "an s-op")[0])
    case .selector(let selector):
      return try run(selector, on: try matched(SOpMethod.input.signature, "a selector")[0])
    case .native(let native):
      return try native.body(self, try matched(native.signature, native.name))
    case .annotation(let name):
      // TypeVar("T") and the like name types.
      return .annotation(positional.first?.asString ?? name)
    case .unboundMethod(let unbound):
      guard let receiver = positional.first else {
        throw .call(.missingArguments(function: unbound.name, names: ["self"]))
      }
      guard receiver.receiver == unbound.type.instances else {
        throw .value(
          .wrongArgument(unbound.name, unbound.type.instances.phrase + " first", receiver.phrase))
      }
      let bound = Object.method(BoundMethod(receiver, unbound.method, isTransient: isPure))
      return try callBuiltin(
        bound, positional: Array(positional.dropFirst()), keywords: keywords, named: named)
    case .exceptionClass(let kind):
      let arguments = try matched(Signature([], hasRest: true), kind.rawValue).rest
      return .exception(ExceptionObject(kind, arguments, isTransient: isPure))
    default: throw .call(.notCallable(callee.phrase))
    }
  }

  // MARK: From the core

  /// A function of values that an s-op maps.
  func apply(
    _ name: String, to arguments: [Value],
    _ body: (Machine, [Value]) throws(Fault) -> Object
  ) throws(Problem) -> Value {
    do throws(Fault) {
      try meter.enterFromBuiltin()
      let result = try body(self, arguments)
      meter.leaveToBuiltin()
      guard case .value(let value) = result else {
        throw .sop(.notOneValue(function: name, result.phrase))
      }
      return value
    } catch {
      let isPlaced = code !== runtime.idle
      runtime.failure = error.exceptionClass
      throw .functionFailed(
        name, arguments, reason: error.message,
        origin: raising?.mark ?? (isPlaced ? origin : nil))
    }
  }

  // MARK: Iterators

  func iterator(_ object: Object) throws(Fault) -> ElementIterator {
    let state: ElementIterator.State
    switch object {
    case .iterator(let iterator): return iterator
    case .list(let list): state = .list(list, at: 0)
    case .range(let range): state = .range(range, at: 0)
    default: state = .elements(try elements(object), at: 0)
    }
    return ElementIterator(state, isTransient: isPure)
  }

  /// The next element, or `nil` at the end.
  func next(_ iterator: ElementIterator) throws(Fault) -> Object? {
    try mayChange(iterator, "an iterator")
    switch iterator.state {
    case .mapped(let function, let iterators):
      try meter.enterFromBuiltin()
      defer { meter.leaveToBuiltin() }
      var arguments: [Object] = []
      for iterator in iterators {
        guard let argument = try next(iterator) else { return nil }
        arguments.append(argument)
      }
      return try call(function, arguments)
    case .filtered(let function, let iterator):
      try meter.enterFromBuiltin()
      defer { meter.leaveToBuiltin() }
      while let element = try next(iterator) {
        try meter.charge()
        let test = function.isNone ? element : try call(function, [element])
        if try truth(test, .builtin("filter")) { return element }
      }
      return nil
    case .generator(let frame): return try resume(iterator, frame)
    default: return iterator.advance()
    }
  }

  /// All elements of what can be walked.
  func elements(_ object: Object) throws(Fault) -> [Object] {
    let elements: [Object]
    switch object {
    case .list(let list): elements = list.items
    case .tuple(let tuple): elements = tuple.items
    case .dictionary(let mapping): elements = mapping.keys
    case .set(let set): elements = set.elements
    case .value(.string(let string)):
      try meter.allocate(string.utf8.count, size: 0)
      return string.unicodeScalars.map { .value($0.asValue) }
    case .range(let range):
      try meter.allocate(range.count, size: range.count)
      return (0..<range.count).map { .value(.integer(range[$0])) }
    case .sequence(let result): elements = result.output.values.map { .value($0) }
    case .iterator(let iterator):
      var found: [Object] = []
      while let element = try next(iterator) {
        try meter.allocate(1, size: found.count + 1)
        found.append(element)
      }
      return found
    default: throw .value(.notIterable(object.phrase, isSOp: object.isSymbolic))
    }
    try meter.charge(elements.count)
    return elements
  }
}

extension PartialFunction {
  /// The arguments of a call together with those that are there already; one by name replaces one
  /// of the same name.
  fileprivate func completed(
    _ positional: [Object], keywords: [String], named: [Object]
  ) throws(Fault) -> (positional: [Object], keywords: [String], named: [Object]) {
    var (names, values) = (self.keywords, self.named)
    for (keyword, object) in zip(keywords, named) {
      if let index = names.firstIndex(of: keyword) {
        values[index] = object
      } else {
        names.append(keyword)
        values.append(object)
      }
    }
    return (arguments + positional, names, values)
  }
}
