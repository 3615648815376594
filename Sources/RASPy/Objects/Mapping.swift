import RASP
import RASPText

/// A dictionary, in the order in which its keys came.
final class Mapping: HeapObject {
  private(set) var keys: [Object] = []
  private(set) var values: [Object] = []
  private var indices: [MappingKey: Int] = [:]

  var count: Int { keys.count }

  override func surrender() -> [Object] {
    defer {
      (keys, values) = ([], [])
      indices = [:]
    }
    return keys + values
  }

  subscript(key: MappingKey) -> Object? { indices[key].map { values[$0] } }

  /// A key that is there stays as it is, and where it is.
  func set(_ key: MappingKey, _ object: Object, to value: Object) {
    if let index = indices[key] {
      values[index] = value
      return
    }
    indices[key] = keys.count
    keys.append(object)
    values.append(value)
  }

  /// Cost: linear in the dictionary.
  func remove(_ key: MappingKey) -> Object? {
    guard let index = indices.removeValue(forKey: key) else { return nil }
    keys.remove(at: index)
    for (other, later) in indices where later > index { indices[other] = later - 1 }
    return values.remove(at: index)
  }

  func removeAll() { _ = surrender() }
  deinit { dismantle() }
}

/// What can be a key: what does not change. Equality is the language's: `1 == 1.0 == True`.
enum MappingKey: Hashable {
  case value(Value)
  case tuple([MappingKey])
  /// As many of count, start and step as tell ranges apart.
  case range([Int64])
  case builtin(Builtin)
  case exceptionClass(ExceptionClass)
  case function(ObjectIdentifier)

  /// - Throws: that the object, or something in it, cannot be a key.
  init(_ object: Object, depth: Int = 0) throws(Fault) {
    switch object {
    case .value(let value): self = .value(value)
    case .tuple(let tuple):
      if depth > Limits.nesting { throw .limit(.nesting, Limits.nesting) }
      self = .tuple(
        try tuple.items.map { (item: Object) throws(Fault) in
          try MappingKey(item, depth: depth + 1)
        })
    case .range(let range):
      self = .range(Array([Int64(range.count), range.start, range.step].prefix(range.count + 1)))
    case .builtin(let builtin): self = .builtin(builtin)
    case .exceptionClass(let kind): self = .exceptionClass(kind)
    case .function(let closure): self = .function(ObjectIdentifier(closure))
    default: throw .value(.notAKey(object.phrase))
    }
  }
}
