import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPCompiler

/// Domains of inputs that keep a promise.
struct PromiseTests {
  private static func count(_ token: SOp) -> SOp { (key(tokens) == query(token)).value(1) }
  private static let onePlus = count("+") == 1
  private static let plus = key(tokens) == query("+")

  struct Promised: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sop: SOp
    let promise: SOp
    let vocabulary: [Value]
    let length: Int
    let width: Int
    let nonZero: Int
  }

  /// What is a sum of any positions without the promise, and one position with it.
  private static let promised = [
    Promised(
      testDescription: "where the plus stands", sop: plus.value(indices), promise: onePlus,
      vocabulary: ["1", "+"], length: 60, width: 125, nonZero: 500),
    Promised(
      testDescription: "two at most", sop: plus.value(indices), promise: count("+") <= 2,
      vocabulary: ["1", "+"], length: 12, width: 40, nonZero: 400),
    Promised(
      testDescription: "a promise of several parts",
      sop: plus.value(indices) - (key(tokens) == query("$")).value(indices),
      promise: (count("$") == 1) & onePlus & (tokens != "0"), vocabulary: ["0", "1", "+", "$"],
      length: 12, width: 80, nonZero: 1_200),
    Promised(
      testDescription: "before the plus", sop: indices < plus.value(indices),
      promise: 1 == count("+"),
      vocabulary: ["1", "+"], length: 40, width: 90, nonZero: 600),
    Promised(
      testDescription: "a further condition",
      sop: ((key(tokens) == query("+")) & (key(indices) < query(indices))).value(
        indices, default: -1),
      promise: onePlus, vocabulary: ["1", "+"], length: 30, width: 100, nonZero: 626),
  ]

  private static func model(_ promised: Promised) throws -> CompiledModel {
    try Compiler.compile(
      Program(promised.sop),
      for: Domain(
        vocabulary: promised.vocabulary, maximumLength: promised.length,
        where: Program(promised.promise)))
  }

  @Test(arguments: promised) func isExactWhereItIsKept(_ promised: Promised) throws {
    let model = try PromiseTests.model(promised)
    #expect(model.sizes.residualWidth <= promised.width)
    #expect(model.sizes.nonZeroParameters <= promised.nonZero)
    var samples = SampleInputs(model.program, model.domain, seed: Randomness.environmentSeed)
    let inputs = samples.edgeCases + samples.random(Effort.samples)
    #expect(inputs.count >= Effort.samples)
    let result = try model.compared(on: inputs)
    #expect(result.mismatchCount == 0 && result.failures == 0, "\(result.report)")
  }

  /// The sum of two long numbers, which has no place where it splits unless one "+" is promised.
  @Test func longAdditions() throws {
    let domain = Domain(
      vocabulary: "019+".map { .string(String($0)) }, maximumLength: 90,
      where: Program(PromiseTests.onePlus))
    let model = try Compiler.compile(Program(Gallery.add()), for: domain)
    #expect(model.sizes.layers == 6 && model.sizes.blocks <= 7)
    var samples = SampleInputs(model.program, domain, seed: Randomness.environmentSeed)
    let result = try model.compared(on: samples.random(Effort.samples))
    #expect(result.mismatchCount == 0 && result.failures == 0, "\(result.report)")
  }

  /// All inputs of small domains: those that keep the promise, by what they are.
  @Test func allThatKeepIt() throws {
    let domain = Domain(
      vocabulary: ["1", "+"], maximumLength: 4, where: Program(PromiseTests.onePlus))
    let samples = SampleInputs(Program(tokens), domain, seed: 1)
    let all = samples.all
    // A position of each length, and the empty input, at which nothing is promised.
    #expect(all.count == 1 + 1 + 2 + 3 + 4)
    #expect(all.allSatisfy { $0.isEmpty || $0.count { $0 == "+" } == 1 })
    let count = try #require(samples.allCount(upTo: 100))
    #expect(samples.all(0..<count) == all)
    let model = try Compiler.compile(Program(PromiseTests.plus.value(indices)), for: domain)
    #expect(try model.compared(on: all).mismatchCount == 0)
  }

  /// Inputs that keep a promise which few random ones do.
  @Test(arguments: [
    count("+") == 1, (key(indices) == query(0)).value(tokens) == "+",
    (count("+") == 1) & (count("0") == 2),
  ])
  func randomOnesAreFound(_ promise: SOp) {
    let domain = Domain(
      vocabulary: "0123456789+".map { .string(String($0)) }, maximumLength: 60,
      where: Program(promise))
    var samples = SampleInputs(Program(tokens), domain, seed: 7)
    let inputs = samples.random(300)
    #expect(inputs.count == 300)
    #expect(inputs.allSatisfy { domain.contains($0) })
    #expect(Set(inputs.map { $0.map { Constant($0) } }).count > 250)
    #expect(inputs.count { $0.count == 60 } > 20)
  }

  /// What cannot be kept has no random inputs, and nothing hangs.
  @Test func whatNoInputKeeps() {
    let domain = Domain(
      vocabulary: ["a"], maximumLength: 5, where: Program(tokens == "b"))
    var samples = SampleInputs(Program(tokens), domain, seed: 1)
    #expect(samples.random(10).isEmpty)
    #expect(samples.all == [[]])
  }

  /// A promise on which an input fails is not kept by it, and one that gives numbers by none.
  @Test func onlyTrueCounts() {
    let failing = Domain(
      vocabulary: [0, 1], maximumLength: 2, where: Program(1 / tokens == 1))
    #expect(failing.contains([1, 1]) && !failing.contains([1, 0]))
    let numbers = Domain(vocabulary: [1], maximumLength: 2, where: Program(tokens))
    #expect(!numbers.contains([1]))
  }

  /// Selectors that only look alike are not what was promised.
  @Test(arguments: [
    (key(tokens) != query("+")).value(indices), (key(tokens) == query("1")).value(indices),
    ((key(tokens) == query("+")) | (key(tokens) == query("1"))).value(indices),
  ])
  func othersAreNot(_ sop: SOp) throws {
    let program = Program(sop)
    let domain = Domain(
      vocabulary: ["1", "+"], maximumLength: 6, where: Program(PromiseTests.onePlus))
    let forms = SelectorForms(program)
    let counts = PromisedCounts(domain, of: program)
    for id in program.ids {
      guard let form = forms[id], form.terms.count == 1 else { continue }
      #expect(counts.counts(of: form, in: program)?.upperBound ?? 6 == 6)
    }
    let model = try Compiler.compile(program, for: domain)
    let all = SampleInputs(program, domain, seed: 1).all
    #expect(try model.compared(on: all).mismatchCount == 0)
  }

  /// A causal model sees some of the keys, and none of them at first.
  @Test func causalModelsSeeFewer() throws {
    let program = Program(PromiseTests.plus.value(indices, default: -1), causal: true)
    let domain = Domain(
      vocabulary: ["1", "+"], maximumLength: 6, where: Program(PromiseTests.onePlus))
    let model = try Compiler.compile(program, for: domain)
    let all = SampleInputs(program, domain, seed: 1).all
    let result = try model.compared(on: all)
    #expect(result.mismatchCount == 0 && result.inputs == all.count, "\(result.report)")
  }
}
