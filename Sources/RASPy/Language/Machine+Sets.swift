import RASP
import RASPText

extension Machine {
  // MARK: Operators

  /// `a | b` and the like; `nil` if the operator has no meaning for sets.
  ///
  /// What is common is an element of the smaller set, or of `b`, as in Python.
  func combine(
    _ op: BinaryOperator, _ a: ElementSet, with b: ElementSet, prefersSecond: Bool = false
  ) throws(Fault) -> Object? {
    try meter.allocate(2 * (a.count + b.count), size: a.count + b.count)
    let whole = ElementSet(isTransient: isPure)
    switch op {
    case .or:
      whole.insert(from: a) { _ in true }
      whole.insert(from: b) { _ in true }
    case .and where prefersSecond || b.count <= a.count: whole.insert(common: a, b)
    case .and: whole.insert(from: a) { b.contains($0) }
    case .subtract: whole.insert(from: a) { !b.contains($0) }
    case .xor:
      whole.insert(from: a) { !b.contains($0) }
      whole.insert(from: b) { !a.contains($0) }
    case .add, .multiply, .divide, .floorDivide, .modulo, .power: return nil
    }
    return .set(whole)
  }

  /// `a |= b` and the like, which change the set itself.
  func augment(
    _ op: BinaryOperator, _ set: ElementSet, with other: ElementSet
  ) throws(Fault) -> Object {
    try mayChange(set, "a set")
    guard case .set(let result)? = try combine(op, set, with: other) else {
      return try apply(op, .set(set), .set(other))
    }
    set.removeAll()
    set.insert(from: result) { _ in true }
    return .set(set)
  }

  /// `a | b` of dictionaries.
  func merged(_ a: Mapping, _ b: Mapping) throws(Fault) -> Object {
    let whole = Mapping(isTransient: isPure)
    for part in [a, b] {
      for (key, value) in zip(part.keys, part.values) { try self.set(whole, key, to: value) }
    }
    return .dictionary(whole)
  }

  // MARK: Methods

  func call(
    _ method: SetMethod, of set: ElementSet, _ arguments: Arguments
  ) throws(Fault) -> Object {
    switch method {
    case .union, .intersection, .difference, .copy:
      var result = try copy(set)
      let op: BinaryOperator =
        method == .union ? .or : method == .intersection ? .and : .subtract
      for object in arguments.rest {
        let isSet = if case .set = object { true } else { false }
        let other = try asSet(object)
        if case .set(let next)? = try combine(op, result, with: other, prefersSecond: !isSet) {
          result = next
        }
      }
      return .set(result)
    case .symmetricDifference:
      return try combine(.xor, set, with: try asSet(arguments[0])) ?? .none
    case .issubset: return .boolean(set.isSubset(of: try asSet(arguments[0])))
    case .issuperset, .isdisjoint:
      // The first element that decides does; what is behind it may be no element of a set.
      for element in try elements(arguments[0])
      where set.contains(try MappingKey(element)) == (method == .isdisjoint) {
        return .boolean(false)
      }
      return .boolean(true)
    case .add, .update, .discard, .remove, .pop, .clear:
      return try change(set, method: method, arguments: arguments)
    }
  }

  private func copy(_ set: ElementSet) throws(Fault) -> ElementSet {
    try meter.allocate(2 * set.count, size: set.count)
    let copy = ElementSet(isTransient: isPure)
    copy.insert(from: set) { _ in true }
    return copy
  }

  private func asSet(_ object: Object) throws(Fault) -> ElementSet {
    if case .set(let set) = object { return set }
    let set = ElementSet(isTransient: isPure)
    for element in try elements(object) { try insert(element, into: set) }
    return set
  }

  private func change(
    _ set: ElementSet, method: SetMethod, arguments: Arguments
  ) throws(Fault) -> Object {
    try mayChange(set, "a set")
    switch method {
    case .add: try insert(arguments[0], into: set)
    case .update:
      for object in arguments.rest {
        for element in try elements(object) { try insert(element, into: set) }
      }
    case .discard, .remove:
      try meter.charge(set.count)
      if !set.remove(try MappingKey(arguments[0])), method == .remove {
        throw .value(.notInSet(arguments[0].phrase))
      }
    case .pop:
      guard let first = set.elements.first else {
        throw .value(.notInSet(nil))
      }
      try meter.charge(set.count)
      _ = set.remove(try MappingKey(first))
      return first
    default: set.removeAll()
    }
    return .none
  }
}
