/// A conjunction's matches on one input: a plan with its columns coded.
enum Join {
  case groups(KeyGroups)
  case range(RankRange)
  case groupedRange(KeyGroups, Sweep)
  case twoRanges(DominanceSums, Sweep)

  /// - Parameter column: the values of an s-op.
  init(
    _ plan: JoinPlan, _ extent: ValueCoding.Extent, column: (JoinPlan.Source) -> Column
  ) {
    let ranges = plan.ranges.map { range in
      let queries = range.bounds.map { column($0.query) }
      let coding = ValueCoding(column(range.key), queries, extent, isOrdered: true)
      return RankRange(coding, range.bounds, queries: extent.queries)
    }
    var groups = KeyGroups(extent)
    for (index, equality) in plan.equalities.enumerated() {
      let coding = ValueCoding(
        column(equality.key), [column(equality.query)], extent, isOrdered: false)
      if index == 0 { groups = KeyGroups(coding) } else { groups.split(by: coding) }
    }
    switch ranges.count {
    case 0: self = .groups(groups)
    case 1 where plan.equalities.isEmpty: self = .range(ranges[0])
    case 1: self = .groupedRange(groups, Sweep(ranges[0]))
    default:
      // The sweep goes along the range whose keys are in order already, if one is.
      let first = isAscending(ranges[0].keys) ? 0 : 1
      self = .twoRanges(DominanceSums(groups, ranges[1 - first]), Sweep(ranges[first]))
    }
  }

  /// At each query the sum, modulo 2^64, of `payload` over the keys that match.
  func totals(_ payload: [Int64]) -> [Int64] {
    switch self {
    case .groups(let groups): return groups.totals(payload)
    case .range(let range): return range.totals(payload)
    case .groupedRange(let groups, let sweep):
      return sweep.totals([Int64](repeating: 0, count: groups.count)) { sums, key in
        sums[Int(groups.keys[key])] &+= payload[key]
      } read: { sums, query in
        sums[Int(groups.queries[query])]
      }
    case .twoRanges(let dominance, let sweep): return dominance.totals(payload, sweep)
    }
  }
}
