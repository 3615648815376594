/// The rows of a selector over sequences of at most 64 tokens: a word a query, a bit a key.
struct WordRows {
  private(set) var words: [UInt64]
  private let layout: Layout

  init(_ words: [UInt64], _ layout: Layout) { (self.words, self.layout) = (words, layout) }

  /// The lowest `count` bits; none if it is negative.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count >= 64 ? .max : count <= 0 ? 0 : (1 << UInt64(count)) - 1
  }

  /// A boolean combination with other rows, which `not` does without.
  func combined(_ op: SelectorOperator, _ other: WordRows?) -> WordRows {
    guard let other else { return inverted() }
    let (a, b) = (words, other.words)
    switch op {
    case .and: return WordRows(filled(a.count) { a[$0] & b[$0] }, layout)
    case .or: return WordRows(filled(a.count) { a[$0] | b[$0] }, layout)
    default: return WordRows(filled(a.count) { a[$0] ^ b[$0] }, layout)
    }
  }

  private func inverted() -> WordRows {
    var rows = self
    rows.forEachRow { row, _, all in row = all & ~row }
    return rows
  }

  /// The rows without the keys after each query's own position.
  func causal() -> WordRows {
    var rows = self
    rows.forEachRow { row, place, _ in row &= WordRows.mask(place + 1) }
    return rows
  }

  /// Changes each row; it comes with its place in its sequence and the sequence's mask.
  @inline(__always)
  private mutating func forEachRow(_ body: (inout UInt64, Int, UInt64) -> Void) {
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      let all = WordRows.mask(range.count)
      for position in range { body(&words[position], position - range.lowerBound, all) }
    }
  }

  /// How many keys each query selects.
  func counts() -> [Int32] {
    filled(words.count) { Int32(truncatingIfNeeded: words[$0].nonzeroBitCount) }
  }

  /// For each query the position of its first key; its own sequence's start if it has none.
  func firstKeys() -> [Int32] {
    var results = [Int32](repeating: 0, count: words.count)
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      for position in range {
        let bit = words[position].trailingZeroBitCount & 63
        results[position] = Int32(truncatingIfNeeded: range.lowerBound + bit)
      }
    }
    return results
  }

  /// At each query the sum, modulo 2^64, of `payload` over its keys.
  func totals(_ payload: [Int64]) -> [Int64] {
    var results = [Int64](repeating: 0, count: words.count)
    payload.withUnsafeBufferPointer { payload in
      for sequence in 0..<layout.sequences {
        let range = layout.range(sequence)
        for position in range {
          var (bits, total) = (words[position], 0 as Int64)
          while bits != 0 {
            total &+= payload[range.lowerBound + bits.trailingZeroBitCount]
            bits &= bits - 1
          }
          results[position] = total
        }
      }
    }
    return results
  }
}
