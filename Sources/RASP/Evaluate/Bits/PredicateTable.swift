/// The truth of a predicate for each pair of a distinct key value and a distinct query value.
struct PredicateTable {
  /// The number of each position's value, in the order in which values first occur.
  let keyCodes: [Int32]
  let queryCodes: [Int32]
  private let keyCount: Int
  private let wordsPerRow: Int
  private var words: [UInt64] = []
  /// For each distinct query value the bits of all keys, if they are kept.
  private var rows: [UInt64] = []

  struct Failure: Error {
    let problem: Problem
    let query: Int
    let key: Int
  }

  /// Calls the function once for each pair. Distinct values are met in the order of their first
  /// positions, so the first error is that of the first query and key that have one.
  init(
    _ function: Function, keys: Column, queries: Column, count: Int,
    budget: MemoryBudget
  ) throws(Failure) {
    let (key, query) = (DistinctValues(keys, count), DistinctValues(queries, count))
    (keyCodes, queryCodes) = (key.codes, query.codes)
    keyCount = key.values.count
    wordsPerRow = (keyCount + 63) / 64
    do {
      try budget.check(Int64(wordsPerRow) * Int64(query.values.count) * 8)
    } catch {
      throw Failure(problem: error, query: 0, key: 0)
    }
    words = [UInt64](repeating: 0, count: wordsPerRow * query.values.count)
    if let test = function.integerTest, let keys = key.integers, let queries = query.integers {
      fill(test, keys: keys, queries: queries)
    } else if let truths = function.truths(key.values, query.values) {
      fill(truths, of: key.values.count)
    } else {
      try fill(function, keys: key, queries: query)
    }
    keepRows(ofQueries: query.values.count)
  }

  private mutating func fill(
    _ test: (Int, Int) -> Bool, keys: [Int], queries: [Int]
  ) {
    for (q, query) in queries.enumerated() {
      for (k, key) in keys.enumerated() where test(key, query) { set(key: k, query: q) }
    }
  }

  private mutating func fill(_ truths: [Bool], of keyCount: Int) {
    for (pair, truth) in truths.enumerated() where truth {
      set(key: pair % keyCount, query: pair / keyCount)
    }
  }

  private mutating func fill(
    _ function: Function, keys: DistinctValues, queries: DistinctValues
  ) throws(Failure) {
    var arguments: [Value] = [.null, .null]
    for (q, query) in queries.values.enumerated() {
      arguments[1] = query
      for (k, key) in keys.values.enumerated() {
        arguments[0] = key
        do {
          if try function(arguments).isTrue { set(key: k, query: q) }
        } catch {
          throw Failure(problem: error, query: queries.first[q], key: keys.first[k])
        }
      }
    }
  }

  private mutating func set(key: Int, query: Int) {
    words[query * wordsPerRow + key / 64] |= 1 << UInt64(key % 64)
  }

  /// Writes out the rows of all keys while they take little room: where values are few, that is
  /// less work than to do it for every query.
  private mutating func keepRows(ofQueries count: Int) {
    let length = (keyCodes.count + 63) / 64
    if keyCount == keyCodes.count || length * count > 1 << 20 { return }
    var row = [UInt64](repeating: 0, count: length)
    for query in 0..<count {
      gather(&row, queryCode: query)
      rows += row
    }
  }

  var bytes: Int64 { Int64((words.count + rows.count) * 8 + 8 * keyCodes.count) }

  /// The bits of all keys for a query. Where every key has a value of its own, that is the row of
  /// the table.
  func fill(_ row: inout [UInt64], query: Int) {
    let code = Int(queryCodes[query])
    if keyCount == keyCodes.count {
      for word in row.indices { row[word] = words[code * wordsPerRow + word] }
    } else if !rows.isEmpty {
      for word in row.indices { row[word] = rows[code * row.count + word] }
    } else {
      gather(&row, queryCode: code)
    }
  }

  private func gather(_ row: inout [UInt64], queryCode: Int) {
    for word in row.indices {
      var bits: UInt64 = 0
      for key in 64 * word..<min(64 * word + 64, keyCodes.count) {
        let code = Int(keyCodes[key])
        let truth = words[queryCode * wordsPerRow + code / 64] >> UInt64(code % 64) & 1
        bits |= truth << UInt64(key % 64)
      }
      row[word] = bits
    }
  }
}

/// The distinct values of a column, told apart by kind, in the order of their first positions.
private struct DistinctValues {
  let codes: [Int32]
  private(set) var values: [Value] = []
  private(set) var first: [Int] = []

  init(_ column: Column, _ count: Int) {
    let (coded, table) = column.coded(count)
    var numbers = [Int32](repeating: -1, count: table.count)
    var codes = [Int32](repeating: 0, count: count)
    for position in 0..<count {
      let code = Int(coded[position])
      if numbers[code] < 0 {
        numbers[code] = Int32(values.count)
        values.append(table[code])
        first.append(position)
      }
      codes[position] = numbers[code]
    }
    self.codes = codes
  }

  /// The values, if they are integers that the machine has.
  var integers: [Int]? {
    var results: [Int] = []
    for value in values {
      guard let integer = Int(value) else { return nil }
      results.append(integer)
    }
    return results
  }
}
