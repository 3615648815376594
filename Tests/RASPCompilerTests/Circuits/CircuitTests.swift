import Foundation
import RASP
import RASPModel
import RASPText
import RASPy
import TestSupport
import Testing

@testable import RASPCompiler

/// The programs of `Examples/Circuits`, which `Docs/circuits.md` describes: what they give, that their
/// models agree on every input of a small domain, and whom their heads attend to.
struct CircuitTests {
  struct Circuit: Sendable, CustomTestStringConvertible {
    let name: String
    let vocabulary: String
    let input: String
    let output: [Value]
    /// For each block's one head, the keys of each query.
    let attention: [[[Int]]]
    /// What a key weighs that has attention. In a head that adds, BOS has nearly all.
    var least: Float = 1e-4
    /// On how many of the inputs the evaluator gives an error.
    var failures = 0
    var testDescription: String { name }
  }

  private static let circuits: [Circuit] = [
    Circuit(
      name: "previous_token", vocabulary: "abc", input: "abc", output: ["^", "a", "b"],
      attention: [[[], [0], [1]]]),
    Circuit(
      name: "duplicate_token", vocabulary: "abc", input: "abca",
      output: ["new", "new", "new", "again"], attention: [[[], [], [], [0]]]),
    Circuit(
      name: "induction", vocabulary: "abc", input: "ababa", output: ["?", "?", "b", "a", "b"],
      attention: [[[], [0], [1], [2], [3]], [[], [], [1], [2], [1, 3]]], failures: 588),
    Circuit(
      name: "latest_induction", vocabulary: "abc", input: "abaca",
      output: ["?", "?", "b", "?", "c"],
      attention: [[[], [0], [1], [2], [3]], [[], [], [1], [], [3]]]),
    Circuit(
      name: "copying", vocabulary: "ab_", input: "a__b_", output: ["a", "a", "a", "b", "b"],
      attention: [[[0], [0], [0], [3], [3]]]),
    Circuit(
      name: "skip_trigram", vocabulary: "abc", input: "bacb", output: ["-", "-", "-", "c"],
      attention: [[[], [1], [1], [1]]]),
    Circuit(
      name: "bracket_depth", vocabulary: "()", input: "(()", output: [1, 2, 1],
      attention: [[[0], [0, 1], [0, 1, 2]]], least: 1e-9),
  ]

  @Test(arguments: circuits) func isExactAndAttendsAsItSays(_ circuit: Circuit) throws {
    let model = try CircuitTests.model(circuit)
    let input = CircuitTests.tokens(circuit.input)
    #expect(try model.program.run(input) == circuit.output)
    let inputs = SampleInputs(model.program, model.domain, seed: 1).all
    #expect(inputs.count == (circuit.vocabulary.count == 2 ? 127 : 1_093))
    let result = try model.compared(on: inputs)
    #expect(result.mismatchCount == 0, "\(result.report)")
    #expect(result.failures == circuit.failures)
    #expect(model.sizes.heads == circuit.attention.map { _ in 1 })
    let trace = ForwardTrace(
      model.transformer, try Encoder(model.transformer).encode(input))
    #expect(
      trace.attention.map { CircuitTests.keys($0[0], circuit.least) } == circuit.attention,
      "\(trace.attention)")
  }

  /// The gallery's circuits look to the left by themselves: where later positions are hidden and where they
  /// are not, they give what the texts give in a causal model.
  @Test(arguments: [
    ("previous_token", "previous_token"), ("duplicate_token", "duplicate_token"),
    ("mean_induction", "induction"), ("copying", "copying"), ("skip_trigram", "skip_trigram"),
    ("bracket_depth", "bracket_depth"),
  ]) func theGalleryHasThem(_ name: String, _ file: String) throws {
    let circuit = try #require(CircuitTests.circuits.first { $0.name == file })
    let entry = try #require(Gallery.allEntries.first { $0.name == name })
    let model = try CircuitTests.model(circuit)
    for input in SampleInputs(model.program, model.domain, seed: 1).all {
      let expected = try? model.program.run(input)
      for isCausal in [false, true] {
        #expect((try? Program(entry.program, causal: isCausal).run(input)) == expected, "\(input)")
      }
    }
  }

  private static func model(_ circuit: Circuit) throws -> CompiledModel {
    let file = Shared.package.appendingPathComponent("Examples/Circuits/\(circuit.name).py")
    let text = try String(contentsOf: file, encoding: .utf8)
    let sop = try Session().run(SourceText(text, name: circuit.name)).sop()
    return try CompiledModel(
      sop, tokens(circuit.vocabulary), 6, causal: true, allowsFailures: circuit.failures > 0)
  }

  private static func tokens(_ text: String) -> [Value] { text.map { .string(String($0)) } }

  /// The keys of each query that have the most attention, all alike. BOS, at position 0, has the rest.
  private static func keys(_ rows: [[Float]], _ least: Float) -> [[Int]] {
    rows.dropFirst().map { row in
      let weights = row.dropFirst()
      let most = weights.max() ?? 0
      return weights.enumerated().filter { most > least && $0.element > most * 0.999 }
        .map { $0.offset }
    }
  }
}
