import RASP
import TestSupport

/// The programs whose sizes and times `Docs/compiler.md` has beside another compiler's.
struct TableProgram: Sendable, CustomStringConvertible {
  let name: String
  let program: SOp
  let vocabulary: [Value]
  let length: Int
  /// The bounds that a model must keep.
  let layers: Int
  var residualWidth = Int.max
  var nonZeroParameters = Int.max
  /// Inputs that random ones would seldom be.
  var inputs: @Sendable (inout Randomness, Int) -> [Value]? = { _, _ in nil }

  var description: String { "\(name), \(length)" }
}

extension TableProgram {
  static let all: [TableProgram] = [
    TableProgram(
      name: "histogram", program: Gallery.histogram(), vocabulary: letters, length: 10, layers: 1,
      residualWidth: 18, nonZeroParameters: 112),
    TableProgram(
      name: "flip", program: Gallery.flip(), vocabulary: letters, length: 10, layers: 2,
      residualWidth: 32, nonZeroParameters: 335),
    TableProgram(
      name: "flip", program: Gallery.flip(), vocabulary: letters, length: 40, layers: 2,
      residualWidth: 92, nonZeroParameters: 3_605),
    TableProgram(
      name: "sort with ties", program: Gallery.sort(), vocabulary: [1, 2, 3, 4, 5], length: 10,
      layers: 2, residualWidth: 32, nonZeroParameters: 239),
    TableProgram(
      name: "sort by frequency", program: sortByFrequency, vocabulary: letters, length: 20,
      layers: 3, residualWidth: 68, nonZeroParameters: 909),
    TableProgram(
      name: "fraction of earlier tokens that match", program: fractionOfEarlier("a"),
      vocabulary: letters, length: 10, layers: 1, residualWidth: 50, nonZeroParameters: 819),
    TableProgram(
      name: "balanced () and {}", program: balanced([("(", ")"), ("{", "}")]),
      vocabulary: ["(", ")", "{", "}", "a"], length: 10, layers: 2,
      residualWidth: 24, nonZeroParameters: 185, inputs: brackets),
    TableProgram(
      name: "balanced ()", program: balanced([("(", ")")]),
      vocabulary: ["(", ")", "a", "b", "c"], length: 40, layers: 2, residualWidth: 49,
      nonZeroParameters: 941, inputs: brackets),
    TableProgram(
      name: "add", program: Gallery.add(), vocabulary: Input("0123456789+").tokens, length: 15,
      layers: 6, residualWidth: 76, nonZeroParameters: 4_264, inputs: addition),
  ]

  private static let letters: [Value] = ["a", "b", "c", "d", "e"]

  /// The tokens, the most frequent first; equally frequent ones as they come.
  static let sortByFrequency: SOp = {
    let frequency = Gallery.histogram()
    let before = key(indices) < query(indices)
    let moreFrequent = key(frequency) > query(frequency)
    let tie = (key(frequency) == query(frequency)) & before
    let rank = (moreFrequent | tie).value(1)
    return (key(rank) == query(indices)).value(tokens)
  }()

  /// The share of a token among those up to each position.
  static func fractionOfEarlier(_ token: SOp) -> SOp {
    (key(indices) <= query(indices)).mean(tokens == token)
  }

  /// Whether each kind of bracket is closed as often as it is opened, and nowhere more often.
  static func balanced(_ pairs: [(SOp, SOp)]) -> SOp {
    var isBalanced: SOp = true
    for (opening, closing) in pairs {
      let step = `where`(tokens == opening, 1, `where`(tokens == closing, -1, 0))
      let open = (key(indices) <= query(indices)).value(step)
      let isNegative = (key(open < 0) == query(true)).value(1) > 0
      let rest = (key(1) == query(1)).value(step)
      isBalanced = isBalanced & !isNegative & (rest == 0)
    }
    return isBalanced
  }

  /// Brackets of one kind, balanced, with at most one of them wrong.
  private static func brackets(_ random: inout Randomness, _ length: Int) -> [Value] {
    var text: [Value] = []
    var depth = 0
    while text.count + depth < length {
      if depth > 0 && random.chance(45) {
        text.append(")")
        depth -= 1
      } else if text.count + depth + 2 <= length {
        text.append("(")
        depth += 1
      } else {
        break
      }
    }
    text += [Value](repeating: ")", count: depth)
    if random.chance(50) && !text.isEmpty {
      let index = Int.random(in: text.indices, using: &random)
      text[index] = random.pick(["(", ")", "a"])
    }
    return text
  }

  private static func addition(_ random: inout Randomness, _ length: Int) -> [Value] {
    let count = Int.random(in: 3...length, using: &random)
    let plus = Int.random(in: 1..<count - 1, using: &random)
    // Nines and pairs that make nine, so that carries go far.
    let isCarrying = random.chance(40)
    return (0..<count).map { position in
      if position == plus { return "+" }
      let digit = isCarrying ? random.pick([9, 9, 0]) : Int.random(in: 0...9, using: &random)
      return .string(String(digit))
    }
  }
}
