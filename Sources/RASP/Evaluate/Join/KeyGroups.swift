/// The group of each key and each query: a key matches the queries of its group.
struct KeyGroups {
  private(set) var keys: [Int32]
  private(set) var queries: [Int32]
  private(set) var count: Int
  /// Whether the last group is of keys that no query has.
  private var hasRest = false

  /// One group of all.
  init(_ extent: ValueCoding.Extent) {
    keys = [Int32](repeating: 0, count: extent.keys)
    queries = [Int32](repeating: 0, count: extent.queries)
    count = 1
  }

  init(_ coding: ValueCoding) {
    (keys, queries, count) = (coding.keys, coding.queries[0], coding.size)
  }

  /// The groups of keys and queries that some equalities make.
  init(
    _ equalities: [JoinPlan.Equality], _ extent: ValueCoding.Extent,
    column: (JoinPlan.Source) -> Column
  ) {
    // Where queries are the same everywhere, an equality leaves some keys and makes no groups.
    var (kept, groups) = ([Bool]?.none, KeyGroups?.none)
    for equality in equalities {
      let query = column(equality.query)
      if case .uniform(let value) = query {
        let equal = column(equality.key).isEqual(to: value, extent.keys)
        kept = kept.map { kept in filled(extent.keys) { kept[$0] && equal[$0] } } ?? equal
        continue
      }
      let coding = ValueCoding(equality, extent, column: column)
      if groups == nil { groups = KeyGroups(coding) } else { groups?.split(by: coding) }
    }
    self = groups ?? KeyGroups(extent)
    if let kept { leaveOut(kept) }
  }

  /// Puts keys that are not kept into a group of their own, which no query has.
  private mutating func leaveOut(_ isKept: [Bool]) {
    let rest = Int32(truncatingIfNeeded: count)
    keys = zipped(ColumnOperand(keys), ColumnOperand(isKept), count: keys.count) { $1 ? $0 : rest }
    count += 1
    hasRest = true
  }

  /// The key of each query's group; -1 of none. `nil` if some group has several.
  func onlyKeys() -> [Int32]? {
    var key = [Int32](repeating: -1, count: count)
    let rest = Int32(truncatingIfNeeded: hasRest ? count - 1 : count)
    let isSingle = key.withUnsafeMutableBufferPointer { key in
      for index in keys.indices where keys[index] != rest {
        if key[Int(keys[index])] >= 0 { return false }
        key[Int(keys[index])] = Int32(truncatingIfNeeded: index)
      }
      return true
    }
    return isSingle ? filled(queries.count) { key[Int(queries[$0])] } : nil
  }

  /// Splits each group by another equality.
  mutating func split(by coding: ValueCoding) {
    let (product, overflow) = count.multipliedReportingOverflow(by: coding.size)
    if !overflow && product <= 4 * keys.count + 1_024 {
      let size = Int32(coding.size)
      keys = filled(keys.count) { keys[$0] &* size &+ coding.keys[$0] }
      queries = filled(queries.count) { queries[$0] &* size &+ coding.queries[0][$0] }
      count = product
    } else {
      self = KeyGroups(
        KeyGroups.ranked(
          filled(keys.count) { UInt64(keys[$0]) << 32 | UInt64(coding.keys[$0]) },
          filled(queries.count) { UInt64(queries[$0]) << 32 | UInt64(coding.queries[0][$0]) }))
    }
  }

  /// The same groups, each asked by one query.
  var each: KeyGroups {
    var groups = self
    groups.queries = filled(count) { Int32(truncatingIfNeeded: $0) }
    return groups
  }

  private static func ranked(_ keys: [UInt64], _ queries: [UInt64]) -> ValueCoding {
    ValueCoding(ranking: keys, [queries])
  }

  /// At each query the number of keys in its group.
  func counts() -> [Int32] {
    var counts = [Int32](repeating: 0, count: count)
    counts.withUnsafeMutableBufferPointer { counts in
      for group in keys { counts[Int(group)] &+= 1 }
    }
    return filled(queries.count) { counts[Int(queries[$0])] }
  }

  /// At each query the sum over the keys of its group.
  func totals(_ payload: [Int64]) -> [Int64] {
    var sums = [Int64](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      for index in keys.indices { sums[Int(keys[index])] &+= payload[index] }
    }
    return filled(queries.count) { sums[Int(queries[$0])] }
  }
}

extension ValueCoding {
  /// The codes of the two sides of an equality, which mostly are the same s-op.
  fileprivate init(
    _ equality: JoinPlan.Equality, _ extent: Extent, column: (JoinPlan.Source) -> Column
  ) {
    let keys = column(equality.key)
    if equality.key == equality.query && extent.keys == extent.queries {
      let coding = ValueCoding(keys, queries: [], extent: extent, isOrdered: false)
      self.init(keys: coding.keys, queries: [coding.keys], size: coding.size)
    } else {
      self.init(keys, queries: [column(equality.query)], extent: extent, isOrdered: false)
    }
  }
}

extension Column {
  /// Where the values are equal to one.
  fileprivate func isEqual(to value: Value, _ count: Int) -> [Bool] {
    if case .booleans(let values) = self, case .boolean(true) = value { return values }
    let comparison = AppliedElementwise.relation(.equal, self, .uniform(value))
    guard let equal = try? ColumnOperation(comparison, count: count)() else {
      preconditionFailure("equality has a meaning for any two values")
    }
    let truths = equal.truths(count)
    return truths.repeated.map { [Bool](repeating: $0, count: count) } ?? truths.values
  }
}
