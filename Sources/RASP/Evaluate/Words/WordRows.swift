/// The rows of a selector over sequences of at most 64 tokens: a word a query, a bit a key.
struct WordRows {
  private(set) var words: [UInt64]
  private let layout: BatchLayout

  init(_ words: [UInt64], _ layout: BatchLayout) { (self.words, self.layout) = (words, layout) }

  /// The lowest `count` bits; none if it is negative.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count >= 64 ? .max : count <= 0 ? 0 : (1 << UInt64(count)) - 1
  }

  /// A boolean combination with other rows.
  func combined(_ op: SelectorOperator, _ other: WordRows) -> WordRows {
    let (a, b) = (ColumnOperand(words), ColumnOperand(other.words))
    switch op {
    case .and: return WordRows(zipped(a, b, count: words.count) { $0 & $1 }, layout)
    case .or: return WordRows(zipped(a, b, count: words.count) { $0 | $1 }, layout)
    case .xor: return WordRows(zipped(a, b, count: words.count) { $0 ^ $1 }, layout)
    }
  }

  /// The rows of the keys that are not selected.
  func inverted() -> WordRows {
    var rows = self
    rows.forEachRow { row, _, all in row = all & ~row }
    return rows
  }

  /// The rows without the keys after each query's own position.
  func causal() -> WordRows {
    var rows = self
    rows.forEachRow { row, position, _ in row &= WordRows.mask(position + 1) }
    return rows
  }

  /// The rows with the first or last of their keys alone.
  func picked(_ extremum: Extremum) -> WordRows {
    var rows = self
    switch extremum {
    case .leftmost: rows.forEachRow { row, _, _ in row &= 0 &- row }
    case .rightmost:
      rows.forEachRow { row, _, _ in
        if row != 0 { row = 1 << UInt64(63 - row.leadingZeroBitCount) }
      }
    case .best, .least: break
    }
    return rows
  }

  /// The rows with those keys alone whose rank is highest, for `best`, or lowest.
  func picked(_ extremum: Extremum, ranks: [Int32]) -> WordRows {
    let isHighest = extremum == .best
    var rows = self
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      for position in range where words[position] & (words[position] &- 1) != 0 {
        var (bits, kept, best) = (words[position], 0 as UInt64, 0 as Int32)
        while bits != 0 {
          let bit = bits & (0 &- bits)
          let rank = ranks[range.lowerBound + bits.trailingZeroBitCount]
          if kept == 0 || (isHighest ? rank > best : rank < best) { (kept, best) = (0, rank) }
          if rank == best { kept |= bit }
          bits &= bits - 1
        }
        rows.words[position] = kept
      }
    }
    return rows
  }

  /// Changes each row; it comes with its position in its sequence and the sequence's mask.
  @inline(__always)
  private mutating func forEachRow(_ body: (inout UInt64, Int, UInt64) -> Void) {
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      let all = WordRows.mask(range.count)
      for position in range { body(&words[position], position - range.lowerBound, all) }
    }
  }

  /// Whether some query selects no key, one, several.
  var sizes: (none: Bool, one: Bool, several: Bool) {
    // Without branches, and without an array of counts.
    var (none, one, several) = (false, false, false)
    for row in words {
      let (isNone, isSeveral) = (row == 0, row & (row &- 1) != 0)
      none = none || isNone
      one = one || !isNone && !isSeveral
      several = several || isSeveral
    }
    return (none, one, several)
  }

  /// The value of each query's first key; `other` where it has none.
  func gathered<T>(_ values: UnsafeBufferPointer<T>, _ other: T) -> [T] {
    perRow { row, start in row == 0 ? other : values[start + row.trailingZeroBitCount] }
  }

  /// At each query `amount` for each of its keys; `other` where it has none.
  func counted(_ amount: Int64, _ other: Int64) -> [Int64] {
    filled(words.count) {
      words[$0] == 0 ? other : amount &* Int64(truncatingIfNeeded: words[$0].nonzeroBitCount)
    }
  }

  /// How many keys each query selects.
  func counts() -> [Int32] {
    filled(words.count) { Int32(truncatingIfNeeded: words[$0].nonzeroBitCount) }
  }

  /// For each query the position of its first key; of no meaning if it has none.
  func firstKeys() -> [Int32] {
    perRow { row, start in Int32(truncatingIfNeeded: start + row.trailingZeroBitCount & 63) }
  }

  /// At each query the sum, modulo 2^64, of `payload` over its keys.
  func totals(_ payload: [Int64], empty: Int64 = 0) -> [Int64] {
    payload.withUnsafeBufferPointer { payload in
      perRow { row, start in
        if row == 0 { return empty }
        var (bits, total) = (row, 0 as Int64)
        while bits != 0 {
          total &+= payload[start + bits.trailingZeroBitCount]
          bits &= bits - 1
        }
        return total
      }
    }
  }

  /// `body` of each row and the first position of its sequence.
  @inline(__always)
  private func perRow<T>(_ body: (UInt64, Int) -> T) -> [T] {
    [T](unsafeUninitializedCapacity: words.count) { results, initialized in
      words.withUnsafeBufferPointer { words in
        for sequence in 0..<layout.sequences {
          let range = layout.range(sequence)
          for position in range {
            results.initializeElement(at: position, to: body(words[position], range.lowerBound))
          }
        }
      }
      initialized = words.count
    }
  }
}
