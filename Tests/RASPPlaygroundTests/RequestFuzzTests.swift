import Foundation
import RASPPlayground
import RASPSyntax
import RASPText
import TestSupport
import Testing

/// Requests that no page sends: every one has a reply, which is a JSON object.
struct RequestFuzzTests {
  private let sources = [
    "tokens", "indices * 2", "key(tokens) == query(tokens)", "(key(1) == query(1)).value(1)",
    "tokens +",
    "def f(x):\n  return x + 1\nf(indices)", "tokens;", "indices + 1;", "# \"a\"", "1", "\"é\"", "",
    "A(i) = rightmost j [j < i, 1] Q_a(j) : 0", "import math\ntokens", "x = [",
    "(key(indices) < query(indices)).value(tokens)",
  ]

  @Test func haveReplies() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    print("random requests: RASP_SEED=\(Randomness.environmentSeed)")
    var (page, weights) = (Playground(Dialect.all), WeightsPlayground())
    let count = 4_000
    var refusals = 0
    for number in 0..<count {
      // A request may refer to what an earlier one has run; now and then nothing has.
      if number.isMultiple(of: 100) {
        (page, weights) = (Playground(Dialect.all), WeightsPlayground())
      }
      let request = random.request(sources)
      for reply in [page.call(request), weights.call(request)] {
        let object = try? JSONSerialization.jsonObject(with: Data(reply.utf8))
        let replied = try #require(object as? [String: Any], "\(request): \(reply)")
        if replied["refused"] != nil { refusals += 1 }
      }
    }
    Randomness.report("requests of the page", count: 2 * count)
    if Randomness.isUsualSeed { #expect((count..<2 * count).contains(refusals)) }
  }
}

extension Randomness {
  /// Mostly a call with arguments of the kinds that it takes.
  fileprivate mutating func request(_ sources: [String]) -> String {
    let source = chance(70) ? pick(sources) : mutated(pick(sources))
    let (dialect, input) = (
      pick(["raspy", "rasp", "crasp", "brasp"]), pick(["ab", "", "[1,2]", "ba", "é"])
    )
    let (flag, place) = (chance(50), number(-1...4))
    var words: [Any] =
      switch pick([
        "run", "cell", "output", "figure", "plan", "check", "about", "compile", "weights", "export",
      ]) {
      case "run": ["run", dialect, source, NSNull(), input, flag]
      case "cell": ["cell", place, number(0...2), number(0...2)]
      case "output": ["output", place, number(0...2)]
      case "check": ["check", dialect, pick(["shift", "first", "add", "x"]), source]
      case "compile":
        ["compile", dialect, source, NSNull(), flag, pick(["ab", "", "[1,2]"]), number(-1...4)]
      case "weights": ["weights", input]
      case "export": ["export", pick(["onnx", "huggingface", "svg"])]
      case let name: [name]
      }
    if chance(20) { words[number(0...words.count - 1)] = scalar() }
    if chance(10) { words.removeLast(number(0...words.count - 1)) }
    if chance(10) { words.append(source) }
    let data = (try? JSONSerialization.data(withJSONObject: words)) ?? Data()
    let text = String(decoding: data, as: UTF8.self)
    return chance(10) ? mutated(text) : text
  }

  private mutating func scalar() -> Any {
    pick([
      NSNull(), "", "__proto__", -1, 9e15, 0.5, 1 << 53, true, Int.max, Int.min, 1e300,
      String(repeating: "a", count: 2_000),
    ])
  }

  /// A text with some of its characters removed, repeated or replaced.
  private mutating func mutated(_ text: String) -> String {
    var characters = Array(text.unicodeScalars)
    for _ in 0..<number(1...3) where !characters.isEmpty {
      let place = number(0...characters.count - 1)
      switch number(0...2) {
      case 0: characters.remove(at: place)
      case 1: characters.insert(characters[place], at: place)
      default: characters[place] = pick(Array("[]{}(),:\"\\0é\u{0}\u{FFFF} \n;=".unicodeScalars))
      }
    }
    var result = ""
    result.unicodeScalars.append(contentsOf: characters)
    return result
  }
}
