/// The matrix of one comparison of keys with queries.
///
/// Values become dense codes that agree on equality, and on order if the relation needs one. Then
/// a row depends on its query's code alone: walking the codes upwards, the keys below and at each
/// code are two growing bit rows, and every relation is a combination of them. Cost: n log n to
/// code, n x n / 64 to write.
struct Comparison {
  private let relation: Relation
  private let count: Int
  /// Codes of the keys and of the queries; they share one numbering.
  private var keyCodes: [Int] = []
  private var queryCodes: [Int] = []
  private var codeCount = 0

  init(_ relation: Relation, keys: Column, queries: Column, count: Int) throws(Failure) {
    self.relation = relation
    self.count = count
    let (keys, queries) = (keys.expanded(count), queries.expanded(count))
    if relation.needsOrder { try Comparison.checkOrder(relation, keys, queries) }
    assignCodes(keys, queries)
  }

  struct Failure: Error {
    let problem: Problem
    let query: Int
    let key: Int
  }

  /// Finds the first pair without an order, in the order in which the matrix is written.
  private static func checkOrder(
    _ relation: Relation, _ keys: [Value], _ queries: [Value]
  ) throws(Failure) {
    let firstText = keys.firstIndex { $0.kind == .string }
    let firstNumber = keys.firstIndex { $0.number != nil }
    let firstNull = keys.firstIndex { $0.kind == .null }
    for (q, query) in queries.enumerated() {
      var wrong = firstNull
      for other in query.kind == .null
        ? [firstText, firstNumber] : [query.kind == .string ? firstNumber : firstText]
      {
        if let other { wrong = min(wrong ?? other, other) }
      }
      if let k = wrong {
        throw Failure(problem: .noOrder(relation, keys[k], query), query: q, key: k)
      }
    }
  }

  private mutating func assignCodes(_ keys: [Value], _ queries: [Value]) {
    var codes: [Value: Int] = [:]
    for value in keys where codes[value] == nil { codes[value] = codes.count }
    for value in queries where codes[value] == nil { codes[value] = codes.count }
    if relation.needsOrder {
      let sorted = codes.keys.sorted { Comparison.isBefore($0, $1) }
      for (rank, value) in sorted.enumerated() { codes[value] = rank }
    }
    codeCount = codes.count
    keyCodes = keys.map { codes[$0, default: 0] }
    queryCodes = queries.map { codes[$0, default: 0] }
  }

  private static func isBefore(_ a: Value, _ b: Value) -> Bool {
    (try? Relation.less.holds(a, b)) ?? (a.kind.rawValue < b.kind.rawValue)
  }

  func matrix() -> BitMatrix {
    var matrix = BitMatrix(count: count)
    let (keysOfCode, queriesOfCode) = (bucket(keyCodes), bucket(queryCodes))
    var below = [UInt64](repeating: 0, count: matrix.wordsPerRow)
    var equal = below
    for code in 0..<codeCount {
      for key in keysOfCode[code] { equal[key / 64] |= 1 << UInt64(key % 64) }
      if !queriesOfCode[code].isEmpty {
        let row = row(below: below, equal: equal)
        for query in queriesOfCode[code] { matrix.setRow(query, to: row) }
      }
      for key in keysOfCode[code] {
        below[key / 64] |= 1 << UInt64(key % 64)
        equal[key / 64] = 0
      }
    }
    return matrix
  }

  private func bucket(_ codes: [Int]) -> [[Int]] {
    var buckets = [[Int]](repeating: [], count: codeCount)
    for (position, code) in codes.enumerated() { buckets[code].append(position) }
    return buckets
  }

  private func row(below: [UInt64], equal: [UInt64]) -> [UInt64] {
    below.indices.map { word in
      let all = BitMatrix.mask(word, count: count)
      switch relation {
      case .equal: return equal[word]
      case .notEqual: return all & ~equal[word]
      case .less: return below[word]
      case .lessOrEqual: return below[word] | equal[word]
      case .greater: return all & ~(below[word] | equal[word])
      case .greaterOrEqual: return all & ~below[word]
      }
    }
  }
}
