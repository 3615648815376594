/// The rows of a predicate in sequences of at most 64 tokens.
struct WordPredicate {
  let function: Function
  let layout: BatchLayout

  /// A problem and where the query meets the key, in their sequence.
  struct Failure: Error {
    let problem: Problem
    let query: Int
    let key: Int
  }

  /// The function runs once for each pair of values that meets, while there are few pairs.
  func rows(_ keys: Column, _ queries: Column) throws(Failure) -> [UInt64] {
    let (key, query) = (keys.coded(layout.count), queries.coded(layout.count))
    let (size, overflow) = key.table.count.multipliedReportingOverflow(by: query.table.count)
    let isSmall = !overflow && size <= 64 * layout.count + 64
    // 0: not known yet, 1: fails, 2: holds.
    var known = [UInt8](repeating: 0, count: isSmall ? size : 0)
    var rows = [UInt64](repeating: 0, count: layout.count)
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      for position in range {
        let start = Int(query.codes[position]) * key.table.count
        for (bit, other) in range.enumerated() {
          let place = isSmall ? start + Int(key.codes[other]) : 0
          var holds = isSmall && known[place] == 2
          if !isSmall || known[place] == 0 {
            do {
              holds = try function([keys[other], queries[position]]).isTrue
            } catch {
              throw Failure(problem: error, query: position - range.lowerBound, key: bit)
            }
            if isSmall { known[place] = holds ? 2 : 1 }
          }
          if holds { rows[position] |= 1 << UInt64(bit) }
        }
      }
    }
    return rows
  }
}
