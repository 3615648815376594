import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPCompiler

/// The mean of equal values that are no numbers: one head, whose average of equal one-hots is that
/// one-hot.
struct EqualMeanTests {
  private static let previous = Gallery.shift(1, default: "^")
  private static let letters: [Value] = ["a", "b", "c"]

  /// The induction head of the textbooks: what stood behind earlier occurrences of this token.
  private static let induction = (key(previous) == query(tokens)).mean(tokens, default: "?")

  @Test func inductionMovesWhatAllOccurrencesHadBehind() throws {
    let program = Program(EqualMeanTests.induction, causal: true)
    #expect(
      try program.run("abcabca".map { .string(String($0)) }) == ["?", "?", "?", "b", "c", "a", "b"])
    #expect(throws: Diagnostic.self) { try program.run("abaca".map { .string(String($0)) }) }
  }

  /// All 1,093 inputs up to 6 tokens of 3; those on which the evaluator gives an error are counted.
  @Test func inductionIsExactWhereItIsDefined() throws {
    let model = try CompiledModel(
      EqualMeanTests.induction, EqualMeanTests.letters, 6, causal: true, allowsFailures: true)
    #expect(model.sizes.blocks == 2 && model.sizes.heads == [1, 1])
    let inputs = SampleInputs(model.program, model.domain, seed: 1).all
    let result = try model.compared(on: inputs)
    #expect(result.mismatchCount == 0, "\(result.report)")
    let failures = model.program.run(batch: inputs).count { (try? $0.get()) == nil }
    #expect(result.failures == failures)
    #expect(inputs.count == 1_093)
    #expect((100...700).contains(failures))
  }

  /// Without the permission a program with inputs on which it fails is refused, with such an input.
  @Test func inputsWithTwoValuesAreFound() {
    let error = #expect(throws: Refusal.self) {
      try CompiledModel(EqualMeanTests.induction, EqualMeanTests.letters, 6, causal: true)
    }
    #expect(error?.reasons.map(\.fault.caseName) == ["failsOn"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let sop: SOp
    let vocabulary: [Value]
    var testDescription: String { name }
  }

  private static let same = key(tokens) == query(tokens)
  private static let cases: [Case] = [
    Case(name: "itself", sop: same.mean(tokens), vocabulary: letters),
    Case(name: "none and text", sop: same.mean(tokens), vocabulary: ["a", nil, "b"]),
    Case(name: "numbers and text", sop: same.mean(tokens), vocabulary: ["a", 2, "b", -3]),
    Case(
      name: "numbers and text, a default",
      sop: (same & (key(indices) < query(indices))).mean(tokens, default: 7),
      vocabulary: ["a", 2, "b", 0]),
    Case(
      name: "one constant", sop: (key(tokens) != query(tokens)).mean("x", default: "none"),
      vocabulary: letters),
    Case(
      name: "ties of a pick", sop: (key(1) == query(1)).best(tokens).mean(tokens),
      vocabulary: letters),
  ]

  @Test(arguments: cases, [false, true]) func equalByWhatIsSelected(
    _ test: Case, causal: Bool
  ) throws {
    for length in [5, 40] {
      let model = try CompiledModel(
        test.sop, test.vocabulary, length, causal: causal, allowsFailures: true)
      let result = try model.compared()
      #expect(result.mismatchCount == 0, "\(result.report)")
      #expect(result.inputs > 0 && result.failures == 0)
    }
  }

  /// Two heads would each give the value.
  @Test func aSumOfConjunctionsIsRefused() {
    let sop = (EqualMeanTests.same | (key(indices) == query(indices))).mean(tokens)
    let error = #expect(throws: Refusal.self) {
      try CompiledModel(sop, EqualMeanTests.letters, 5, allowsFailures: true)
    }
    #expect(error?.reasons.map(\.fault.caseName) == ["equalOfSeveral"])
  }
}
