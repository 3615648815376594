import RASP
import RASPText

extension Machine {
  // MARK: Variables

  func variable(_ instruction: Instruction) throws(Fault) {
    switch instruction {
    case .loadSlot(let slot):
      let object = content(stack[base + slot])
      if case .unbound = object { throw .call(.unboundLocal(code.slotNames[slot])) }
      stack.append(object)
    case .storeSlot(let slot):
      if case .cell(let cell) = stack[base + slot] {
        cell.object = pop()
      } else {
        stack[base + slot] = pop()
      }
    case .loadFree(let index):
      let object = captured[index].object
      if case .unbound = object { throw .call(.unboundFree(code.freeNames[index])) }
      stack.append(object)
    case .storeFree(let index):
      try mayChange(captured[index], "a variable")
      captured[index].object = pop()
    case .loadGlobal(let slot):
      guard let object = runtime.globals[slot] else {
        throw .call(.undefinedName(runtime.globals.names[slot]))
      }
      stack.append(object)
    case .storeGlobal(let slot):
      if isPure { throw .sop(.impure("a variable")) }
      runtime.globals.values[slot] = pop()
    default: break
    }
  }

  private func content(_ object: Object) -> Object {
    if case .cell(let cell) = object { cell.object } else { object }
  }

  /// A mapped function may change only what it made itself.
  func mayChange(_ object: HeapObject, _ what: String) throws(Fault) {
    if isPure && !object.isTransient { throw .sop(.impure(what)) }
  }

  // MARK: Making objects

  func makeList(_ items: [Object]) throws(Fault) -> Object {
    try meter.allocate(items.count, size: items.count)
    return .list(List(items, isTransient: isPure))
  }

  func makeTuple(_ items: [Object]) throws(Fault) -> Object {
    try meter.allocate(items.count, size: items.count)
    return .tuple(Tuple(items, isTransient: isPure))
  }

  func makeString(_ string: String) throws(Fault) -> Object {
    try meter.allocate(string)
    return .string(string)
  }

  func makeIterator(_ state: ElementIterator.State) -> Object {
    .iterator(ElementIterator(state, isTransient: isPure))
  }

  func append(_ object: Object, to list: List) throws(Fault) {
    try mayChange(list, "a list")
    try meter.allocate(1, size: list.items.count + 1)
    list.items.append(object)
  }

  func set(_ mapping: Mapping, _ key: Object, to value: Object) throws(Fault) {
    try mayChange(mapping, "a dictionary")
    try meter.allocate(2, size: mapping.count + 1)
    mapping.set(try MappingKey(key), key, to: value)
  }

  func construct(_ instruction: Instruction) throws(Fault) {
    switch instruction {
    case .makeList(let count): stack.append(try makeList(pop(count)))
    case .makeTuple(let count): stack.append(try makeTuple(pop(count)))
    case .makeDictionary(let count): try makeDictionary(count)
    case .makeFunction(let index, let defaults): makeFunction(code.functions[index], defaults)
    case .append:
      let object = pop()
      if case .list(let list) = stack[stack.count - 1] { try append(object, to: list) }
    case .listToSet: if case .list(let list) = pop() { stack.append(try makeSet(list.items)) }
    case .putPair:
      let (value, key) = (pop(), pop())
      if case .dictionary(let mapping) = stack[stack.count - 1] {
        try set(mapping, key, to: value)
      }
    case .mergeMapping: try merge(pop())
    case .mergeKeywords(let function): try mergeKeywords(pop(), function)
    case .extend:
      let objects = try elements(pop())
      if case .list(let list) = stack[stack.count - 1] {
        for object in objects { try append(object, to: list) }
      }
    case .listToTuple:
      if case .list(let list) = pop() { stack.append(try makeTuple(list.items)) }
    case .collect:
      let object = pop()
      if case .list(let list) = stack[base + code.slotNames.count] {
        try append(object, to: list)
      }
    case .collectPair:
      let (value, key) = (pop(), pop())
      if case .dictionary(let mapping) = stack[base + code.slotNames.count] {
        try set(mapping, key, to: value)
      }
    case .unpack(let count): try unpack(count)
    case .unpackStarred(let before, let after): try unpack(before: before, after: after)
    case .format(let conversion): try format(conversion)
    case .joinTexts(let count): try joinTexts(count)
    default: break
    }
  }

  func makeSet(_ items: [Object]) throws(Fault) -> Object {
    let set = ElementSet(isTransient: isPure)
    for item in items { try insert(item, into: set) }
    return .set(set)
  }

  func insert(_ object: Object, into set: ElementSet) throws(Fault) {
    try mayChange(set, "a set")
    try meter.allocate(2, size: set.count + 1)
    set.insert(try MappingKey(object), object)
  }

  private func merge(_ object: Object) throws(Fault) {
    guard case .dictionary(let mapping) = object else {
      throw .value(.wrongArgument("**", "a dictionary", object.phrase))
    }
    guard case .dictionary(let whole) = stack[stack.count - 1] else { return }
    for (key, value) in zip(mapping.keys, mapping.values) { try set(whole, key, to: value) }
  }

  private func mergeKeywords(_ object: Object, _ function: String) throws(Fault) {
    guard case .dictionary(let mapping) = object else {
      throw .value(.keywordsNotNames(object.phrase))
    }
    guard case .dictionary(let whole) = stack[stack.count - 1] else { return }
    for (key, value) in zip(mapping.keys, mapping.values) {
      guard let name = key.asString else { throw .value(.keywordsNotNames(object.phrase)) }
      if whole[try MappingKey(key)] != nil {
        throw .call(.repeatedArgument(function: function, name: name))
      }
      try set(whole, key, to: value)
    }
  }

  private func makeDictionary(_ count: Int) throws(Fault) {
    let mapping = Mapping(isTransient: isPure)
    let entries = pop(2 * count)
    for index in 0..<count {
      try set(mapping, entries[2 * index], to: entries[2 * index + 1])
    }
    stack.append(.dictionary(mapping))
  }

  /// A closure keeps the variables themselves: a slot that is kept becomes a cell.
  private func makeFunction(_ code: Code, _ defaults: Int) {
    let defaults = pop(defaults)
    var cells: [Cell] = []
    for capture in code.captures {
      switch capture {
      case .free(let index): cells.append(captured[index])
      case .slot(let slot):
        if case .cell(let cell) = stack[base + slot] {
          cells.append(cell)
        } else {
          let cell = Cell(stack[base + slot], isTransient: isPure)
          stack[base + slot] = .cell(cell)
          cells.append(cell)
        }
      }
    }
    stack.append(
      .function(Closure(code, defaults: defaults, captured: cells, isTransient: isPure)))
  }

  private func joinTexts(_ count: Int) throws(Fault) {
    var text = ""
    for object in pop(count) {
      text += object.asString ?? ""
      if text.utf8.count > meter.limits.size { throw .limit(.size, meter.limits.size) }
    }
    stack.append(try makeString(text))
  }

  private func format(_ conversion: FormatPart.Conversion?) throws(Fault) {
    let (specification, object) = (pop().asString ?? "", pop())
    let value: Object
    switch conversion {
    case .string: value = .string(try text(object))
    case .representation: value = .string(try representation(object))
    case .ascii: value = .string(try representation(object).withASCIIEscapes)
    case nil: value = object
    }
    stack.append(try makeString(try formatted(value, specification)))
  }

  // MARK: Elements

  func iterate() throws(Fault) {
    let object = pop()
    stack.append(.iterator(try iterator(object)))
  }

  func advance(orJump exit: Int) throws(Fault) {
    guard case .iterator(let iterator) = stack[stack.count - 1] else { return }
    if let element = try next(iterator) {
      stack.append(element)
    } else {
      stack.removeLast()
      jump(to: exit)
    }
  }

  private func unpack(_ count: Int) throws(Fault) {
    let objects = try elements(pop())
    guard objects.count == count else {
      throw .value(.unpacking(expected: count, orMore: false, given: objects.count))
    }
    stack.append(contentsOf: objects.reversed())
  }

  private func unpack(before: Int, after: Int) throws(Fault) {
    let objects = try elements(pop())
    guard objects.count >= before + after else {
      throw .value(.unpacking(expected: before + after, orMore: true, given: objects.count))
    }
    let middle = try makeList(Array(objects[before..<objects.count - after]))
    stack.append(contentsOf: objects[(objects.count - after)...].reversed())
    stack.append(middle)
    stack.append(contentsOf: objects[..<before].reversed())
  }

  // MARK: Operations

  func compute(_ instruction: Instruction) throws(Fault) {
    switch instruction {
    case .prefix(let op): stack.append(try apply(op, pop()))
    case .not: stack.append(.boolean(try !truth(pop(), .not)))
    case .binary(let op):
      let (b, a) = (pop(), pop())
      stack.append(try apply(op, a, b))
    case .augment(let op):
      let (b, a) = (pop(), pop())
      stack.append(try augment(op, a, b))
    case .compare(let op):
      let (b, a) = (pop(), pop())
      stack.append(try compare(op, a, b))
    case .index:
      let (index, object) = (pop(), pop())
      stack.append(try element(of: object, at: index))
    case .slice:
      let bounds = pop(3)
      stack.append(try slice(pop(), lower: bounds[0], upper: bounds[1], step: bounds[2]))
    case .storeItem:
      let (index, object, value) = (pop(), pop(), pop())
      try setElement(of: object, at: index, to: value)
    case .attribute(let name): stack.append(try attribute(name, of: pop()))
    case .assertionFailed(let hasMessage):
      throw .value(.assertion(hasMessage ? try text(pop()) : nil))
    case .fail: try fail(pop())
    case .show: show(pop())
    default: preconditionFailure("the loop does it")
    }
  }

  /// What has no value to show does not hide what was shown before.
  private func show(_ object: Object) {
    if !object.isNone { shown = (object, code.place(counter - 1)) }
  }
}
