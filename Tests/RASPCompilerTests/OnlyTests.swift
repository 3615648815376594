import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPCompiler

/// `only`: the compiler believes that what is selected has one value.
struct OnlyTests {
  struct Promised: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sop: SOp
    let vocabulary: [Value]
    let length: Int
    let width: Int
    let nonZero: Int
  }

  private static let length = (key(1) == query(1)).value(1)
  private static let upToHere = key(indices) <= query(indices)
  private static let countSoFar = upToHere.value(`where`(tokens == "a", 1, 0))

  /// Promises that hold on every input.
  private static let promised = [
    Promised(
      testDescription: "equal tokens", sop: (key(tokens) == query(tokens)).only(tokens),
      vocabulary: ["a", "b", 1, 2.5, nil], length: 5, width: 12, nonZero: 41),
    Promised(
      testDescription: "the last", sop: (key(indices + 1) == query(length)).only(tokens),
      vocabulary: ["a", "b", "c"], length: 8, width: 24, nonZero: 117),
    Promised(
      testDescription: "the third flag",
      sop: (key(`where`(tokens == "a", countSoFar, 0)) == query(3)).only(indices, default: -1),
      vocabulary: ["a", "b"], length: 12, width: 27, nonZero: 177),
    Promised(
      testDescription: "numbers of two kinds, fetched",
      sop: (key(tokens) == query(tokens)).only(tokens) + 1, vocabulary: [1, 2, 2.5, 4],
      length: 5, width: 10, nonZero: 34),
  ]

  @Test(arguments: promised) func isExact(_ promised: Promised) throws {
    let model = try CompiledModel(promised.sop, promised.vocabulary, promised.length)
    #expect(model.sizes.residualWidth <= promised.width)
    #expect(model.sizes.nonZeroParameters <= promised.nonZero)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }

  /// A promise that some input breaks is refused with the input, or made right on all others.
  @Test func whatDoesNotHoldIsFound() throws {
    let everywhere = (key(1) == query(1)).only(tokens)
    let error = try #require(throws: Refusal.self) {
      _ = try CompiledModel(everywhere, ["a", "b"], 4)
    }
    guard case .failsOn(let input, _)? = error.reasons.first?.fault else {
      Issue.record("\(error)")
      return
    }
    #expect(Set(input).count == 2)
    let model = try CompiledModel(everywhere, ["a", "b"], 4, allowsFailures: true)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }

  /// What is a promise about several conjunctions takes several heads, which would each give it.
  @Test func severalConjunctionsAreRefused() {
    let either = (key(tokens) == query(tokens)) | (key(indices) == query(0))
    #expect(throws: Refusal.self) { _ = try CompiledModel(either.only(tokens), ["a"], 3) }
  }
}
