/// The keys sorted by group and rank, and for each query the interval of them that its group and
/// bounds cover.
struct RankedKeys {
  /// The keys in that order.
  let order: [Int32]
  /// Where each key stands in it.
  let slots: [Int32]
  /// For each query the slots that its group and interval cover.
  let low: [Int32]
  let high: [Int32]
  private let groups: KeyGroups
  /// Where each group starts, and behind the last where it ends.
  private let starts: [Int]

  init(_ groups: KeyGroups, _ range: RankRange) {
    let byRank = ascendingOrder(range.keys, size: range.size)
    let all = filled(range.keys.count) { Int32(truncatingIfNeeded: $0) }
    let order = ascendingOrder(groups.keys, size: groups.count, indices: byRank ?? all) ?? all
    var slots = [Int32](repeating: 0, count: order.count)
    for (slot, key) in order.enumerated() { slots[Int(key)] = Int32(slot) }
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
    (self.order, self.slots, self.starts, self.groups) = (order, slots, starts, groups)
  }

  // MARK: Maxima of the beginning of a group: a Fenwick tree a group

  /// Takes a key's value up into the tree of its group.
  @inline(__always)
  func add(_ value: Int32, of key: Int, to tree: inout [Int32]) {
    let group = Int(groups.keys[key])
    let (start, size) = (starts[group], starts[group + 1] - starts[group])
    var index = Int(slots[key]) - start + 1
    while index <= size {
      tree[start + index - 1] = max(tree[start + index - 1], value)
      index += index & -index
    }
  }

  /// The greatest value that was taken up from the beginning of the query's group to its upper
  /// bound; -1 if none was.
  @inline(__always)
  func maximum(upTo query: Int, in tree: borrowing [Int32]) -> Int32 {
    let start = starts[Int(groups.queries[query])]
    var (index, best) = (Int(high[query]) - start, -1 as Int32)
    while index > 0 {
      best = max(best, tree[start + index - 1])
      index &= index - 1
    }
    return best
  }
}
