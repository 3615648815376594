import RASP

/// The arguments of a built-in function or method: one for each parameter, or none where the
/// default stands; then the rest.
struct Arguments {
  let parameters: [Object?]
  let rest: [Object]

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
    let place = stack.count - count - 1
    if case .function(let closure) = stack[place], keywords.isEmpty,
      positions == closure.code.signature.parameters.count,
      positions == closure.code.signature.positions, !closure.code.signature.hasRest
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
    try call(stack.removeLast(), positional, keywords, named)
  }

  func callUnpacked(keywords: [String]) throws(Fault) {
    let named = pop(keywords.count)
    guard case .list(let list) = pop() else { return }
    try call(stack.removeLast(), list.items, keywords, named)
  }

  private func call(
    _ callee: Object, _ positional: [Object], _ keywords: [String], _ named: [Object]
  ) throws(Fault) {
    if case .function(let closure) = callee {
      try begin(closure, try slots(closure, positional, keywords, named))
    } else {
      stack.append(try callBuiltin(callee, positional, keywords, named))
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
    _ closure: Closure, _ positional: [Object], _ keywords: [String], _ named: [Object]
  ) throws(Fault) -> [Object] {
    let signature = closure.code.signature
    let sources = try signature.match(
      positions: positional.count, keywords: keywords, function: closure.code.name)
    var slots: [Object] = []
    var nextDefault = 0
    for (index, source) in sources.enumerated() {
      switch source {
      case .position(let place): slots.append(positional[place])
      case .keyword(let place): slots.append(named[place])
      case .fallback: slots.append(closure.defaults[nextDefault])
      }
      if !signature.parameters[index].isRequired { nextDefault += 1 }
    }
    if signature.hasRest {
      slots.append(try makeTuple(Array(positional.dropFirst(signature.positions))))
    }
    return slots
  }

  // MARK: From built-in functions

  /// Calls something and waits for its result.
  func call(_ callee: Object, _ arguments: [Object]) throws(Fault) -> Object {
    guard case .function(let closure) = callee else {
      return try callBuiltin(callee, arguments, [], [])
    }
    try begin(closure, try slots(closure, arguments, [], []))
    return try finishCall()
  }

  private func callBuiltin(
    _ callee: Object, _ positional: [Object], _ keywords: [String], _ named: [Object]
  ) throws(Fault) -> Object {
    func matched(_ signature: Signature, _ name: String) throws(Fault) -> Arguments {
      let sources = try signature.match(
        positions: positional.count, keywords: keywords, function: name)
      var parameters: [Object?] = []
      for source in sources {
        switch source {
        case .position(let place): parameters.append(positional[place])
        case .keyword(let place): parameters.append(named[place])
        case .fallback: parameters.append(nil)
        }
      }
      let rest = positional.dropFirst(signature.positions)
      return Arguments(parameters: parameters, rest: Array(rest))
    }
    switch callee {
    case .builtin(let builtin):
      return try call(builtin, try matched(builtin.signature, builtin.rawValue))
    case .method(let bound):
      let arguments = try matched(bound.method.signature, bound.method.name)
      return try call(bound.method, of: bound.receiver, arguments)
    case .sop(let sop):
      return try run(sop, on: try matched(SOpMethod.input.signature, "an s-op")[0])
    case .selector(let selector):
      return try run(selector, on: try matched(SOpMethod.input.signature, "a selector")[0])
    case .exception(let exception) where exception.isClass:
      let message = try matched(Signature([.optional("message")]), exception.name).given(0)
      return .exception(
        Exception(
          name: exception.name, message: try message.map(text), isClass: false))
    default: throw .call(.notCallable(callee.phrase))
    }
  }

  // MARK: From the core

  /// A function of values that an s-op maps.
  func apply(
    _ callee: Object, to arguments: [Value], name: String
  ) throws(Problem) -> Value {
    do throws(Fault) {
      try meter.enterFromBuiltin()
      let result = try call(callee, arguments.map { .value($0) })
      meter.leaveToBuiltin()
      guard case .value(let value) = result else {
        throw .sop(.notOneValue(function: name, result.phrase))
      }
      return value
    } catch {
      let isPlaced = code !== runtime.idle
      throw .functionFailed(
        name, arguments, reason: error.message, origin: isPlaced ? origin : nil)
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
