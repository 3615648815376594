/// For each query an interval of the positions of keys, whose ends stand still or move along with
/// the query: all before it, a window, from a place on.
struct Spans {
  /// An end of the intervals, between 0 and the number of keys.
  private struct End {
    var offset: Int
    let moves: Bool

    func callAsFunction(_ query: Int, _ keys: Int) -> Int {
      max(0, min(keys, moves ? offset + query : offset))
    }
  }

  private let keys: Int
  let queries: Int
  private var low = End(offset: 0, moves: false)
  private var high: End

  /// All keys for each query.
  init(_ extent: ValueCoding.Extent) {
    (keys, queries) = (extent.keys, extent.queries)
    high = End(offset: extent.keys, moves: false)
  }

  /// The intervals that bounds of the positions leave; `nil` if an end stands still for some bounds
  /// and moves for others, or moves in another way.
  /// - Parameter column: the values of an s-op.
  init?(
    _ range: JoinPlan.Range, _ extent: ValueCoding.Extent, column: (JoinPlan.Source) -> Column
  ) {
    guard range.key == .indices else { return nil }
    self.init(extent)
    var (hasLow, hasHigh) = (false, false)
    for bound in range.bounds {
      guard let place = place(column(bound.query)) else { return nil }
      let step = bound.outcomes.contains(.equal) ? 1 : 0
      if !bound.outcomes.contains(.less) {
        let end = End(offset: place.offset + 1 - step, moves: place.moves)
        if hasLow && end.moves != low.moves { return nil }
        low = hasLow && low.offset > end.offset ? low : end
        hasLow = true
      }
      if !bound.outcomes.contains(.greater) {
        let end = End(offset: place.offset + step, moves: place.moves)
        if hasHigh && end.moves != high.moves { return nil }
        high = hasHigh && high.offset < end.offset ? high : end
        hasHigh = true
      }
    }
  }

  /// Where the queries of a bound stand: positions moved by an offset, or one for all.
  private func place(_ queries: Column) -> End? {
    // Far from all positions one place is as good as another.
    let limit = Int64(2 * (keys + 1))
    let near = { (place: Int64) in Int(truncatingIfNeeded: max(-limit, min(limit, place))) }
    switch queries {
    case .progression(let queries) where queries.step == 1:
      return End(offset: near(queries.first), moves: true)
    case .uniform(let value) where value.isWhole:
      return End(offset: near(value.amount), moves: false)
    case .progression, .uniform, .booleans, .integers, .whole, .doubles, .coded: return nil
    }
  }

  /// How many keys a query has.
  @inline(__always)
  func count(_ query: Int) -> Int { max(0, high(query, keys) - low(query, keys)) }

  /// How many keys each query has.
  var counts: [Int32] { filled(queries) { Int32(truncatingIfNeeded: count($0)) } }

  /// Each query's first key; of no meaning where it has none.
  var firstKeys: [Int32] { filled(queries) { Int32(truncatingIfNeeded: low($0, keys)) } }

  /// The least and the greatest number of keys that queries have. From one query to the next the
  /// number changes by one at most, so that all numbers between occur.
  var sizes: ClosedRange<Int> {
    var counts = count(0)...count(0)
    // Between two of these the number changes evenly.
    let turns = [
      queries - 1, -low.offset, keys - low.offset, -high.offset, keys - high.offset,
      low.offset - high.offset, high.offset - low.offset,
    ]
    for turn in turns.flatMap({ [$0 - 1, $0, $0 + 1] }) where turn >= 0 && turn < queries {
      let count = count(turn)
      counts = min(counts.lowerBound, count)...max(counts.upperBound, count)
    }
    return counts
  }

  /// At each query the sum, modulo 2^64, of `payload` over its keys; `empty` where it has none.
  func totals(_ payload: [Int64], empty: Int64 = 0) -> [Int64] {
    payload.withUnsafeBufferPointer { payload in
      [Int64](unsafeUninitializedCapacity: queries) { totals, initialized in
        var window = Window(payload)
        let steady = steady
        for query in 0..<steady.lowerBound {
          totals.initializeElement(at: query, to: total(query, &window) ?? empty)
        }
        // What comes in and goes out with each step, written out so that nothing is decided on the way.
        let (end, start) = (high.offset - 1, low.offset - 1)
        if !steady.isEmpty {
          let first = steady.lowerBound
          window.move(to: low.moves ? start + first : low(first, keys), end + first)
        }
        var sum = window.sum
        if low.moves {
          for query in steady {
            sum &+= payload[end + query] &- payload[start + query]
            totals.initializeElement(at: query, to: sum)
          }
        } else {
          for query in steady {
            sum &+= payload[end + query]
            totals.initializeElement(at: query, to: sum)
          }
        }
        if let last = steady.last { window.continue(to: low(last, keys)..<high(last, keys), sum) }
        for query in steady.upperBound..<queries {
          totals.initializeElement(at: query, to: total(query, &window) ?? empty)
        }
        initialized = queries
      }
    }
  }

  /// Neighbouring queries whose upper end moves by one with each, and the lower end too or stands
  /// still, all of them having keys.
  private var steady: Range<Int> {
    guard high.moves else { return 0..<0 }
    var first = max(0, 1 - high.offset)
    var end = min(queries, keys + 1 - high.offset)
    if low.moves {
      if low.offset >= high.offset { return 0..<0 }
      first = max(first, 1 - low.offset)
      end = min(end, keys + 1 - low.offset)
    } else {
      first = max(first, low.offset + 1 - high.offset)
    }
    return first < end ? first..<end : 0..<0
  }

  private func total(_ query: Int, _ window: inout Window) -> Int64? {
    let (low, high) = (low(query, keys), high(query, keys))
    window.move(to: low, high)
    return low < high ? window.sum : nil
  }

  /// The sum over an interval whose ends only ever go up.
  private struct Window {
    private let payload: UnsafeBufferPointer<Int64>
    private var start = 0
    private var end = 0
    private(set) var sum: Int64 = 0

    init(_ payload: UnsafeBufferPointer<Int64>) { self.payload = payload }

    mutating func move(to low: Int, _ high: Int) {
      while end < high {
        sum &+= payload[end]
        end += 1
      }
      while start < low {
        sum &-= payload[start]
        start += 1
      }
    }

    /// Goes on from an interval and its sum.
    mutating func `continue`(to interval: Range<Int>, _ sum: Int64) {
      (start, end, self.sum) = (interval.lowerBound, interval.upperBound, sum)
    }
  }
}
