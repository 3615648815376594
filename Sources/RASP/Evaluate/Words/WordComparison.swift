/// The rows of one comparison in sequences of at most 64 tokens: a word a query, a bit a key.
struct WordComparison {
  let relation: Relation
  let layout: BatchLayout

  func rows(_ keys: Column, _ queries: Column) -> [UInt64] {
    if case .progression(let line) = keys, line.isIndices {
      switch queries {
      case .progression(let queries): return rowsOfPositions { queries.element(at: $1) }
      case .integers(let values), .whole(let values, _):
        return values.withUnsafeBufferPointer { values in rowsOfPositions { values[$0 + $1] } }
      case .uniform(let value) where value.isWhole:
        let query = value.amount
        return rowsOfPositions { _, _ in query }
      case .uniform, .booleans, .doubles, .coded: break
      }
    }
    if case .progression(let line) = queries, line.isIndices, let numbers = keys.wholeNumbers {
      return rowsAtPositions(numbers)
    }
    var queryCount = layout.count
    if case .uniform = queries { queryCount = min(1, queryCount) }
    let extent = ValueCoding.Extent(keys: layout.count, queries: queryCount)
    let coding = ValueCoding(
      keys, queries: [queries], extent: extent, isOrdered: relation.needsOrder)
    if queryCount < layout.count { return rowsOfOneQuery(coding) }
    if !relation.needsOrder { return equalRows(coding) }
    if coding.size <= CodeSet.limit { return rankedRows(coding) }
    return coding.queries[0] == coding.keys ? sortedRows(coding.keys) : orderedRows(coding)
  }

  /// Rows that `body` writes sequence by sequence, all of them: they hold nothing before.
  @inline(__always)
  private func rows(
    _ body: (UnsafeMutableBufferPointer<UInt64>, Range<Int>) -> Void
  ) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: layout.count) { rows, initialized in
      for sequence in 0..<layout.sequences { body(rows, layout.range(sequence)) }
      initialized = layout.count
    }
  }

  /// The row from the keys below the query, the keys equal to it and all keys.
  @inline(__always)
  private func row(below: UInt64, equal: UInt64, all: UInt64) -> UInt64 {
    switch relation {
    case .equal: equal
    case .notEqual: all & ~equal
    case .less: below
    case .lessOrEqual: below | equal
    case .greater: all & ~(below | equal)
    case .greaterOrEqual: all & ~below
    }
  }

  /// Keys are the positions: the keys below a query are the lowest bits.
  /// - Parameter query: the query at a place of the sequence that starts at a position.
  @inline(__always)
  private func rowsOfPositions(_ query: (_ start: Int, _ place: Int) -> Int64) -> [UInt64] {
    rows { rows, range in
      let start = range.lowerBound
      if relation == .equal {
        let end = UInt64(range.count)
        for place in 0..<range.count {
          let query = UInt64(bitPattern: query(start, place))
          rows[start + place] = query < end ? 1 &<< query : 0
        }
        return
      }
      let all = WordRows.mask(range.count)
      for place in 0..<range.count {
        let query = query(start, place)
        let index = Int(truncatingIfNeeded: max(-1, min(Int64(range.count), query)))
        let equal = all & (index < 0 || index > 63 ? 0 : 1 << UInt64(index & 63))
        rows[start + place] = row(below: WordRows.mask(index), equal: equal, all: all)
      }
    }
  }

  /// Queries are the positions: each key is put where it stands, and rows gather what is below.
  private func rowsAtPositions(_ keys: ColumnOperand<Int64>) -> [UInt64] {
    rows { rows, range in
      let (start, count) = (range.lowerBound, range.count)
      var below: UInt64 = 0
      for position in range { rows[position] = 0 }
      for bit in 0..<count {
        let key = keys[start + bit]
        if key < 0 {
          below |= 1 << UInt64(bit)
        } else if key < Int64(count) {
          rows[start + Int(key)] |= 1 << UInt64(bit)
        }
      }
      if relation == .equal { return }
      let all = WordRows.mask(count)
      for position in range {
        let equal = rows[position]
        rows[position] = row(below: below, equal: equal, all: all)
        below |= equal
      }
    }
  }

  /// All queries are one value: so are the rows of a sequence.
  private func rowsOfOneQuery(_ coding: ValueCoding) -> [UInt64] {
    let query = coding.queries[0][0]
    return coding.keys.withUnsafeBufferPointer { keys in
      rows { rows, range in
        let row = row(keys, range: range, query: query)
        for position in range { rows[position] = row }
      }
    }
  }

  /// Equal keys are collected under their code, which the queries look up.
  private func equalRows(_ coding: ValueCoding) -> [UInt64] {
    var keysOfCode = [UInt64](repeating: 0, count: coding.size)
    return keysOfCode.withUnsafeMutableBufferPointer { keysOfCode in
      coding.keys.withUnsafeBufferPointer { keys in
        coding.queries[0].withUnsafeBufferPointer { queries in
          rows { rows, range in
            let start = range.lowerBound
            for bit in 0..<range.count { keysOfCode[Int(keys[start + bit])] |= 1 << UInt64(bit) }
            let flip = relation == .equal ? 0 : WordRows.mask(range.count)
            for position in range { rows[position] = keysOfCode[Int(queries[position])] ^ flip }
            for position in range { keysOfCode[Int(keys[position])] = 0 }
          }
        }
      }
    }
  }

  /// Keys are collected under their code; going through the codes that occur, in order, gives what
  /// is below each.
  private func rankedRows(_ coding: ValueCoding) -> [UInt64] {
    var keysOfCode = [UInt64](repeating: 0, count: coding.size)
    var rowOfCode = keysOfCode
    return keysOfCode.withUnsafeMutableBufferPointer { keysOfCode in
      rowOfCode.withUnsafeMutableBufferPointer { rowOfCode in
        coding.keys.withUnsafeBufferPointer { keys in
          coding.queries[0].withUnsafeBufferPointer { queries in
            rows { rows, range in
              var codes = CodeSet()
              for bit in 0..<range.count {
                let (key, query) = (keys[range.lowerBound + bit], queries[range.lowerBound + bit])
                keysOfCode[Int(key)] |= 1 &<< UInt64(bit)
                codes.insert(Int(key))
                codes.insert(Int(query))
              }
              let all = WordRows.mask(range.count)
              var below: UInt64 = 0
              codes.visit { code in
                let equal = keysOfCode[code]
                rowOfCode[code] = row(below: below, equal: equal, all: all)
                below |= equal
                keysOfCode[code] = 0
              }
              for position in range { rows[position] = rowOfCode[Int(queries[position])] }
            }
          }
        }
      }
    }
  }

  /// A set of codes below 256.
  private struct CodeSet {
    static let limit = 256

    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    @inline(__always)
    mutating func insert(_ code: Int) {
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: code & 63)
      switch code &>> 6 {
      case 0: words.0 |= bit
      case 1: words.1 |= bit
      case 2: words.2 |= bit
      default: words.3 |= bit
      }
    }

    /// Calls `body` with the codes in ascending order.
    @inline(__always)
    func visit(_ body: (Int) -> Void) {
      CodeSet.visit(words.0, from: 0, body)
      CodeSet.visit(words.1, from: 64, body)
      CodeSet.visit(words.2, from: 128, body)
      CodeSet.visit(words.3, from: 192, body)
    }

    @inline(__always)
    private static func visit(_ word: UInt64, from start: Int, _ body: (Int) -> Void) {
      var rest = word
      while rest != 0 {
        body(start + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }

  /// Keys and queries are the same: going through the sorted keys gives what is below each. Sequences
  /// are so short that putting each key in its place is the fastest way to sort them.
  private func sortedRows(_ codes: [Int32]) -> [UInt64] {
    // A code, and behind it the key's bit.
    var sorted = [UInt64](repeating: 0, count: BatchLayout.shortLimit)
    return sorted.withUnsafeMutableBufferPointer { sorted in
      codes.withUnsafeBufferPointer { codes in
        rows { rows, range in
          for bit in 0..<range.count {
            let code = UInt64(truncatingIfNeeded: codes[range.lowerBound + bit]) &<< 6 | UInt64(bit)
            var place = bit
            while place > 0, sorted[place - 1] > code {
              sorted[place] = sorted[place - 1]
              place -= 1
            }
            sorted[place] = code
          }
          let all = WordRows.mask(range.count)
          var (below, next) = (0 as UInt64, 0)
          while next < range.count {
            var (equal, end) = (0 as UInt64, next)
            while end < range.count, sorted[end] >> 6 == sorted[next] >> 6 {
              equal |= 1 &<< (sorted[end] & 63)
              end += 1
            }
            let row = row(below: below, equal: equal, all: all)
            for place in next..<end { rows[range.lowerBound + Int(sorted[place] & 63)] = row }
            (below, next) = (below | equal, end)
          }
        }
      }
    }
  }

  private func orderedRows(_ coding: ValueCoding) -> [UInt64] {
    coding.keys.withUnsafeBufferPointer { keys in
      coding.queries[0].withUnsafeBufferPointer { queries in
        rows { rows, range in
          for position in range {
            rows[position] = row(keys, range: range, query: queries[position])
          }
        }
      }
    }
  }

  /// One row, key by key.
  @inline(__always)
  private func row(
    _ keys: UnsafeBufferPointer<Int32>, range: Range<Int>, query: Int32
  ) -> UInt64 {
    var (below, equal) = (0 as UInt64, 0 as UInt64)
    for bit in 0..<range.count {
      equal |= (keys[range.lowerBound + bit] == query ? 1 : 0) << UInt64(bit)
    }
    if relation.needsOrder {
      for bit in 0..<range.count {
        below |= (keys[range.lowerBound + bit] < query ? 1 : 0) << UInt64(bit)
      }
    }
    return row(below: below, equal: equal, all: WordRows.mask(range.count))
  }
}
