import RASP
import RASPCompiler
import RASPModel
import Testing

/// Values, defaults and lengths at the edges of what a model can hold.
struct CornerTests {
  private static let halves: [Value] = [0.5, -0.5, 0.1]
  private static let one = key(indices) == query(indices - 1)
  private static let before = key(indices) < query(indices)
  private static let same = key(tokens) == query(tokens)

  /// Programs by what is special about them, with their vocabularies and longest inputs.
  private static let programs: [(String, SOp, [Value], Int)] = [
    ("None as default", one.value(tokens, default: .null), ["a", "b"], 4),
    ("None as default of a sum", before.value(tokens, default: .null), [0, 1, -1], 4),
    ("None as default of a mean", before.mean(tokens, default: .null), [0, 1, -1], 4),
    ("None as a value", one.value(`where`(tokens == "a", nil, tokens)), ["a", "b"], 4),
    ("None as a token", same.value(1), [.null, 1, "a"], 4),
    ("None compared", tokens == nil, [.null, 0, ""], 3),
    ("a number and its text", same.value(1), [1, "1"], 5),
    ("a number and its text, moved", one.value(tokens, default: "none"), [1, "1"], 5),
    ("kinds that are equal", same.value(1), [1, 1.0, true], 4),
    ("kinds that are equal, moved", one.value(tokens), [1, 1.0, true, 0, false], 3),
    ("kinds that do not show", (before.value(tokens) > 1), [1, true, 0], 5),
    ("one token", Gallery.histogram(), ["a"], 6),
    ("one position", Gallery.sort(), [2, 1], 1),
    ("the tokens themselves", tokens, ["a", 1, true, 0.5, .null], 3),
    ("a constant", SOp(7), ["a"], 3),
    ("a constant of no number", same.value(1) == "x", ["a", "b"], 4),
    ("a list", SOp(list: [3, "x", .null]), ["a", "b"], 5),
    ("a list as value", one.value([5, 0, -5], default: "start"), ["a", "b"], 3),
    ("fractions added", before.value(tokens), halves, 4),
    ("fractions averaged", before.mean(tokens, default: 9), [0.5, -0.25, 2.0], 5),
    ("negative zero", one.value(tokens), [-0.0, 0.0], 4),
    ("text that looks the same", one.value(tokens, default: "e\u{301}"), ["é", "e\u{301}"], 4),
    ("averages of booleans", before.mean(tokens), [true, false], 6),
    ("averages compared", before.mean(tokens) > 0.5, [true, false], 6),
    ("nothing selected, ever", (key(indices) < query(0)).value(tokens, default: "x"), ["a"], 4),
    ("a round average", before.mean(tokens).round(), [0, 1, 2], 5),
    ("text or numbers", one.value(tokens + tokens), ["a", 1, 2.5], 4),
    ("a sum beside text", (one & same).value(tokens, default: "n"), ["a", 1, 2], 4),
    ("strings in a chain", one.value(one.value(tokens, default: "-") + "!"), ["a", "b"], 4),
  ]

  @Test(arguments: programs.map(\.0), [false, true])
  func agrees(_ name: String, _ causal: Bool) throws {
    let (_, sop, vocabulary, length) = try #require(
      CornerTests.programs.first { $0.0 == name })
    let model = try CompiledModel(sop, vocabulary, length, causal: causal)
    let inputs = SampleInputs(model.program, model.domain, seed: 1).all
    try model.expectAgreement(on: inputs, labelsOnLast: 3)
  }

  /// Where no logit stands out a model says nothing, which is not the value None.
  @Test func nothingIsNotNone() throws {
    let sop = tokens.map("digit") { (x: String) in Int(x) }
    let model = try CompiledModel(sop, ["1", "x", "2"], 2, allowsFailures: true)
    let prediction = try model.transformer.predict(["1", "x"])
    #expect(prediction.values[0]?.isIdentical(to: 1) == true)
    #expect(prediction.values[1] == nil)
  }

  @Test func sumsOfManyPositions() throws {
    let model = try CompiledModel(CornerTests.before.value(indices), ["a"], 80)
    let result = try model.compared(on: [[Value](repeating: "a", count: 80)])
    #expect(result.mismatchCount == 0 && result.positions == 80, "\(result.report)")
  }

  /// As deep as texts can be: neither the stack nor the time may grow with the square.
  @Test func longChains() throws {
    for start in [tokens, CornerTests.same.value(1), indices + tokens] {
      var sop = start
      for step in 0..<10_000 { sop = (sop + 1) % SOp(Value.integer(Int64(step % 7 + 5))) }
      let model = try CompiledModel(sop, [1, 2], 3)
      let result = try model.compared()
      #expect(result.mismatchCount == 0 && result.inputs == 15, "\(result.report)")
    }
  }

  /// An integer stands for the double that it equals only where both compute alike.
  @Test func doublesBeyondIntegers() throws {
    let double = CornerTests.one.value(tokens, default: 2.0)
    let large = (double.power(70) > 5) & (double * double >= 4)
    let model = try CompiledModel(CornerTests.one.value(large), [3.0, 2.0], 3)
    let result = try model.compared()
    #expect(result.mismatchCount == 0 && result.failures == 0, "\(result.report)")
  }
}
