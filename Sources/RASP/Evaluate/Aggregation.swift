/// Attention over a bit matrix: the reduction of the selected values at each query position.
struct Aggregation {
  let reduction: Reduction
  let fallback: Value
  let selector: BitMatrix
  let column: Column

  /// A problem and the query position that has it.
  struct Failure: Error {
    let problem: Problem
    let query: Int
  }

  func callAsFunction() throws(Failure) -> Column {
    var results: [Value] = []
    results.reserveCapacity(selector.count)
    for query in 0..<selector.count {
      let width = selector.width(query)
      do {
        switch width {
        case 0: results.append(fallback)
        case 1: results.append(single(query))
        default: results.append(try several(query, width))
        }
      } catch {
        throw Failure(problem: error, query: query)
      }
    }
    return Column(results)
  }

  private func single(_ query: Int) -> Value {
    var value = fallback
    selector.forEachKey(query) { value = column[$0] }
    return value
  }

  private func several(_ query: Int, _ width: Int) throws(Problem) -> Value {
    switch column {
    case .uniform(.integer(let value)):
      return try reduction.finish(Int128(value) * Int128(width), count: width)
    case .booleans(let values):
      var sum = 0
      selector.forEachKey(query) { sum += values[$0] ? 1 : 0 }
      return try reduction.finish(Int128(sum), count: width)
    case .integers(let values):
      return try reduction.finish(integerSum(query, values), count: width)
    case .doubles(let values):
      var sum = ExactSum()
      selector.forEachKey(query) { sum.add(values[$0]) }
      return try reduction.finish(sum, count: width)
    case .uniform, .values:
      var selected: [Value] = []
      selected.reserveCapacity(width)
      selector.forEachKey(query) { selected.append(column[$0]) }
      return try reduction.reduce(selected)
    }
  }

  /// 64 bits nearly always suffice, and are ten times as fast as 128.
  private func integerSum(_ query: Int, _ values: [Int64]) -> Int128 {
    var (sum, hasOverflown) = (0 as Int64, false)
    selector.forEachKey(query) {
      let (next, overflow) = sum.addingReportingOverflow(values[$0])
      sum = next
      hasOverflown = hasOverflown || overflow
    }
    if !hasOverflown { return Int128(sum) }
    var wide: Int128 = 0
    selector.forEachKey(query) { wide += Int128(values[$0]) }
    return wide
  }
}
