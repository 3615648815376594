/// The truth of a predicate for each pair of a distinct key value and a distinct query value.
struct PairTable {
  /// The number of each position's value, in the order in which values first occur.
  let keyCodes: [Int32]
  let queryCodes: [Int32]
  private let keyCount: Int
  private let wordsPerRow: Int
  private var words: [UInt64] = []

  struct Failure: Error {
    let problem: Problem
    let query: Int
    let key: Int
  }

  /// Calls the function once for each pair. Distinct values are met in the order of their first
  /// positions, so the first error is that of the first query and key that have one.
  init(
    _ function: Function, _ keys: Column, _ queries: Column, count: Int,
    _ budget: MemoryBudget
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
    var arguments: [Value] = [.null, .null]
    for (q, queryValue) in query.values.enumerated() {
      arguments[1] = queryValue
      for (k, keyValue) in key.values.enumerated() {
        arguments[0] = keyValue
        do {
          guard try function(arguments).isTrue else { continue }
        } catch {
          throw Failure(problem: error, query: query.first[q], key: key.first[k])
        }
        words[q * wordsPerRow + k / 64] |= 1 << UInt64(k % 64)
      }
    }
  }

  var bytes: Int64 { Int64(words.count * 8 + 8 * keyCodes.count) }

  @inline(__always)
  func holds(key: Int, query: Int) -> Bool {
    let code = Int(keyCodes[key])
    let word = words[Int(queryCodes[query]) * wordsPerRow + code / 64]
    return word >> UInt64(code % 64) & 1 == 1
  }

  /// The bits of all keys for a query. Where every key has a value of its own, that is the row of
  /// the table.
  func fill(_ row: inout [UInt64], query: Int) {
    if keyCount == keyCodes.count {
      let start = Int(queryCodes[query]) * wordsPerRow
      for word in row.indices { row[word] = words[start + word] }
      return
    }
    for word in row.indices {
      var bits: UInt64 = 0
      for key in 64 * word..<min(64 * word + 64, keyCodes.count) {
        bits |= (holds(key: key, query: query) ? 1 : 0) << UInt64(key % 64)
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
}
