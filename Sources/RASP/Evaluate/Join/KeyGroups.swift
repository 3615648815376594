/// The group of each key and each query: a key matches the queries of its group.
struct KeyGroups {
  private(set) var keys: [Int32]
  private(set) var queries: [Int32]
  private(set) var count: Int

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
    self.init(extent)
    for (index, equality) in equalities.enumerated() {
      let coding = ValueCoding(
        column(equality.key), queries: [column(equality.query)], extent: extent, isOrdered: false)
      if index == 0 { self = KeyGroups(coding) } else { split(by: coding) }
    }
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

  private static func ranked(_ keys: [UInt64], _ queries: [UInt64]) -> ValueCoding {
    ValueCoding(ranking: keys, [queries])
  }

  /// At each query the sum over the keys of its group.
  func totals(_ payload: [Int64]) -> [Int64] {
    var sums = [Int64](repeating: 0, count: count)
    for index in keys.indices { sums[Int(keys[index])] &+= payload[index] }
    return filled(queries.count) { sums[Int(queries[$0])] }
  }
}
