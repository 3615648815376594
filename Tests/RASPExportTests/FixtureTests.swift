import ExportFixtures
import RASP
import RASPModel
import Testing

/// The models that exports are compared on are worth it only if they compute something.
struct FixtureTests {
  @Test(arguments: ExportFixture.plain.filter { $0.program != nil }.map(\.name))
  func modelComputesItsProgram(name: String) throws {
    let fixture = try #require(ExportFixture.plain.first { $0.name == name })
    let transformer = fixture.transformer
    let source = try #require(fixture.program)
    let program = Program(source(), causal: transformer.isCausal)
    let forward = PlainForward(transformer)
    for input in fixture.inputs(count: 100) {
      let logits = forward.logits(fixture.ids(input))[1...].prefix(input.count)
      let found = logits.map { row in
        transformer.outputs[row.indices.max { row[$0] < row[$1] } ?? 0]
      }
      let expected = try program.run(input)
      #expect(Value.jsonArray(found) == Value.jsonArray(expected), "on \(input)")
    }
  }

  @Test func modelsCoverWhatFormatsDistinguish() {
    let transformers = ExportFixture.plain.map(\.transformer)
    #expect(transformers.contains { $0.isCausal })
    #expect(transformers.contains { !$0.isCausal })
    #expect(transformers.contains { $0.blocks.isEmpty })
    #expect(transformers.contains { Set($0.blocks.map(\.heads.count)).count > 1 })
    #expect(transformers.contains { $0.blocks.contains { $0.hiddenIn.columns == 0 } })
    #expect(transformers.contains { $0.outputs.count > $0.residualWidth })
  }
}
