/// One numbering of the values of a key column and of the query columns that it is compared with.
///
/// Equal values have equal codes. If the coding is ordered, codes are in the order of the values
/// too: numbers by amount, strings by scalar, and the kinds that have no order with each other one
/// after the other, so that a comparison of codes is exact wherever the language compares at all.
struct ValueCoding {
  let keys: [Int32]
  /// The codes of each query column.
  let queries: [[Int32]]
  /// Codes are below this.
  let size: Int

  /// How many positions the columns have. Queries that are the same everywhere count once.
  struct Extent {
    let keys: Int
    let queries: Int
  }

  init(_ keys: Column, queries: [Column], extent: Extent, isOrdered: Bool) {
    let numbers = (keys.wholeNumbers, queries.map { $0.wholeNumbers })
    if let key = numbers.0, numbers.1.allSatisfy({ $0 != nil }) {
      let queries = numbers.1.compactMap { $0 }
      self = ValueCoding(near: key, queries, extent) ?? ValueCoding(whole: key, queries, extent)
    } else if let coding = ValueCoding(doubles: keys, queries, extent) {
      self = coding
    } else {
      self.init(tables: keys, queries, extent: extent, isOrdered: isOrdered)
    }
  }

  /// Codes that are there already.
  init(keys: [Int32], queries: [[Int32]], size: Int) {
    (self.keys, self.queries, self.size) = (keys, queries, size)
  }

  /// Integers that lie in a short range are their own codes, from 1; 0 and the highest code stand
  /// for all queries below and above.
  private init?(
    near keys: ColumnOperand<Int64>, _ queries: [ColumnOperand<Int64>], _ extent: Extent
  ) {
    let limit = 4 * extent.keys + 1_024
    let bounds = keys.repeated.map { $0...$0 } ?? keys.values.range(limit: limit)
    guard let bounds, let size = bounds.size(limit: limit) else { return nil }
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    let above = Int32(size + 1)
    self.keys = zipped(keys, ColumnOperand(repeating: low), count: extent.keys) {
      Int32(truncatingIfNeeded: $0 &- $1) &+ 1
    }
    self.queries = queries.map { query in
      zipped(query, ColumnOperand(repeating: low), count: extent.queries) { value, low in
        value < low ? 0 : value > high ? above : Int32(truncatingIfNeeded: value &- low) &+ 1
      }
    }
    self.size = size + 2
  }

  private init(
    whole keys: ColumnOperand<Int64>, _ queries: [ColumnOperand<Int64>], _ extent: Extent
  ) {
    self.init(
      ranking: ValueCoding.sortable(keys, count: extent.keys) { UInt64(bitPattern: $0) ^ 1 << 63 },
      queries.map {
        ValueCoding.sortable($0, count: extent.queries) { UInt64(bitPattern: $0) ^ 1 << 63 }
      })
  }

  /// `nil` if there are values that are no numbers, or integers that a double cannot hold.
  private init?(doubles keys: Column, _ queries: [Column], _ extent: Extent) {
    for column in queries + [keys] {
      guard let bounds = column.wholeNumbers?.bounds(extent.keys) else { continue }
      if bounds.lowerBound < -1 << 53 || bounds.upperBound > 1 << 53 { return nil }
    }
    guard let key = keys.asDoubles else { return nil }
    var operands: [ColumnOperand<Double>] = []
    for query in queries {
      guard let operand = query.asDoubles else { return nil }
      operands.append(operand)
    }
    self.init(
      ranking: ValueCoding.sortable(key, count: extent.keys, ValueCoding.bits),
      operands.map { ValueCoding.sortable($0, count: extent.queries, ValueCoding.bits) })
  }

  /// Bits that are ordered as the doubles are; both zeros are one.
  private static func bits(_ double: Double) -> UInt64 {
    if double == 0 { return 1 << 63 }
    let bits = double.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func sortable<T>(
    _ operand: ColumnOperand<T>, count: Int, _ bits: (T) -> UInt64
  ) -> [UInt64] {
    filled(count) { bits(operand[$0]) }
  }

  /// Codes are the ranks of all values together.
  init(ranking keys: [UInt64], _ queries: [[UInt64]]) {
    var all = keys
    // Queries are mostly the keys themselves, and need no ranks of their own then.
    for query in queries where query != keys { all += query }
    var ranks = [Int32](repeating: 0, count: all.count)
    var (rank, last) = (-1 as Int32, nil as UInt64?)
    for index in ascendingOrder(all) {
      let value = all[Int(index)]
      if value != last { (rank, last) = (rank + 1, value) }
      ranks[Int(index)] = rank
    }
    self.keys = Array(ranks[..<keys.count])
    var start = keys.count
    var results: [[Int32]] = []
    for query in queries {
      if query == keys {
        results.append(self.keys)
      } else {
        results.append(Array(ranks[start..<start + query.count]))
        start += query.count
      }
    }
    self.queries = results
    size = Int(rank) + 1
  }
}

extension ColumnOperand<Int64> {
  fileprivate func bounds(_ count: Int) -> ClosedRange<Int64>? {
    repeated.map { $0...$0 } ?? values.bounds
  }
}

// MARK: Values of other kinds, through their tables

extension ValueCoding {
  private init(tables keys: Column, _ queries: [Column], extent: Extent, isOrdered: Bool) {
    let key = keys.coded(extent.keys)
    let query = queries.map { $0.coded(extent.queries) }
    if !isOrdered && ([key] + query).allSatisfy({ ValueCoding.isSameText($0.table, key.table) }) {
      self.init(keys: key.codes, queries: query.map { $0.codes }, size: key.table.count)
      return
    }
    let classes = Classes(query.map { $0.table } + [key.table], isOrdered)
    self.init(
      keys: classes.translated(key),
      queries: query.map { classes.translated($0) }, size: classes.count)
  }

  /// Whether both are one table of strings: then equal indices are equal values.
  private static func isSameText(_ a: [Value], _ b: [Value]) -> Bool {
    guard a.count == b.count, a.allSatisfy({ $0.kind == .string }) else { return false }
    return a.indices.allSatisfy { a[$0].isIdentical(to: b[$0]) }
  }

  /// The distinct values of some tables, by the language's equality.
  private struct Classes {
    private var codes: [Value: Int32] = [:]
    var count: Int { codes.count }

    init(_ tables: [[Value]], _ isOrdered: Bool) {
      for value in tables.joined() where codes[value] == nil { codes[value] = Int32(codes.count) }
      guard isOrdered else { return }
      let sorted = codes.keys.sorted { Classes.isBefore($0, $1) }
      for (rank, value) in sorted.enumerated() { codes[value] = Int32(rank) }
    }

    private static func isBefore(_ a: Value, _ b: Value) -> Bool {
      (try? Relation.less.holds(a, b)) ?? (a.kind.rawValue < b.kind.rawValue)
    }

    func translated(_ column: (codes: [Int32], table: [Value])) -> [Int32] {
      let translation = column.table.map { codes[$0] ?? 0 }
      return filled(column.codes.count) { translation[Int(column.codes[$0])] }
    }
  }
}
