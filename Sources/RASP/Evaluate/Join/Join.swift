/// A conjunction's matches on one input: a plan with its columns coded.
enum Join {
  case groups(KeyGroups)
  case range(RankRange)
  case groupedRange(KeyGroups, Sweep)
  case twoRanges(DominanceSums, Sweep)

  /// - Parameters:
  ///   - further: what keys and queries must be equal by beside what the plan says.
  ///   - column: the values of an s-op.
  init(
    _ plan: JoinPlan, _ extent: ValueCoding.Extent, equal further: ValueCoding? = nil,
    column: (JoinPlan.Source) -> Column
  ) {
    let ranges = plan.ranges.map { RankRange($0, extent, column: column) }
    var groups = KeyGroups(plan.equalities, extent, column: column)
    if let further { groups.split(by: further) }
    switch ranges.count {
    case 0: self = .groups(groups)
    case 1 where plan.equalities.isEmpty && further == nil: self = .range(ranges[0])
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
