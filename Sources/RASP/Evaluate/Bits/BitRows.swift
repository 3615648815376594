/// A selector over many keys as rows of bits that are made one query at a time, for what no join
/// can do. Cost: n x n / 64 words for each part of the selector, and the selected keys; memory: a
/// row a part.
struct BitRows {
  /// The most tokens that this is done for: larger inputs would take minutes.
  static let limit = 1 << 17

  /// One comparison or predicate.
  enum Part {
    case ordered(OrderedBitRows)
    case pairs(PredicateTable)
  }

  /// What one word of the selector is computed by, operands first.
  enum Step {
    case part(Int)
    case not(Int)
    case combine(SelectorOperator, word: Int, into: Int)
    /// What an extremum keeps of a row; ranks stand to each other as the scores of the keys do, and
    /// are none where position decides.
    case pick(Extremum, Int, ranks: [Int32])
  }

  let keyCount: Int
  let queryCount: Int
  let isCausal: Bool
  let parts: [Part]
  let steps: [Step]

  /// Calls `body` with each query and its row; a row's bits behind the last key are clear.
  @inline(__always)
  func forEachRow(_ body: (Int, [UInt64]) -> Void) {
    let empty = [UInt64](repeating: 0, count: (keyCount + 63) / 64)
    if hasPicks {
      var rows = [[UInt64]](repeating: empty, count: steps.count)
      for query in 0..<queryCount {
        for slot in steps.indices { fill(&rows, slot: slot, query: query) }
        body(query, rows[steps.count - 1])
      }
      return
    }
    var rows = [[UInt64]](repeating: empty, count: parts.count)
    var row = empty
    var stack = [UInt64](repeating: 0, count: steps.count)
    for query in 0..<queryCount {
      for index in parts.indices { fill(&rows[index], part: parts[index], query: query) }
      let end = isCausal ? query + 1 : keyCount
      for word in row.indices {
        combine(rows, word: word, into: &stack)
        row[word] = stack[steps.count - 1] & WordRows.mask(end - 64 * word)
      }
      body(query, row)
    }
  }

  private var hasPicks: Bool {
    steps.contains { if case .pick = $0 { true } else { false } }
  }

  /// The whole row of one step, keys that the query does not see left out: what a pick needs.
  private func fill(_ rows: inout [[UInt64]], slot: Int, query: Int) {
    switch steps[slot] {
    case .part(let index): fill(&rows[slot], part: parts[index], query: query)
    case .not(let a):
      for word in rows[slot].indices { rows[slot][word] = ~rows[a][word] }
    case .combine(let op, let a, let b):
      for word in rows[slot].indices {
        rows[slot][word] = op.combined(rows[a][word], rows[b][word])
      }
    case .pick(let extremum, let a, let ranks):
      rows[slot] = extremum.picked(rows[a], ranks)
    }
    let end = isCausal ? query + 1 : keyCount
    for word in rows[slot].indices { rows[slot][word] &= WordRows.mask(end - 64 * word) }
  }

  private func fill(_ row: inout [UInt64], part: Part, query: Int) {
    switch part {
    case .ordered(let rows): rows.fill(&row, query: query)
    case .pairs(let table): table.fill(&row, query: query)
    }
  }

  @inline(__always)
  private func combine(_ rows: [[UInt64]], word: Int, into stack: inout [UInt64]) {
    for (slot, step) in steps.enumerated() {
      switch step {
      case .part(let index): stack[slot] = rows[index][word]
      case .not(let a): stack[slot] = ~stack[a]
      case .combine(let op, let a, let b): stack[slot] = op.combined(stack[a], stack[b])
      case .pick: preconditionFailure("rows with picks are made step by step")
      }
    }
  }

  /// How many keys each query selects, and the first of them, 0 if there is none.
  func counts() -> (counts: [Int32], firstKeys: [Int32]) {
    var counts = [Int32](repeating: 0, count: queryCount)
    var firstKeys = counts
    forEachRow { query, row in
      var total = 0
      for word in row.indices.reversed() where row[word] != 0 {
        total += row[word].nonzeroBitCount
        firstKeys[query] = Int32(truncatingIfNeeded: 64 * word + row[word].trailingZeroBitCount)
      }
      counts[query] = Int32(truncatingIfNeeded: total)
    }
    return (counts, firstKeys)
  }

  /// At each query the sum, modulo 2^64, of `payload` over its keys.
  func totals(_ payload: [Int64]) -> [Int64] {
    var results = [Int64](repeating: 0, count: queryCount)
    payload.withUnsafeBufferPointer { payload in
      forEachRow { query, row in
        var total: Int64 = 0
        for word in row.indices {
          var bits = row[word]
          while bits != 0 {
            total &+= payload[64 * word + bits.trailingZeroBitCount]
            bits &= bits - 1
          }
        }
        results[query] = total
      }
    }
    return results
  }
}

extension SelectorOperator {
  /// The combination of the bits of two words.
  @inline(__always)
  func combined(_ a: UInt64, _ b: UInt64) -> UInt64 {
    switch self {
    case .and: a & b
    case .or: a | b
    case .xor: a ^ b
    }
  }
}

extension Extremum {
  /// What is kept of a row of bits.
  fileprivate func picked(_ row: [UInt64], _ ranks: [Int32]) -> [UInt64] {
    var kept = [UInt64](repeating: 0, count: row.count)
    switch self {
    case .leftmost:
      if let word = row.firstIndex(where: { $0 != 0 }) { kept[word] = row[word] & (0 &- row[word]) }
    case .rightmost:
      if let word = row.lastIndex(where: { $0 != 0 }) {
        kept[word] = 1 << UInt64(63 - row[word].leadingZeroBitCount)
      }
    case .best, .least: keep(row, ranks: ranks, into: &kept)
    }
    return kept
  }

  private func keep(_ row: [UInt64], ranks: [Int32], into kept: inout [UInt64]) {
    let sign: Int32 = self == .best ? 1 : -1
    var best = Int32.min
    for word in row.indices {
      var bits = row[word]
      while bits != 0 {
        let rank = sign &* ranks[64 * word + bits.trailingZeroBitCount]
        if rank > best {
          for earlier in 0...word { kept[earlier] = 0 }
          best = rank
        }
        if rank == best { kept[word] |= bits & (0 &- bits) }
        bits &= bits - 1
      }
    }
  }
}
