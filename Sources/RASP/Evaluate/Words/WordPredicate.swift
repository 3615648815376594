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
    if isSmall, function.table != nil { ask(key, query: query, known: &known) }
    var rows = [UInt64](repeating: 0, count: layout.count)
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      for position in range {
        let start = Int(query.codes[position]) * key.table.count
        for (bit, other) in range.enumerated() {
          let index = isSmall ? start + Int(key.codes[other]) : 0
          var holds = isSmall && known[index] == 2
          if !isSmall || known[index] == 0 {
            do {
              holds = try function([keys[other], queries[position]]).isTrue
            } catch {
              throw Failure(problem: error, query: position - range.lowerBound, key: bit)
            }
            if isSmall { known[index] = holds ? 2 : 1 }
          }
          if holds { rows[position] |= 1 << UInt64(bit) }
        }
      }
    }
    return rows
  }

  private typealias Side = (codes: [Int32], table: [Value])

  /// Asks a function with a table for all pairs that meet, at once. If it must be asked one by one,
  /// nothing gets known here.
  private func ask(_ key: Side, query: Side, known: inout [UInt8]) {
    let width = key.table.count
    var isMet = [Bool](repeating: false, count: known.count)
    var met: [Int] = []
    for sequence in 0..<layout.sequences {
      let range = layout.range(sequence)
      for position in range {
        for other in range {
          let index = Int(query.codes[position]) * width + Int(key.codes[other])
          if isMet[index] { continue }
          isMet[index] = true
          met.append(index)
        }
      }
    }
    if met.count == known.count, let truths = function.truths(key.table, query.table) {
      for (index, truth) in truths.enumerated() { known[index] = truth ? 2 : 1 }
      return
    }
    let columns = [met.map { key.table[$0 % width] }, met.map { query.table[$0 / width] }]
    guard let values = function.values(columns) else { return }
    for (index, value) in zip(met, values) { known[index] = value.isTrue ? 2 : 1 }
  }
}
