/// An n x n matrix of bits, 64 keys a word; row = query position.
struct BitMatrix {
  let count: Int
  let wordsPerRow: Int
  private(set) var words: [UInt64]

  /// The longest input for which attention is evaluated: 128 MB a selector.
  static let limit = 32_768

  init(count: Int) {
    self.count = count
    wordsPerRow = (count + 63) / 64
    words = [UInt64](repeating: 0, count: count * wordsPerRow)
  }

  var bytes: Int64 { Int64(words.count * 8) }

  mutating func set(query: Int, key: Int) {
    words[query * wordsPerRow + key / 64] |= 1 << UInt64(key % 64)
  }

  mutating func setRow(_ query: Int, to row: [UInt64]) {
    let start = query * wordsPerRow
    for index in 0..<wordsPerRow { words[start + index] = row[index] }
  }

  mutating func formUnion(_ other: BitMatrix) { combine(other) { $0 | $1 } }
  mutating func formIntersection(_ other: BitMatrix) { combine(other) { $0 & $1 } }
  mutating func formDifference(_ other: BitMatrix) { combine(other) { $0 ^ $1 } }

  mutating func invert() {
    for query in 0..<count {
      for word in 0..<wordsPerRow {
        words[query * wordsPerRow + word] ^= BitMatrix.mask(word, count: count)
      }
    }
  }

  /// Hides the keys after each query's own position.
  mutating func hideLaterKeys() {
    for query in 0..<count {
      for word in 0..<wordsPerRow {
        words[query * wordsPerRow + word] &= BitMatrix.mask(word, count: query + 1)
      }
    }
  }

  /// The bits of a word that stand for the first `count` keys.
  static func mask(_ word: Int, count: Int) -> UInt64 {
    let bits = count - 64 * word
    return bits >= 64 ? .max : bits <= 0 ? 0 : (1 << UInt64(bits)) - 1
  }

  private mutating func combine(_ other: BitMatrix, _ operation: (UInt64, UInt64) -> UInt64) {
    for index in words.indices { words[index] = operation(words[index], other.words[index]) }
  }

  /// How many keys a query selects.
  func width(_ query: Int) -> Int {
    var total = 0
    for word in query * wordsPerRow..<(query + 1) * wordsPerRow {
      total += words[word].nonzeroBitCount
    }
    return total
  }

  /// Calls `body` with each key that a query selects, in order.
  @inline(__always)
  func forEachKey(_ query: Int, _ body: (Int) -> Void) {
    for word in 0..<wordsPerRow {
      var bits = words[query * wordsPerRow + word]
      while bits != 0 {
        body(64 * word + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }
}
