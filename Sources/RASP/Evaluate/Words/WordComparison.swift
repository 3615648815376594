/// The rows of one comparison in sequences of at most 64 tokens: a word a query, a bit a key.
struct WordComparison {
  let relation: Relation
  let layout: Layout

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
    let extent = Coding.Extent(keys: layout.count, queries: layout.count)
    let coding = Coding(
      keys.column, [queries.column], extent, isOrdered: relation.needsOrder)
    return relation.needsOrder ? orderedRows(coding) : equalRows(coding)
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
  private func rowsOfPositions(_ queries: Operand<Int64>) -> [UInt64] {
    var rows = [UInt64](repeating: 0, count: layout.count)
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      let all = WordRows.mask(range.count)
      for position in range {
        let query = queries[position]
        let place = Int(truncatingIfNeeded: max(-1, min(Int64(range.count), query)))
        let equal = all & (1 << UInt64(place & 63)) & (place < 0 || place > 63 ? 0 : .max)
        rows[position] = row(below: WordRows.mask(place), equal: equal, all: all)
      }
    }
    return rows
  }

  /// Queries are the positions: each key is put where it stands, and rows gather what is below.
  private func rowsAtPositions(_ keys: Operand<Int64>) -> [UInt64] {
    var rows = [UInt64](repeating: 0, count: layout.count)
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      var below: UInt64 = 0
      for (bit, position) in range.enumerated() {
        let key = keys[position]
        if key < 0 {
          below |= 1 << UInt64(bit)
        } else if key < Int64(range.count) {
          rows[range.lowerBound + Int(key)] |= 1 << UInt64(bit)
        }
      }
      if relation == .equal { continue }
      let all = WordRows.mask(range.count)
      for position in range {
        let equal = rows[position]
        rows[position] = row(below: below, equal: equal, all: all)
        below |= equal
      }
    }
    return rows
  }

  /// Equal keys are collected under their code, which the queries look up.
  private func equalRows(_ coding: Coding) -> [UInt64] {
    var rows = [UInt64](repeating: 0, count: layout.count)
    var keysOfCode = [UInt64](repeating: 0, count: coding.size)
    let queries = coding.queries[0]
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      let all = WordRows.mask(range.count)
      for (bit, position) in range.enumerated() {
        keysOfCode[Int(coding.keys[position])] |= 1 << UInt64(bit)
      }
      for position in range {
        let equal = keysOfCode[Int(queries[position])]
        rows[position] = relation == .equal ? equal : all & ~equal
      }
      for position in range { keysOfCode[Int(coding.keys[position])] = 0 }
    }
    return rows
  }

  private func orderedRows(_ coding: Coding) -> [UInt64] {
    var rows = [UInt64](repeating: 0, count: layout.count)
    let queries = coding.queries[0]
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      let all = WordRows.mask(range.count)
      for position in range {
        var (below, equal) = (0 as UInt64, 0 as UInt64)
        let query = queries[position]
        for (bit, key) in range.enumerated() {
          below |= (coding.keys[key] < query ? 1 : 0) << UInt64(bit)
          equal |= (coding.keys[key] == query ? 1 : 0) << UInt64(bit)
        }
        rows[position] = row(below: below, equal: equal, all: all)
      }
    }
    return rows
  }
}
