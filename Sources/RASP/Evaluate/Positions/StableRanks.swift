/// What counting, for each key, the keys before it in an order comes to: the keys' places in that
/// order, each place once. Equal values are in the order of their positions, or in the reverse.
struct StableRanks {
  /// The s-op whose values are ordered.
  let node: NodeID
  private let column: Column
  let count: Int
  private let isDescending: Bool
  private let isFromEnd: Bool

  /// What the ranks take, and keep.
  var bytes: Int64 { column.bytes }

  /// `nil` unless the joins count the keys whose value comes first, and of equal values those whose
  /// position does.
  init?(_ plans: [JoinPlan], count: Int, column: (JoinPlan.Source) -> Column) {
    guard plans.count == 2, plans.allSatisfy({ $0.coefficient == 1 && $0.ranges.count == 1 }),
      let byValue = plans.first(where: { $0.equalities.isEmpty }),
      let byPosition = plans.first(where: { $0.equalities.count == 1 }),
      case .node(let node) = byValue.ranges[0].key,
      byPosition.equalities[0] == JoinPlan.Equality(key: .node(node), query: .node(node)),
      byPosition.ranges[0].key == .indices,
      let isDescending = StableRanks.isDescending(byValue.ranges[0]),
      let isFromEnd = StableRanks.isDescending(byPosition.ranges[0])
    else { return nil }
    self.node = node
    (self.column, self.count) = (column(.node(node)), count)
    (self.isDescending, self.isFromEnd) = (isDescending, isFromEnd)
  }

  /// Whether keys come before a query's where they are greater; `nil` if neither that nor where they
  /// are less.
  private static func isDescending(_ range: JoinPlan.Range) -> Bool? {
    guard range.bounds.count == 1, range.bounds[0].query == range.key else { return nil }
    switch range.bounds[0].outcomes {
    case .less: return false
    case .greater: return true
    default: return nil
    }
  }

  /// The keys' values as codes whose order is that of the ranks, and what they are below.
  private func coded() -> (codes: [Int32], size: Int) {
    let extent = ValueCoding.Extent(keys: count, queries: count)
    let coding = ValueCoding(column, queries: [], extent: extent, isOrdered: true)
    let top = Int32(truncatingIfNeeded: coding.size - 1)
    return (isDescending ? filled(count) { top - coding.keys[$0] } : coding.keys, coding.size)
  }

  /// The keys in the order of their ranks.
  func order() -> [Int32] {
    let (codes, size) = coded()
    let last = Int32(truncatingIfNeeded: count - 1)
    let positions = filled(count) {
      isFromEnd ? last - Int32(truncatingIfNeeded: $0) : Int32(truncatingIfNeeded: $0)
    }
    return ascendingOrder(codes, size: size, indices: positions) ?? positions
  }

  /// The keys' values of another column in that order.
  func gathered<T>(_ values: UnsafeBufferPointer<T>) -> [T] {
    let order = order()
    return filled(count) { values[Int(order[$0])] }
  }

  /// The rank of each key.
  func ranks() -> [Int64] {
    var ranks = [Int64](repeating: 0, count: count)
    let order = order()
    for rank in order.indices { ranks[Int(order[rank])] = Int64(rank) }
    return ranks
  }

  /// The key of a rank; `nil` if none has it.
  func key(ofRank rank: Int64) -> Int? {
    guard rank >= 0, rank < Int64(count) else { return nil }
    return rank == 0 ? first : Int(order()[Int(rank)])
  }

  /// The key of rank 0, without an order of the others.
  private var first: Int? {
    if case .integers(let values) = column, let bounds = values.bounds {
      let best = isDescending ? bounds.upperBound : bounds.lowerBound
      return isFromEnd ? values.lastIndex(of: best) : values.firstIndex(of: best)
    }
    let codes = coded().codes
    guard let best = codes.min() else { return nil }
    return isFromEnd ? codes.lastIndex(of: best) : codes.firstIndex(of: best)
  }

  /// The keys' own values in the order of their ranks, if they are integers, which can be sorted
  /// without their keys.
  func sorted() -> Column? {
    guard case .integers(let values) = column else { return nil }
    let sorted = ascending(values)
    return .integers(isDescending ? sorted.reversed() : sorted)
  }
}
