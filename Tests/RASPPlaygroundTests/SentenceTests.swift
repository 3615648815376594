import Foundation
import RASP
import RASPPlayground
import Testing

/// What the page says about a cell or an output.
@Suite struct SentenceTests {
  private let page = Asking()

  @Test func oneSelectedValueIsTheOutput() throws {
    _ = try page.run("(key(indices) == query(indices - 1)).value(tokens, '_')", "ab")
    #expect(
      try page.sentence(0, 1, 0)
        == "Position 1 attends to position 0 because key 0 == query 0. The value \"a\" found there"
        + " is its output.")
    #expect(
      try page.sentence(0, 0, 1)
        == "Position 0 does not attend to position 1 because key 1 != query -1. It attends to"
        + " nothing, so its output is the default, \"_\".")
  }

  /// Why an extremum kept a key, or passed it over.
  @Test func extremaSayWhatDecided() throws {
    _ = try page.run(
      "((key(tokens) == query(tokens)) & (key(indices) < query(indices))).rightmost()"
        + ".value(indices, -1)", "aaab")
    #expect(
      try page.sentence(0, 2, 1)
        == "Position 2 attends to position 1 because key \"a\" == query \"a\" and key 1 < query 2,"
        + " and of the 2 that match it is the last. The value 1 found there is its output.")
    #expect(
      try page.sentence(0, 2, 0)
        == "Position 2 does not attend to position 0 although key \"a\" == query \"a\" and"
        + " key 0 < query 2: of the 2 that match, the last is position 1.")
    #expect(
      try page.sentence(0, 1, 0)
        == "Position 1 attends to position 0 because key \"a\" == query \"a\" and key 0 < query 1,"
        + " and no other position matches. The value 0 found there is its output.")
    _ = try page.run("(key(1) == query(1)).best(indices % 2).leftmost().value(indices)", "aaaa")
    #expect(try page.sentence(0, 0, 0).contains("although key 1 == query 1: of the 4 that match"))
  }

  @Test func severalAddUpOrAverage() throws {
    _ = try page.run("(key(tokens) == query(tokens)).value(indices)", "aa")
    #expect(try page.sentence(0, 0, 1).hasSuffix(" is one of two that add up to 1."))
    _ = try page.run("(key(tokens) == query(tokens)).mean(indices)", "aa")
    #expect(try page.sentence(0, 0, 1).hasSuffix(" is one of two that average 0.5."))
  }

  @Test(arguments: [
    (
      "(key(indices) < query(indices)) & (key(tokens) == query(tokens))", 1, 0,
      #"attends to position 0 because key 0 < query 1 and key "a" == query "a"."#
    ),
    (
      "(key(indices) < query(indices)) & (key(tokens) == query(tokens))", 2, 0,
      #"does not attend to position 0 because key "a" != query "b"."#
    ),
    (
      "(key(indices) > query(indices)) | (key(tokens) == query(tokens))", 1, 0,
      #"attends to position 0 because key "a" == query "a"."#
    ),
    (
      "(key(indices) > query(indices)) | (key(tokens) == query(tokens))", 2, 0,
      #"does not attend to position 0 because key 0 <= query 2 and key "a" != query "b"."#
    ),
    ("~(key(indices) >= query(indices))", 1, 0, "attends to position 0 because key 0 < query 1."),
    (
      "(key(indices) < query(indices)) != (key(1) == query(1))", 1, 0,
      "does not attend to position 0 because key 0 < query 1 and key 1 == query 1."
    ),
  ])
  func reasonsAreWhatDecides(_ selector: String, _ query: Int, _ key: Int, _ end: String) throws {
    _ = try page.run(selector, "aab")
    #expect(try page.sentence(0, query, key) == "Position \(query) " + end)
  }

  @Test func causalHeadsDoNotSeeAhead() throws {
    _ = try page.run("(key(1) == query(1)).value(1)", "ab", causal: true)
    #expect(
      try page.sentence(0, 0, 1)
        == "Position 0 cannot see position 1: a causal head sees no later positions.")
  }

  @Test func longReasonsAreCut() throws {
    let source = """
      s = key(indices) == query(indices)
      for i in range(2000):
          s = s & (key(indices + i) == query(indices + i))
      s
      """
    _ = try page.run(source, "ab")
    #expect(try page.sentence(0, 0, 0).hasSuffix("and so on."))
  }

  /// A reason is a statement about the two values: each must be true where it is said.
  @Test func everyReasonIsTrue() throws {
    for relation in ["==", "!=", "<", "<=", ">", ">="] {
      _ = try page.run("key(tokens) \(relation) query(tokens)", "[3, 1, 2]")
      for (query, key) in [(0, 1), (1, 0), (2, 2), (0, 2)] {
        let sentence = try page.sentence(0, query, key)
        let words = sentence.split(separator: " ").map { $0.trimmingCharacters(in: ["."]) }
        let start = try #require(words.firstIndex(of: "key"))
        let said = try #require(Relation.allCases.first { $0.symbol == words[start + 2] })
        let (a, b) = (try #require(Int64(words[start + 1])), try #require(Int64(words[start + 4])))
        #expect(try said.holds(.integer(a), .integer(b)), "\(sentence)")
      }
    }
  }
}

/// Where a value came from.
@Suite struct DependencyTests {
  private let page = Asking()

  @Test func aShiftComesFromOneToken() throws {
    _ = try page.run("(key(indices) == query(indices - 1)).value(tokens, '_')", "abc")
    let reply = try page.ask("output", -1, 2)
    #expect(
      reply.text("sentence")
        == "The result \"b\" at position 2 comes from the token \"b\" at 1, through a head in layer 1."
    )
    let path = try #require(reply["path"] as? [String: Any])
    #expect(path["inputs"] as? [Int] == [1])
    #expect(path["cells"] as? [[Int]] == [[0, 2, 1]])
    #expect(path["outputs"] as? [[Int]] == [[0, 2]])
  }

  @Test func constantsComeFromNothing() throws {
    _ = try page.run("indices + 1", "abc")
    #expect(
      try page.ask("output", -1, 0).text("sentence")
        == "The result 1 at position 0 depends on no token: only on its position and on constants.")
  }

  /// An input token that no path leads to can be changed without changing the value, as long as
  /// the same keys are selected. In programs that attend by position alone they always are.
  @Test(arguments: [
    "(key(indices) == query(indices - 1)).value(tokens, 0)",
    "(key(indices) <= query(indices)).value(tokens)",
    "x = (key(indices) == query(indices + 2)).value(tokens)\n(key(indices) < query(indices)).value(x)",
    "where(indices % 2 == 0, tokens, (key(indices) == query(0)).value(tokens))",
  ])
  func otherTokensDoNotMatter(source: String) throws {
    let tokens = [3, 1, 4, 1, 5]
    let result = try #require(try page.run(source, "\(tokens)")["output"] as? [String])
    for position in tokens.indices {
      _ = try page.run(source, "\(tokens)")
      let path = try #require(try page.ask("output", -1, position)["path"] as? [String: Any])
      let inputs = Set(path["inputs"] as? [Int] ?? [])
      for other in tokens.indices where !inputs.contains(other) {
        var changed = tokens
        changed[other] += 100
        let now = try #require(try page.run(source, "\(changed)")["output"] as? [String])
        #expect(now[position] == result[position], "\(source): \(position) and \(other)")
      }
    }
  }
}
