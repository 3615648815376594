import RASP
import RASPText

extension Machine {
  func callCollecting(_ builtin: Builtin, _ arguments: Arguments) throws(Fault) -> Object {
    if let object = arguments.parameters.first ?? nil, object.isSymbolic {
      throw .sop(.builtinOfSOp(builtin.rawValue, object.phrase))
    }
    switch builtin {
    case .list: return try makeList(try arguments.given(0).map(elements) ?? [])
    case .tuple: return try makeTuple(try arguments.given(0).map(elements) ?? [])
    case .set: return try makeSet(try arguments.given(0).map(elements) ?? [])
    case .dict: return try dictionary(arguments.given(0), arguments.named)
    case .range: return try range(arguments)
    case .enumerate: return try enumerate(arguments)
    case .zip: return try zip(arguments)
    case .map:
      var iterators: [ElementIterator] = []
      for object in [arguments[1]] + arguments.rest { iterators.append(try iterator(object)) }
      return makeIterator(.mapped(arguments[0], iterators))
    case .filter:
      return makeIterator(.filtered(arguments[0], try iterator(arguments[1])))
    case .reversed: return makeIterator(.elements(try elements(arguments[0]).reversed(), at: 0))
    default:
      return try makeList(
        try sorted(try elements(arguments[0]), key: arguments.given(1), reverse: arguments.given(2))
      )
    }
  }

  private func dictionary(
    _ object: Object?, _ named: [(name: String, object: Object)] = []
  ) throws(Fault) -> Object {
    let mapping = Mapping(isTransient: isPure)
    if let object { try update(mapping, from: object) }
    for (name, object) in named { try set(mapping, .string(name), to: object) }
    return .dictionary(mapping)
  }

  func update(_ mapping: Mapping, from object: Object) throws(Fault) {
    if case .dictionary(let other) = object {
      for (key, value) in Swift.zip(other.keys, other.values) { try set(mapping, key, to: value) }
      return
    }
    for pair in try elements(object) {
      let parts = try elements(pair)
      guard parts.count == 2 else {
        throw .value(.unpacking(expected: 2, orMore: false, given: parts.count))
      }
      try set(mapping, parts[0], to: parts[1])
    }
  }

  private func range(_ arguments: Arguments) throws(Fault) -> Object {
    var bounds: [Int64] = []
    for object in arguments.parameters {
      guard let object else { break }
      guard let bound = object.asInteger else {
        throw .value(.wrongArgument("range", "integers", object.phrase))
      }
      bounds.append(bound)
    }
    let step = bounds.count > 2 ? bounds[2] : 1
    if step == 0 { throw .value(.stepOfZero) }
    return .range(
      bounds.count == 1
        ? IntegerRange(start: 0, stop: bounds[0], step: 1)
        : IntegerRange(start: bounds[0], stop: bounds[1], step: step))
  }

  private func enumerate(_ arguments: Arguments) throws(Fault) -> Object {
    let start =
      try arguments.given(1).map { (x) throws(Fault) in
        try integer(x, "enumerate's start")
      } ?? 0
    var pairs: [Object] = []
    for (index, element) in try elements(arguments[0]).enumerated() {
      let (number, isTooLarge) = start.addingReportingOverflow(index)
      if isTooLarge {
        throw .problem(.overflow("+", [.integer(Int64(start)), .integer(Int64(index))]))
      }
      pairs.append(try makeTuple([.integer(number), element]))
    }
    return makeIterator(.elements(pairs, at: 0))
  }

  /// As many tuples as the shortest has elements.
  private func zip(_ arguments: Arguments) throws(Fault) -> Object {
    var columns: [[Object]] = []
    for object in arguments.rest { columns.append(try elements(object)) }
    var count = columns.first?.count ?? 0
    for column in columns { count = min(count, column.count) }
    var tuples: [Object] = []
    for row in 0..<count { tuples.append(try makeTuple(columns.map { $0[row] })) }
    return makeIterator(.elements(tuples, at: 0))
  }

  // MARK: Sorting

  /// A stable merge sort, bottom up; equal elements stay in their order also when reversed.
  func sorted(
    _ objects: [Object], key: Object?, reverse: Object?
  ) throws(Fault) -> [Object] {
    let isReversed =
      try reverse.map { (x) throws(Fault) in
        let given = try integer(x, "reverse")
        if Int32(exactly: given) == nil {
          throw .problem(.overflow("sorted", [.integer(Int64(given))]))
        }
        return given != 0
      } ?? false
    var keys = objects
    if let key, !key.isNone {
      for index in keys.indices { keys[index] = try call(key, [objects[index]]) }
    }
    var order = Array(objects.indices)
    var width = 1
    while width < order.count {
      var merged: [Int] = []
      merged.reserveCapacity(order.count)
      for start in stride(from: 0, to: order.count, by: 2 * width) {
        let middle = min(start + width, order.count)
        let end = min(start + 2 * width, order.count)
        try merge(
          order[start..<middle], right: order[middle..<end], keys: keys, isReversed: isReversed,
          into: &merged)
      }
      order = merged
      width *= 2
    }
    return order.map { objects[$0] }
  }

  private func merge(
    _ left: ArraySlice<Int>, right: ArraySlice<Int>, keys: [Object], isReversed: Bool,
    into merged: inout [Int]
  ) throws(Fault) {
    var (left, right) = (left, right)
    while let a = left.first, let b = right.first {
      let takesRight = isReversed ? try isLess(keys[a], keys[b]) : try isLess(keys[b], keys[a])
      merged.append(takesRight ? right.removeFirst() : left.removeFirst())
    }
    merged.append(contentsOf: left)
    merged.append(contentsOf: right)
  }

  // MARK: Methods of lists

  func call(_ method: ListMethod, of list: List, _ arguments: Arguments) throws(Fault) -> Object {
    switch method {
    case .index: return .integer(try index(arguments[0], in: list.items, "list"))
    case .count: return .integer(try count(arguments[0], in: list.items))
    case .copy: return try makeList(list.items)
    default: break
    }
    try mayChange(list, "a list")
    switch method {
    case .append: try append(arguments[0], to: list)
    case .extend:
      for object in try elements(arguments[0]) { try append(object, to: list) }
    case .insert:
      try meter.allocate(1 + list.items.count / 16, size: list.items.count + 1)
      let given = try integer(arguments[0], "insert")
      let index = given < 0 ? max(0, given + list.items.count) : min(given, list.items.count)
      list.items.insert(arguments[1], at: index)
    case .pop: return try removeItem(of: list, arguments.given(0))
    case .remove: list.items.remove(at: try index(arguments[0], in: list.items, "list"))
    case .reverse:
      try meter.charge(list.items.count)
      list.items.reverse()
    case .sort:
      list.items = try sorted(list.items, key: arguments.given(0), reverse: arguments.given(1))
    default: list.items = []
    }
    return .none
  }

  private func removeItem(of list: List, _ index: Object?) throws(Fault) -> Object {
    if let index, index.asInteger == nil { throw .value(.badIndex(of: "list", index.phrase)) }
    guard !list.items.isEmpty else { throw .value(.empty("pop")) }
    guard let index else { return list.items.removeLast() }
    try meter.charge(list.items.count / 16)
    return list.items.remove(at: try offset(index, count: list.items.count, what: "list"))
  }

  func index(_ object: Object, in items: [Object], _ what: String) throws(Fault) -> Int {
    for (index, item) in items.enumerated() where try isEqual(item, object) { return index }
    throw .value(.notContained(object.phrase, in: what))
  }

  func count(_ object: Object, in items: [Object]) throws(Fault) -> Int {
    var count = 0
    for item in items where try isEqual(item, object) { count += 1 }
    return count
  }

  // MARK: Methods of dictionaries

  func call(
    _ method: DictionaryMethod, of mapping: Mapping, _ arguments: Arguments
  ) throws(Fault) -> Object {
    switch method {
    case .get: return mapping[try MappingKey(arguments[0])] ?? arguments.given(1) ?? .none
    case .keys: return try makeList(mapping.keys)
    case .values: return try makeList(mapping.values)
    case .items:
      var pairs: [Object] = []
      for (key, value) in Swift.zip(mapping.keys, mapping.values) {
        pairs.append(try makeTuple([key, value]))
      }
      return try makeList(pairs)
    case .copy: return try dictionary(.dictionary(mapping))
    case .pop, .setdefault, .update, .clear:
      return try change(mapping, method: method, arguments: arguments)
    }
  }

  private func change(
    _ mapping: Mapping, method: DictionaryMethod, arguments: Arguments
  ) throws(Fault) -> Object {
    try mayChange(mapping, "a dictionary")
    switch method {
    case .pop:
      try meter.charge(mapping.count)
      // As in Python, of an empty dictionary the key is not looked at.
      let known = mapping.count > 0 ? mapping.remove(try MappingKey(arguments[0])) : nil
      guard let value = known ?? arguments.given(1) else {
        throw .value(.noKey(arguments[0].phrase, among: mapping.names))
      }
      return value
    case .setdefault:
      if let known = mapping[try MappingKey(arguments[0])] { return known }
      let value = arguments.given(1) ?? .none
      try set(mapping, arguments[0], to: value)
      return value
    case .update: try update(mapping, from: arguments[0])
    default: mapping.removeAll()
    }
    return .none
  }
}
