import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPCompiler

/// Means over one selector have one denominator.
struct CommonDenominatorTests {
  struct Compared: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sop: SOp
    let length: Int
    let width: Int
    let nonZero: Int
  }

  private static let vocabulary: [Value] = ["(", ")", "a"]
  private static let upToHere = key(indices) <= query(indices)
  private static let same = key(tokens) == query(tokens)
  private static let open = `where`(tokens == "(", 1, 0)
  private static let close = `where`(tokens == ")", 1, 0)

  private static let compared = [
    Compared(
      testDescription: "below", sop: upToHere.mean(open) < upToHere.mean(close), length: 40,
      width: 48, nonZero: 890),
    Compared(
      testDescription: "difference and 0", sop: upToHere.mean(open) - upToHere.mean(close) >= 0,
      length: 40, width: 48, nonZero: 890),
    Compared(
      testDescription: "flags", sop: upToHere.mean(tokens == "(") == upToHere.mean(tokens == ")"),
      length: 30, width: 38, nonZero: 535),
    Compared(
      testDescription: "a number of keys that is not known",
      sop: same.mean(indices) > same.mean(open * 9), length: 12, width: 60, nonZero: 900),
    Compared(
      testDescription: "0 and a mean", sop: 0 < upToHere.mean(open - close), length: 40, width: 47,
      nonZero: 887),
  ]

  @Test(arguments: compared) func isExact(_ compared: Compared) throws {
    let model = try CompiledModel(compared.sop, CommonDenominatorTests.vocabulary, compared.length)
    #expect(model.sizes.residualWidth <= compared.width)
    #expect(model.sizes.nonZeroParameters <= compared.nonZero)
    #expect(model.sizes.bitsNeeded <= 7)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }

  /// Means of different selectors, with different defaults, or that are read as numbers too, stay
  /// means.
  @Test(arguments: [
    upToHere.mean(open) < same.mean(close),
    upToHere.mean(open) < upToHere.mean(close, default: 1),
    upToHere.mean(open, default: 1) < 0,
    upToHere.mean(open) - upToHere.mean(close) > 1,
    upToHere.mean(open).round() + `where`(upToHere.mean(open) < upToHere.mean(close), 1, 0),
    upToHere.mean(open) < upToHere.mean(indices / 2),
  ])
  func staysAMean(_ sop: SOp) throws {
    let program = Program(sop)
    let domain = Domain(vocabulary: CommonDenominatorTests.vocabulary, maximumLength: 5)
    let forms = SelectorForms(program)
    let facts = ProgramFacts(program, over: domain, forms: forms)
    let rewritten = CommonDenominator.rewrite(
      RewrittenProgram(source: program, facts: facts, means: [:]))
    #expect(rewritten.facts.program.description == program.description)
    let model = try CompiledModel(sop, domain.vocabulary, 5)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }

  /// The value of a difference of means, which doubles round, from sums and counts.
  @Test(arguments: [5, 8, 10]) func theDifferenceItself(length: Int) throws {
    let upToHere = CommonDenominatorTests.upToHere
    let sop =
      upToHere.mean(CommonDenominatorTests.open) - upToHere.mean(CommonDenominatorTests.close)
    let model = try CompiledModel(sop, CommonDenominatorTests.vocabulary, length)
    #expect(model.sizes.heads == [1])
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
  }
}
