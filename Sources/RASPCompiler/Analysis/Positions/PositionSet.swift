/// A set of positions.
struct PositionSet: Hashable, Sendable {
  private var words: [UInt64]

  /// No positions, of so many that there are.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// One position.
  init(_ position: Int, of count: Int) {
    self.init(count: count)
    insert(position)
  }

  mutating func insert(_ position: Int) { words[position >> 6] |= 1 << UInt64(position & 63) }

  mutating func formUnion(_ other: PositionSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: PositionSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
}
