import RASP

/// Random inputs that are the same everywhere for the same seed.
struct RandomSource {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// A number from 0 up to, not including, `bound`.
  mutating func below(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

  /// Tokens drawn from the characters of a string.
  mutating func tokens(from alphabet: String, _ length: Int) -> [Value] {
    let letters = Array(alphabet.unicodeScalars)
    var tokens: [Value] = []
    for _ in 0..<length { tokens.append(letters[below(letters.count)].asValue) }
    return tokens
  }

  /// Small integers, negative ones among them.
  mutating func integers(_ length: Int) -> [Value] {
    var tokens: [Value] = []
    for _ in 0..<length { tokens.append(.integer(Int64(below(19) - 9))) }
    return tokens
  }
}
