/// Sums over the keys of a query's group that lie in an interval of ranks, while keys are taken up
/// one after the other: a Fenwick tree over the keys, sorted by group and rank.
struct DominanceSums {
  private let keys: RankedKeys

  init(_ groups: KeyGroups, _ range: RankRange) { keys = RankedKeys(groups, range) }

  func totals(_ payload: [Int64], _ sweep: Sweep) -> [Int64] {
    sweep.totals(Fenwick(keys.slots.count)) { tree, key in
      tree.add(payload[key], at: Int(keys.slots[key]))
    } read: { tree, query in
      tree.sum(below: Int(keys.high[query])) &- tree.sum(below: Int(keys.low[query]))
    }
  }
}

/// Prefix sums of an array that changes, in logarithmic time each.
private struct Fenwick {
  private var sums: [Int64]

  init(_ count: Int) { sums = [Int64](repeating: 0, count: count + 1) }

  mutating func add(_ value: Int64, at slot: Int) {
    var index = slot + 1
    while index < sums.count {
      sums[index] &+= value
      index += index & -index
    }
  }

  func sum(below end: Int) -> Int64 {
    var (index, total) = (end, 0 as Int64)
    while index > 0 {
      total &+= sums[index]
      index &= index - 1
    }
    return total
  }
}
