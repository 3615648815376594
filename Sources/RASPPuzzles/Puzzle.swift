import RASP

/// A task to be solved by a program: what to compute, how it is called, how it is checked.
public struct Puzzle: Sendable {
  /// The name of the function to write.
  public let name: String
  /// What it must compute.
  public let task: String
  /// The function's parameters, in Python: `i, seq=tokens`.
  public let parameters: String
  /// Calls that show what is wanted, with an input each; the answers come from the oracle.
  public let examples: [Example]
  /// From a nudge to almost the answer.
  public let hints: [String]
  /// What a good solution takes.
  public let par: Score
  /// A solution within par, in the RASPy dialect; it may use the solutions of earlier puzzles.
  public let solution: String
  /// The ways in which the function is called, and what must come out.
  let calls: [Call]

  /// A call and an input that shows it.
  public struct Example: Sendable {
    /// The call, in Python: `shift(2)`.
    public let call: String
    /// What the program is run on.
    public let input: Input
  }
}

/// How many layers and attention heads a program takes.
public struct Score: Sendable, Hashable {
  /// Attention layers.
  public var layers: Int
  /// Attention heads in all layers together.
  public var heads: Int

  /// A score of these numbers.
  public init(layers: Int, heads: Int) {
    self.layers = layers
    self.heads = heads
  }

  /// The score of a program, found without running it.
  public init(_ sop: SOp) {
    let heads = sop.heads
    var count = 0
    for layer in heads { count += layer.count }
    self.init(layers: heads.count, heads: count)
  }

  /// The larger of each number: the score of a function is that of its costliest call.
  func worst(_ other: Score) -> Score {
    Score(layers: max(layers, other.layers), heads: max(heads, other.heads))
  }
}

/// One way of calling a puzzle's function.
struct Call: Sendable {
  /// The call, in Python.
  let text: String
  /// Inputs that are always tried: edge cases.
  let inputs: [Input]
  /// Makes a random input of about this length.
  let random: @Sendable (inout RandomSource, _ length: Int) -> [Value]
  /// What must come out.
  let oracle: @Sendable ([Value]) -> [Value]
}

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
