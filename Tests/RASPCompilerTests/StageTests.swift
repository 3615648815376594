import Foundation
import RASP
import RASPModel
import Testing

@testable import RASPCompiler

/// Each stage's result on small programs, as text: what analysis finds, and the plan that lowering
/// makes of it. A file that is not there is written, and the test fails: read it before it is kept.
struct StageTests {
  struct Stage: Sendable, CustomTestStringConvertible {
    let name: String
    let program: Program
    let vocabulary: [Value]
    let length: Int

    init(_ name: String, _ sop: SOp, _ vocabulary: [Value], _ length: Int, causal: Bool = false) {
      self.name = name
      program = Program(sop, causal: causal)
      self.vocabulary = vocabulary
      self.length = length
    }

    var testDescription: String { name }
  }

  private static let stages: [Stage] = [
    Stage("histogram", Gallery.histogram(), ["a", "b"], 3),
    Stage("flip", Gallery.flip(), ["a", "b"], 3),
    Stage("rank", Gallery.rank(tokens), [1, 2], 2),
    Stage("first", Gallery.first("a"), ["a", "b"], 2),
    Stage("mean", Gallery.before.mean(tokens), [0, 1], 2),
    Stage(
      "default", (key(indices) == query(indices - 1)).value(tokens, default: nil), ["a", 1], 2),
    Stage("split", Gallery.same.value(tokens), ["a", 1], 2),
    Stage(
      "counted", ((indices + 1) * upToHere.mean(`where`(tokens == "a", 1, 0))).round(),
      ["a", "b"], 3),
    Stage("kinds", (tokens == 1) + tokens, [1, 2], 2),
    Stage("line", tokens + indices < 2, [0, 1], 3),
    Stage("stairs", (tokens == "a") & (indices == 0), ["a", "b"], 3),
    Stage("causal", Gallery.same.value(1), ["a", "b"], 2, causal: true),
    Stage("terms", (Gallery.same | Gallery.before).value(1), ["a", "b"], 2),
    Stage("last", Gallery.same.rightmost().value(tokens), ["a", "b"], 3, causal: true),
    Stage(
      "least", (key(1) == query(1)).least(tokens).leftmost().value(indices), [1, 2], 3),
    Stage("constant", SOp(3) + 4, ["a"], 2),
  ]

  private static let upToHere = key(indices) <= query(indices)

  @Test(arguments: stages) func isAsWritten(_ stage: Stage) throws {
    let domain = Domain(vocabulary: stage.vocabulary, maximumLength: stage.length)
    let forms = SelectorForms(stage.program)
    try StaticChecks.check(stage.program, over: domain, forms: forms)
    let rewritten = MeanTimesCount.rewrite(
      ProgramFacts(stage.program, over: domain, forms: forms), of: stage.program)
    let facts = CompilerFacts(rewritten)
    let lowered = try Lowering.lower(facts, CompilerOptions())
    try lowered.plan.verify()
    var text = "# tokens \(stage.vocabulary), at most \(stage.length) of them\n"
    text += stage.program.description
    if !rewritten.means.isEmpty { text += "\n# rewritten\n" + facts.program.description }
    text += "\n# facts\n" + facts.description + "\n# plan\n" + lowered.plan.description
    let merged = lowered.plan.merged()
    try merged.verify()
    if merged.description != lowered.plan.description {
      text += "\n# merged\n" + merged.description
    }
    try Snapshot.compare(text, "Stages/" + stage.name + ".txt")
  }
}

/// A text beside the tests.
enum Snapshot {
  static func compare(_ text: String, _ path: String, file: String = #filePath) throws {
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: path)
    guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("\(path) was not there and is written: read it, then keep it")
      return
    }
    #expect(text == expected, "\(path); delete it to have it written anew")
  }
}
