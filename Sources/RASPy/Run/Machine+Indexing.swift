import RASP
import RASPText

extension Machine {
  /// `object[index]`
  func element(of object: Object, at index: Object) throws(Fault) -> Object {
    switch object {
    case .list(let list):
      return list.items[try offset(index, count: list.items.count, what: "list")]
    case .tuple(let tuple):
      return tuple.items[try offset(index, count: tuple.items.count, what: "tuple")]
    case .tuples(let tuples) where tuples.role == .none: return try element(of: tuples, at: index)
    case .sequence(let result):
      let values = result.output.values
      return .value(values[try offset(index, count: values.count, what: "result")])
    case .value(.string(let string)):
      try meter.charge(string.utf8.count / 16)
      let scalars = string.unicodeScalars
      let offset = try offset(index, count: scalars.count, what: "string")
      return .value(scalars[scalars.index(scalars.startIndex, offsetBy: offset)].asValue)
    case .range(let range):
      return .value(.integer(range[try offset(index, count: range.count, what: "range")]))
    case .dictionary(let mapping):
      guard let value = mapping[try MappingKey(index)] else {
        throw .value(.noKey(index.phrase, among: mapping.names))
      }
      return value
    case .annotation: return object
    default: throw .value(.noIndex(object.phrase, isSOp: object.isSymbolic))
    }
  }

  /// An index counted from the start; a negative one counts from the end.
  func offset(_ index: Object, count: Int, what: String) throws(Fault) -> Int {
    guard let integer = index.asInteger else { throw .value(.badIndex(of: what, index.phrase)) }
    let offset = integer < 0 ? integer + Int64(count) : integer
    guard offset >= 0, offset < count else {
      throw .value(.indexOutOfRange(of: what, integer, count: count))
    }
    return Int(offset)
  }

  /// `object[index] = value`
  func setElement(
    of object: Object, at index: Object, to value: Object
  ) throws(Fault) {
    switch object {
    case .list(let list):
      try mayChange(list, "a list")
      list.items[try offset(index, count: list.items.count, what: "list")] = value
    case .dictionary(let mapping): try set(mapping, index, to: value)
    default: throw .value(.noItemAssignment(object.phrase, isSOp: object.isSymbolic))
    }
  }

  /// `object[lower:upper:step]`
  func slice(
    _ object: Object, lower: Object, upper: Object, step: Object
  ) throws(Fault) -> Object {
    let step = step.isNone ? 1 : try integer(step, "the step of a slice")
    func bounds(_ count: Int) throws(Fault) -> (first: Int, end: Int) {
      if step == 0 { throw .value(.stepOfZero) }
      return (
        try bound(lower, count: count, absent: step > 0 ? 0 : count - 1, step: step),
        try bound(upper, count: count, absent: step > 0 ? count : -1, step: step)
      )
    }
    func indices(_ count: Int) throws(Fault) -> [Int] {
      let (first, end) = try bounds(count)
      let indices = Array(stride(from: first, to: end, by: step))
      try meter.charge(indices.count)
      return indices
    }
    switch object {
    case .list(let list):
      return try makeList(try indices(list.items.count).map { list.items[$0] })
    case .tuple(let tuple):
      return try makeTuple(try indices(tuple.items.count).map { tuple.items[$0] })
    case .sequence(let result):
      let values = result.output.values
      return try makeList(try indices(values.count).map { .value(values[$0]) })
    case .value(.string(let string)):
      try meter.charge(string.utf8.count / 8)
      let scalars = Array(string.unicodeScalars)
      var text = ""
      for index in try indices(scalars.count) { text.unicodeScalars.append(scalars[index]) }
      return try makeString(text)
    case .range(let range):
      let (first, end) = try bounds(range.count)
      guard let part = range[first, end, step] else {
        throw .problem(.overflow("range", [.integer(range.start), .integer(range.step)]))
      }
      return .range(part)
    default: throw .value(.noIndex(object.phrase, isSOp: object.isSymbolic))
    }
  }

  /// A bound of a slice as an index, brought into the range that the step's direction allows.
  private func bound(
    _ object: Object, count: Int, absent: Int, step: Int
  ) throws(Fault) -> Int {
    if object.isNone { return absent }
    let bound = try integer(object, "a bound of a slice")
    let index = bound < 0 ? bound + count : bound
    return step > 0 ? min(max(index, 0), count) : min(max(index, -1), count - 1)
  }
}

extension Mapping {
  /// The keys that are strings, for suggestions.
  var names: [String] {
    var names: [String] = []
    for key in keys.prefix(64) {
      if let name = key.asString { names.append(name) }
    }
    return names
  }
}
