/// The ranks of the keys of one s-op, and for each query the half-open interval of ranks that its
/// bounds leave.
struct RankRange {
  let keys: [Int32]
  private(set) var low: [Int32]
  private(set) var high: [Int32]
  /// Ranks are below this.
  let size: Int
  /// Whether some interval starts above rank 0.
  private(set) var hasLow = false

  init(_ coding: ValueCoding, _ bounds: [JoinPlan.Bound], queries: Int) {
    keys = coding.keys
    size = coding.size
    low = [Int32](repeating: 0, count: queries)
    high = [Int32](repeating: Int32(coding.size), count: queries)
    for (bound, codes) in zip(bounds, coding.queries) { narrow(bound.outcomes, codes) }
    for query in 0..<queries {
      if low[query] >= high[query] { (low[query], high[query]) = (0, 0) }
      if low[query] > 0 { hasLow = true }
    }
  }

  /// The range of one key s-op with its bounds.
  init(
    _ range: JoinPlan.Range, _ extent: ValueCoding.Extent, column: (JoinPlan.Source) -> Column
  ) {
    let queries = range.bounds.map { column($0.query) }
    let coding = ValueCoding(column(range.key), queries: queries, extent: extent, isOrdered: true)
    self.init(coding, range.bounds, queries: extent.queries)
  }

  /// The same with ranks counted from above: what bounds from below bounds from above.
  func mirrored() -> RankRange {
    RankRange(mirroring: self)
  }

  private init(mirroring other: RankRange) {
    let size = Int32(other.size)
    keys = filled(other.keys.count) { size - 1 - other.keys[$0] }
    low = filled(other.high.count) { size - other.high[$0] }
    high = filled(other.low.count) { size - other.low[$0] }
    self.size = other.size
    for query in low.indices where low[query] >= high[query] {
      (low[query], high[query]) = (0, 0)
    }
    hasLow = low.contains { $0 > 0 }
  }

  private mutating func narrow(_ outcomes: SelectorNormalForm.Outcomes, _ codes: [Int32]) {
    let (isLower, isUpper) = (!outcomes.contains(.less), !outcomes.contains(.greater))
    let step: Int32 = outcomes.contains(.equal) ? 1 : 0
    for query in codes.indices {
      if isLower { low[query] = max(low[query], codes[query] + 1 - step) }
      if isUpper { high[query] = min(high[query], codes[query] + step) }
    }
  }

  /// At each query the sum over the keys in its interval: two prefix sums.
  func totals(_ payload: [Int64]) -> [Int64] {
    var sums = [Int64](repeating: 0, count: size + 1)
    for key in keys.indices { sums[Int(keys[key]) + 1] &+= payload[key] }
    for rank in 0..<size { sums[rank + 1] &+= sums[rank] }
    return filled(low.count) { sums[Int(high[$0])] &- sums[Int(low[$0])] }
  }
}

/// One pass over the keys of a range in ascending order of rank, that stops at each end of each
/// query's interval: what was collected up to the high end, less what was up to the low end, is
/// what lies between.
struct Sweep {
  private let range: RankRange
  private let keyOrder: [Int32]?
  private let highOrder: [Int32]?
  private let lowOrder: [Int32]?

  /// - Parameter isOneSided: whether lower ends will not be asked for.
  init(_ range: RankRange, isOneSided: Bool = false) {
    self.range = range
    keyOrder = ascendingOrder(range.keys, size: range.size)
    highOrder = ascendingOrder(range.high, size: range.size + 1)
    lowOrder = range.hasLow && !isOneSided ? ascendingOrder(range.low, size: range.size + 1) : nil
  }

  /// `add` takes a key up, `read` gives what a query finds at that moment.
  @inline(__always)
  func totals<State>(
    _ empty: State, add: (inout State, Int) -> Void, read: (borrowing State, Int) -> Int64
  ) -> [Int64] {
    var results = [Int64](repeating: 0, count: range.high.count)
    var state = empty
    pass(range.high, order: highOrder, state: &state, add: add) { results[$1] = read($0, $1) }
    guard range.hasLow else { return results }
    state = empty
    pass(range.low, order: lowOrder, state: &state, add: add) { state, query in
      if range.low[query] > 0 { results[query] &-= read(state, query) }
    }
    return results
  }

  /// What each query finds at the upper end of its interval, keys taken up from below.
  @inline(__always)
  func best<State>(
    _ empty: State, add: (inout State, Int) -> Void, read: (borrowing State, Int) -> Int32
  ) -> [Int32] {
    var results = [Int32](repeating: -1, count: range.high.count)
    var state = empty
    pass(range.high, order: highOrder, state: &state, add: add) { results[$1] = read($0, $1) }
    return results
  }

  @inline(__always)
  private func pass<State>(
    _ ends: [Int32], order: [Int32]?, state: inout State,
    add: (inout State, Int) -> Void, _ visit: (borrowing State, Int) -> Void
  ) {
    var next = 0
    for step in ends.indices {
      let query = order.map { Int($0[step]) } ?? step
      let end = ends[query]
      while next < range.keys.count {
        let key = keyOrder.map { Int($0[next]) } ?? next
        if range.keys[key] >= end { break }
        add(&state, key)
        next += 1
      }
      visit(state, query)
    }
  }
}
