import RASPSyntax
import RASPText
import Testing

/// What a session holds goes with it once it was told to forget.
@Suite struct ForgettingTests {
  private static let texts = [
    "raspy": [
      "twice = tokens.map(lambda x: x + x)", "def f(n):\n  return tokens.map(lambda x: x * n)",
      "g = f(2)\nh = select(indices, indices, lambda k, q: k < q)\nu = tokens.map(str.upper)",
      "from functools import partial\nimport math\np = indices.map(partial(max, 2)).map(math.sqrt)",
      "from tracr.rasp import rasp\nm = rasp.Map(lambda x: x, rasp.tokens)",
    ],
    "rasp": [
      "def f(a) { def g(b) { return a + b; } return g(1); }", "x = f(indices);",
      "d = {\"a\": 1}; y = d[tokens];", "set example \"abc\"",
    ],
    "crasp": ["V = # \"(\"", "D = V >= # \")\""],
    "brasp": ["A(i) = rightmost j [j < i, 1] Q_a(j) : 0"],
  ]

  /// What every session holds for as long as it is there.
  private final class Witness: Sendable {}

  @Test(arguments: Dialect.all.map(\.id))
  func nothingIsLeft(of id: String) throws {
    #expect(try !leavesWitness(id, forgets: true), "\(id) leaks a session")
  }

  /// Where functions and variables hold each other, forgetting is what lets go of them.
  @Test func functionsHoldVariables() throws {
    #expect(try leavesWitness("raspy", forgets: false))
  }

  private func leavesWitness(_ id: String, forgets: Bool) throws -> Bool {
    weak var left: Witness?
    do {
      let witness = Witness()
      left = witness
      let dialect = try #require(Dialect.named(id))
      let session = dialect.session(
        Surroundings(isCancelled: {
          _ = witness
          return false
        }))
      for text in try #require(ForgettingTests.texts[id]) { try session.evaluate(text) }
      let count = session.names.count
      if forgets {
        session.forget()
        #expect(session.names.count < count)
      }
    }
    return left != nil
  }
}
