import RASP
import RASPText

/// A set, in the order in which its elements came.
final class ElementSet: HeapObject {
  private(set) var elements: [Object] = []
  private var keys: [MappingKey] = []
  private var indices: [MappingKey: Int] = [:]

  var count: Int { elements.count }

  override func surrender() -> [Object] {
    defer {
      (elements, keys) = ([], [])
      indices = [:]
    }
    return elements
  }

  func contains(_ key: MappingKey) -> Bool { indices[key] != nil }

  /// An element that is there stays as it is.
  func insert(_ key: MappingKey, _ object: Object) {
    if indices[key] != nil { return }
    indices[key] = elements.count
    elements.append(object)
    keys.append(key)
  }

  /// Whether it was there. Cost: linear in the set, for one that is not the last.
  func remove(_ key: MappingKey) -> Bool {
    guard let index = indices.removeValue(forKey: key) else { return false }
    elements.remove(at: index)
    keys.remove(at: index)
    for later in index..<keys.count { indices[keys[later]] = later }
    return true
  }

  func isSubset(of other: ElementSet) -> Bool {
    count <= other.count && keys.allSatisfy { other.contains($0) }
  }

  /// Adds what `isWanted` says of another's elements.
  func insert(from other: ElementSet, where isWanted: (MappingKey) -> Bool) {
    for (index, key) in other.keys.enumerated() where isWanted(key) {
      insert(key, other.elements[index])
    }
  }

  /// Adds what two others have both, in the order of the first. Of elements that are equal and not
  /// the same, as `7` and `7.0`, those of the second.
  func insert(common a: ElementSet, _ b: ElementSet) {
    for key in a.keys {
      if let index = b.indices[key] { insert(key, b.elements[index]) }
    }
  }

  /// Sets are ordered by inclusion.
  func satisfies(_ relation: Relation, _ other: ElementSet) -> Bool {
    switch relation {
    case .equal: count == other.count && isSubset(of: other)
    case .notEqual: count != other.count || !isSubset(of: other)
    case .less: count < other.count && isSubset(of: other)
    case .lessOrEqual: isSubset(of: other)
    case .greater: count > other.count && other.isSubset(of: self)
    case .greaterOrEqual: other.isSubset(of: self)
    }
  }

  func removeAll() { _ = surrender() }
  deinit { dismantle() }
}
