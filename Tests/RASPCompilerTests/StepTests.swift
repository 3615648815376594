import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPCompiler

/// Elementwise work that one MLP cannot do: blocks without heads go on from it.
struct StepTests {
  struct Stepped: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sop: SOp
    let vocabulary: [Value]
    let length: Int
    let heads: [Int]
    /// The bounds of the size.
    let width: Int
    let nonZero: Int
  }

  private static func count(_ token: SOp) -> SOp { (key(tokens) == query(token)).value(1) }
  private static let letters: [Value] = ["a", "b", "c", "d", "e"]
  private static let tests = [count("a") > 2, count("b") > 1, count("c") == 1, count("d") < 3]

  private static let upToHere = key(indices) <= query(indices)
  private static let brackets: [(SOp, SOp)] = [("(", ")"), ("[", "]"), ("{", "}")]
  private static let bracketTokens: [Value] = ["(", ")", "[", "]", "{", "}"]

  /// Brackets of three kinds, each balanced for itself, from means as in a language that has nothing
  /// else.
  private static let shuffled: SOp = {
    let levels = brackets.map { open, close in
      upToHere.mean(tokens == open) - upToHere.mean(tokens == close)
    }
    let isNegative = levels.dropFirst().reduce(levels[0] < 0) { $0 | ($1 < 0) }
    let isLevel = levels.dropFirst().reduce(levels[0] == 0) { $0 & ($1 == 0) }
    let last = (key(1) == query(1)).value(1) - 1
    return (key(indices) == query(last)).value(isLevel)
      & ((key(isNegative) == query(true)).value(1) == 0)
  }()

  private static let stepped = [
    Stepped(
      testDescription: "four tests, in pairs",
      sop: (tests[0] & tests[1]) & (tests[2] & tests[3]), vocabulary: letters, length: 20,
      heads: [4, 0], width: 14, nonZero: 90),
    Stepped(
      testDescription: "four tests, one after the other",
      sop: ((tests[0] & tests[1]) & tests[2]) & tests[3], vocabulary: letters, length: 20,
      heads: [4, 0], width: 14, nonZero: 90),
    Stepped(
      testDescription: "alternatives of conjunctions",
      sop: (tests[0] & tests[1]) | ~(tests[2] & tests[3]), vocabulary: letters, length: 20,
      heads: [4, 0], width: 14, nonZero: 93),
    Stepped(
      testDescription: "a choice between sums",
      sop: `where`(tests[0] & tests[1], count("c") * 2, count("d") - 1), vocabulary: letters,
      length: 16, heads: [4, 0], width: 64, nonZero: 2_357),
    Stepped(
      testDescription: "shuffled brackets of three kinds", sop: shuffled,
      vocabulary: bracketTokens, length: 6, heads: [2, 0, 2], width: 33, nonZero: 243),
    Stepped(
      testDescription: "longer shuffled brackets", sop: shuffled, vocabulary: bracketTokens,
      length: 10, heads: [2, 0, 2], width: 41, nonZero: 330),
  ]

  @Test(arguments: stepped) func isExact(_ stepped: Stepped) throws {
    let model = try CompiledModel(stepped.sop, stepped.vocabulary, stepped.length)
    #expect(model.sizes.heads == stepped.heads)
    #expect(model.sizes.residualWidth <= stepped.width)
    #expect(model.sizes.nonZeroParameters <= stepped.nonZero)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }

  /// A default that no sum says stands apart from all sums, however many there are.
  @Test(arguments: [-1, nil, "none", 3] as [Value]) func defaultsBesideSums(_ value: Value) throws {
    let sop = (key(tokens) == query("a")).value(indices, default: value)
    let model = try CompiledModel(sop, ["a", "b"], 35)
    #expect(model.sizes.heads == [2])
    #expect(model.sizes.residualWidth <= 636)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
    #expect(try CompiledModel(sop, ["a", "b"], 20).sizes.heads == [1])
  }

  /// As many tests as no table holds: how many of them hold is one number.
  @Test(arguments: [true, false]) func manyTests(all: Bool) throws {
    let tokens = (0..<24).map { Value.integer($0) }
    let tests = tokens.map { StepTests.count(SOp($0)) < 2 }
    let joined = tests.dropFirst().reduce(tests[0]) { all ? $0 & $1 : $0 | $1 }
    let model = try CompiledModel(joined, tokens, 4)
    #expect(model.sizes.blocks == 2)
    #expect(model.sizes.nonZeroParameters < 24 * 24)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }

  /// What is too large whatever is held between is refused for what the program says.
  @Test func whatHasNoSmallerStepsIsRefused() throws {
    let sum = StepTests.count("a") * 7 + StepTests.count("b") * StepTests.count("c")
    var options = CompilerOptions()
    options.combinationLimit = 4
    let error = try #require(throws: Refusal.self) {
      _ = try Compiler.compile(
        Program(sum), for: Domain(vocabulary: StepTests.letters, maximumLength: 6), options)
    }
    #expect(error.reasons.count == 1)
    #expect(
      error.reasons[0].sop?.hasPrefix("((key(tokens) == query(\"a\")).value(1) * 7) + ") == true)
  }

  /// Labels hold block by block, and what is held between is named.
  @Test func labelsNameTheSteps() throws {
    let model = try CompiledModel(StepTests.stepped[0].sop, StepTests.letters, 20)
    try model.expectAgreement(on: [["a", "a", "a", "b", "b", "c"], ["a", "b"]], labelsOnLast: 2)
    #expect(model.labels.heads.map { $0.count } == [4, 0])
  }
}
