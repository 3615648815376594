/// A conjunction's preferred keys on one input: a plan with its columns coded.
struct PickJoin {
  private let term: PickPlan.Term
  private let priority: KeyPriority
  private let groups: KeyGroups
  /// Bounded from above, if on one side.
  private let swept: RankRange?
  private let ordered: RankRange?
  /// Whether the ordered range's keys are in the order of their priorities.
  private let isAligned: Bool

  /// - Parameter column: the values of an s-op.
  init(
    _ term: PickPlan.Term, _ extent: ValueCoding.Extent, priority: KeyPriority, isFirst: Bool,
    column: (JoinPlan.Source) -> Column
  ) {
    self.term = term
    self.priority = priority
    groups = KeyGroups(term.join.equalities, extent, column: column)
    func coded(_ range: JoinPlan.Range?, isMirrored: Bool) -> RankRange? {
      guard let range else { return nil }
      let coded = RankRange(range, extent, column: column)
      return isMirrored ? coded.mirrored() : coded
    }
    swept = coded(term.swept, isMirrored: term.swept?.isLower == true)
    // Positions are counted as the priority counts them; another range is bounded from above.
    isAligned = priority.ranks == nil && term.ordered?.key == .indices
    ordered = coded(
      term.ordered, isMirrored: isAligned ? isFirst : term.ordered?.isLower == true)
  }

  /// At each query the priority of the preferred key, or -1.
  func priorities() -> [Int32] {
    switch term.shape {
    case .lastOfGroup: lastOfGroup()
    case .lastUpTo: ordered.map(lastUpTo) ?? []
    case .sweep: swept.map(bestSwept) ?? []
    case .interval: swept.map(bestInside) ?? []
    case .sweepWithTree: bestInTree()
    }
  }

  private var nothing: [Int32] { [Int32](repeating: -1, count: groups.count) }

  private func lastOfGroup() -> [Int32] {
    var best = nothing
    for key in groups.keys.indices {
      let group = Int(groups.keys[key])
      best[group] = max(best[group], priority[key])
    }
    return filled(groups.queries.count) { best[Int(groups.queries[$0])] }
  }

  /// Keys are met in the order of their priorities: the last one of the group is the preferred one,
  /// and if that is below the lower bound, all are.
  private func lastUpTo(_ range: RankRange) -> [Int32] {
    Sweep(range, isOneSided: true).best(nothing) { last, key in
      last[Int(groups.keys[key])] = Int32(truncatingIfNeeded: key)
    } read: { last, query in
      let key = last[Int(groups.queries[query])]
      return key >= 0 && range.keys[Int(key)] >= range.low[query] ? priority[Int(key)] : -1
    }
  }

  private func bestSwept(_ range: RankRange) -> [Int32] {
    Sweep(range, isOneSided: true).best(nothing) { best, key in
      let group = Int(groups.keys[key])
      best[group] = max(best[group], priority[key])
    } read: { best, query in
      best[Int(groups.queries[query])]
    }
  }

  private func bestInside(_ range: RankRange) -> [Int32] {
    let keys = RankedKeys(groups, range)
    let tree = MaximumTree(keys.order.count) { priority[Int(keys.order[$0])] }
    return filled(range.high.count) { tree.maximum(Int(keys.low[$0])..<Int(keys.high[$0])) }
  }

  private func bestInTree() -> [Int32] {
    guard let swept, let ordered else { return [] }
    let keys = RankedKeys(groups, ordered)
    return Sweep(swept, isOneSided: true).best(nothing(keys.order.count)) { tree, key in
      keys.add(priority[key], of: key, to: &tree)
    } read: { tree, query in
      let best = keys.maximum(upTo: query, in: tree)
      guard isAligned, best >= 0 else { return best }
      // The preferred key below the upper bound; if it is below the lower one, all are.
      return ordered.keys[Int(priority.key(best))] >= ordered.low[query] ? best : -1
    }
  }

  private func nothing(_ count: Int) -> [Int32] { [Int32](repeating: -1, count: count) }
}

/// The greatest of any interval of an array, in logarithmic time.
private struct MaximumTree {
  private var nodes: [Int32]
  private let count: Int

  init(_ count: Int, _ element: (Int) -> Int32) {
    self.count = count
    nodes = [Int32](repeating: -1, count: 2 * count)
    for index in 0..<count { nodes[count + index] = element(index) }
    for index in stride(from: count - 1, to: 0, by: -1) {
      nodes[index] = max(nodes[2 * index], nodes[2 * index + 1])
    }
  }

  /// The greatest element of the interval; -1 of none.
  func maximum(_ range: Range<Int>) -> Int32 {
    var (low, high, best) = (range.lowerBound + count, range.upperBound + count, -1 as Int32)
    while low < high {
      if low & 1 == 1 {
        best = max(best, nodes[low])
        low += 1
      }
      if high & 1 == 1 {
        high -= 1
        best = max(best, nodes[high])
      }
      (low, high) = (low / 2, high / 2)
    }
    return best
  }
}
