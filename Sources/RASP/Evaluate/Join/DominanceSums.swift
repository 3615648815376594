/// Sums over the keys of a query's group that lie in an interval of ranks, while keys are taken up
/// one after the other: a Fenwick tree over the keys, sorted by group and rank.
struct DominanceSums {
  /// Where each key stands in that order.
  private let places: [Int32]
  /// For each query the places that its group and interval cover.
  private let low: [Int32]
  private let high: [Int32]

  init(_ groups: KeyGroups, _ range: RankRange) {
    let byRank = ascendingOrder(range.keys, size: range.size)
    let all = filled(range.keys.count) { Int32(truncatingIfNeeded: $0) }
    let order = ascendingOrder(groups.keys, size: groups.count, places: byRank ?? all) ?? all
    var places = [Int32](repeating: 0, count: order.count)
    for (place, key) in order.enumerated() { places[Int(key)] = Int32(place) }
    self.places = places
    var starts = [Int](repeating: 0, count: groups.count + 1)
    for group in groups.keys { starts[Int(group) + 1] += 1 }
    for group in 0..<groups.count { starts[group + 1] += starts[group] }
    let find = { (query: Int, rank: Int32) -> Int32 in
      let group = Int(groups.queries[query])
      var (first, last) = (starts[group], starts[group + 1])
      while first < last {
        let middle = (first + last) / 2
        if range.keys[Int(order[middle])] < rank { first = middle + 1 } else { last = middle }
      }
      return Int32(first)
    }
    low = filled(range.low.count) { find($0, range.low[$0]) }
    high = filled(range.high.count) { find($0, range.high[$0]) }
  }

  func totals(_ payload: [Int64], _ sweep: Sweep) -> [Int64] {
    sweep.totals(Fenwick(places.count)) { tree, key in
      tree.add(payload[key], at: Int(places[key]))
    } read: { tree, query in
      tree.sum(below: Int(high[query])) &- tree.sum(below: Int(low[query]))
    }
  }
}

/// Prefix sums of an array that changes, in logarithmic time each.
private struct Fenwick {
  private var sums: [Int64]

  init(_ count: Int) { sums = [Int64](repeating: 0, count: count + 1) }

  mutating func add(_ value: Int64, at place: Int) {
    var index = place + 1
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
