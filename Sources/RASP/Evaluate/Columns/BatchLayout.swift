/// Where the sequences of a batch lie in its columns, which hold them one after the other.
struct BatchLayout {
  /// The first position of each sequence, and behind the last the number of positions; none if
  /// there is one sequence.
  private let starts: [Int]
  /// The number of positions of all sequences.
  let count: Int

  /// One sequence.
  init(count: Int) { (starts, self.count) = ([], count) }

  init(starts: [Int]) { (self.starts, count) = (starts, starts[starts.count - 1]) }

  var sequences: Int { starts.isEmpty ? 1 : starts.count - 1 }

  func range(_ sequence: Int) -> Range<Int> {
    starts.isEmpty ? 0..<count : starts[sequence]..<starts[sequence + 1]
  }

  /// The longest sequence whose rows of a selector are one machine word each.
  static let shortLimit = UInt64.bitWidth

  /// Whether rows of selectors are words. A batch of several sequences must be.
  var isShort: Bool {
    for sequence in 0..<sequences where range(sequence).count > BatchLayout.shortLimit {
      return false
    }
    return true
  }

  /// A position's number in its sequence. Cost: that of finding the sequence.
  func place(_ position: Int) -> Int {
    if starts.isEmpty { return position }
    var (low, high) = (0, sequences)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return position - starts[low]
  }

  /// Each position's number in its sequence.
  var indices: [Int64] {
    if sequences == 1 { return filled(count) { Int64($0) } }
    var results: [Int64] = []
    results.reserveCapacity(count)
    for sequence in 0..<sequences {
      for index in 0..<range(sequence).count { results.append(Int64(index)) }
    }
    return results
  }
}
