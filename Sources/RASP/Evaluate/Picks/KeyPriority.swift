/// The order in which an extremum prefers keys.
struct KeyPriority {
  /// The keys, the least preferred first; `nil` if that is the order of their positions.
  private let order: [Int32]?
  /// For each key its priority in that order; `nil` as above.
  private let priorities: [Int32]?
  /// Numbers that stand to each other as the scores do, and what they are below; none without a
  /// score.
  let ranks: (codes: [Int32], size: Int)?

  /// - Parameter scores: the scores of the keys, coded in order; `nil` if position alone decides.
  init(_ pick: SelectorNormalForm.Pick, scores: ValueCoding?, count: Int) {
    let isFirst = pick.position == .leftmost
    ranks = scores.map { ($0.keys, $0.size) }
    if scores == nil && !isFirst {
      (order, priorities) = (nil, nil)
      return
    }
    let last = Int32(truncatingIfNeeded: count - 1)
    var order = filled(count) { Int32(truncatingIfNeeded: $0) }
    if isFirst { order = filled(count) { last - Int32(truncatingIfNeeded: $0) } }
    if let scores {
      let (codes, top) = (scores.keys, Int32(scores.size - 1))
      let preferred =
        pick.score?.extremum == .least ? filled(count) { top - codes[$0] } : codes
      order = ascendingOrder(preferred, size: scores.size, indices: order) ?? order
    }
    var priorities = [Int32](repeating: 0, count: count)
    for (priority, key) in order.enumerated() {
      priorities[Int(key)] = Int32(truncatingIfNeeded: priority)
    }
    (self.order, self.priorities) = (order, priorities)
  }

  /// The priority of a key: higher is preferred, and no two have the same.
  @inline(__always)
  subscript(key: Int) -> Int32 { priorities.map { $0[key] } ?? Int32(truncatingIfNeeded: key) }

  /// The key of a priority; -1 for -1, which stands for none.
  @inline(__always)
  func key(_ priority: Int32) -> Int32 {
    guard priority >= 0, let order else { return priority }
    return order[Int(priority)]
  }
}
