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
    case combine(SelectorOperator, Int, Int)
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
    var rows = [[UInt64]](repeating: empty, count: parts.count)
    var row = empty
    var stack = [UInt64](repeating: 0, count: steps.count)
    for query in 0..<queryCount {
      for index in parts.indices { fill(&rows[index], parts[index], query) }
      let end = isCausal ? query + 1 : keyCount
      for word in row.indices {
        combine(rows, word, &stack)
        row[word] = stack[steps.count - 1] & WordRows.mask(end - 64 * word)
      }
      body(query, row)
    }
  }

  private func fill(_ row: inout [UInt64], _ part: Part, _ query: Int) {
    switch part {
    case .ordered(let rows): rows.fill(&row, query: query)
    case .pairs(let table): table.fill(&row, query: query)
    }
  }

  @inline(__always)
  private func combine(_ rows: [[UInt64]], _ word: Int, _ stack: inout [UInt64]) {
    for (place, step) in steps.enumerated() {
      switch step {
      case .part(let index): stack[place] = rows[index][word]
      case .not(let a): stack[place] = ~stack[a]
      case .combine(.and, let a, let b): stack[place] = stack[a] & stack[b]
      case .combine(.or, let a, let b): stack[place] = stack[a] | stack[b]
      case .combine(.xor, let a, let b): stack[place] = stack[a] ^ stack[b]
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
