import RASP

/// For each position of a sample the keys that a query there selects, as bits of a word.
typealias KeyBits = [UInt32]

extension Sample {
  /// The keys of each query of the first inputs for which a test of two positions holds.
  func bits(_ inputs: Int, _ test: (_ key: Int, _ query: Int) -> Bool) -> KeyBits {
    var bits: KeyBits = []
    bits.reserveCapacity(positions(of: inputs))
    for input in 0..<inputs {
      let (start, end) = (starts[input], starts[input + 1])
      for query in start..<end {
        var word: UInt32 = 0
        for key in start..<end where test(key, query) { word |= 1 << UInt32(key - start) }
        bits.append(word)
      }
    }
    return bits
  }

  /// The keys that stand so to an integer column at the query.
  func positionBits(_ inputs: Int, _ relation: Relation, _ column: [Int64]) -> KeyBits {
    var bits: KeyBits = []
    bits.reserveCapacity(positions(of: inputs))
    for input in 0..<inputs {
      let (start, end) = (starts[input], starts[input + 1])
      let all = UInt32(truncatingIfNeeded: (UInt64(1) << UInt64(end - start)) - 1)
      for query in start..<end {
        bits.append(Sample.word(relation, column[query]) & all)
      }
    }
    return bits
  }

  /// The keys that stand so to a position.
  private static func word(_ relation: Relation, _ bound: Int64) -> UInt32 {
    let below = bound <= 0 ? 0 : bound >= 32 ? UInt32.max : (UInt32(1) << UInt32(bound)) - 1
    let equal: UInt32 = (0..<32).contains(bound) ? 1 << UInt32(bound) : 0
    return switch relation {
    case .equal: equal
    case .notEqual: ~equal
    case .less: below
    case .lessOrEqual: below | equal
    case .greater: ~(below | equal)
    case .greaterOrEqual: ~below
    }
  }
}
