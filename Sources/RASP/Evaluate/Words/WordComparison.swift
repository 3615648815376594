/// The rows of one comparison in sequences of at most 64 tokens: a word a query, a bit a key.
struct WordComparison {
  let relation: Relation
  let layout: BatchLayout

  /// A side of the comparison.
  struct Side {
    let column: Column
    /// Whether the column holds each position's own number.
    let isIndices: Bool
  }

  func rows(_ keys: Side, _ queries: Side) -> [UInt64] {
    if keys.isIndices, let numbers = queries.column.wholeNumbers {
      return rowsOfPositions(numbers)
    }
    if queries.isIndices, let numbers = keys.column.wholeNumbers {
      return rowsAtPositions(numbers)
    }
    var queryCount = layout.count
    if case .uniform = queries.column { queryCount = min(1, queryCount) }
    let extent = ValueCoding.Extent(keys: layout.count, queries: queryCount)
    let coding = ValueCoding(
      keys.column, queries: [queries.column], extent: extent, isOrdered: relation.needsOrder)
    if queryCount < layout.count { return rowsOfOneQuery(coding) }
    return relation.needsOrder ? orderedRows(coding) : equalRows(coding)
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
  private func rowsOfPositions(_ queries: ColumnOperand<Int64>) -> [UInt64] {
    rows { rows, range in
      if relation == .equal {
        let end = UInt64(range.count)
        for position in range {
          let query = UInt64(bitPattern: queries[position])
          rows[position] = query < end ? 1 << query : 0
        }
        return
      }
      let all = WordRows.mask(range.count)
      for position in range {
        let query = queries[position]
        let index = Int(truncatingIfNeeded: max(-1, min(Int64(range.count), query)))
        let equal = all & (index < 0 || index > 63 ? 0 : 1 << UInt64(index & 63))
        rows[position] = row(below: WordRows.mask(index), equal: equal, all: all)
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
