import ExportFixtures
import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPExport

/// A stock checkpoint, computed as its architecture does, gives our logits.
/// `Scripts/huggingface-check` asks the real libraries.
struct StockCheckpointTests {
  @Test(arguments: ExportFixture.plain.map(\.name))
  func fixturesGiveOurLogits(name: String) throws {
    let fixture = try #require(ExportFixture.plain.first { $0.name == name })
    // The first inputs are the empty one, the longest ones, single tokens; then random ones.
    try expectSameLogits(fixture, inputs: fixture.inputs(count: 25))
  }

  @Test func randomModelsGiveOurLogits() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    for _ in 0..<60 {
      let fixture = random.fixture()
      if fixture.transformer.vocabulary.isEmpty { continue }
      try expectSameLogits(fixture, inputs: Array(fixture.inputs(count: 40).suffix(5)))
    }
  }

  /// Heads that count multiply what they read of BOS by 2^28: an error of the mean must not show.
  @Test(arguments: [3e-8, -1e-8])
  func errorsOfTheMeanDoNotShow(meanError: Double) throws {
    let compiled = ExportFixture.all.filter { $0.isCompiled && $0.transformer.residualWidth < 60 }
    #expect(compiled.count > 3)
    for fixture in compiled {
      let files = try Export.huggingFace(fixture.transformer, fixture.labels)
      let stock = try StockForward(files, meanError: meanError)
      let vocabulary = StockVocabulary(fixture.transformer)
      for input in fixture.inputs(count: 30).suffix(10) {
        let ids = fixture.ids(input)
        let (ours, theirs) = (fixture.logits([ids])[0], try stock.logits(ids))
        for position in 1..<input.count + 1 {
          let found = vocabulary.outputs.map { theirs[position][$0] }
          let deviation = zip(found, ours[position]).map { abs($0 - Double($1)) }.max() ?? 0
          #expect(deviation < 1e-3, "\(fixture.name) at \(position) of \(input)")
        }
      }
    }
  }

  private func expectSameLogits(_ fixture: ExportFixture, inputs: [[Value]]) throws {
    let transformer = fixture.transformer
    let stock = try StockForward(Export.huggingFace(transformer, fixture.labels))
    let vocabulary = StockVocabulary(transformer)
    let others = Set(vocabulary.entries.indices).subtracting(vocabulary.outputs)
    for input in inputs {
      let ids = fixture.ids(input)
      let (ours, theirs) = (PlainForward(transformer).logits(ids), try stock.logits(ids))
      for position in 0...input.count {
        let found = vocabulary.outputs.map { theirs[position][$0] }
        let largest = max(1, ours[position].map(abs).max() ?? 0)
        let deviation = zip(found, ours[position]).map { abs($0 - $1) }.max() ?? 0
        #expect(deviation <= 1e-6 * largest, "\(fixture.name) at \(position) of \(input)")
        let lowest = found.min() ?? 0
        #expect(others.allSatisfy { theirs[position][$0] < lowest })
      }
    }
  }

  @Test func numbersOfHeadsAndDimensionsAreOurs() throws {
    let fixture = try #require(ExportFixture.plain.first { $0.name == "random-causal" })
    let sizes = try ModelSizes(fixture.transformer)
    let checkpoint = GPT2Checkpoint(fixture.transformer, sizes)
    #expect(checkpoint.sizes.heads == 4)
    #expect(checkpoint.sizes.layers == 3)
    let layer = StockLayer(fixture.transformer.blocks[1], checkpoint.sizes)
    let head = fixture.transformer.blocks[1].heads[2]
    let first = 2 * checkpoint.sizes.headWidth
    for entry in head.key.entries {
      #expect(layer.key[entry.row, first + entry.column] == entry.value)
    }
    for entry in head.output.entries {
      #expect(layer.output[first + entry.row, entry.column] == entry.value)
    }
    for entry in fixture.transformer.tokenEmbedding.entries {
      #expect(checkpoint.tokenEmbedding[entry.row, entry.column] == entry.value)
    }
  }

  @Test func headsAreSquaresAndWideEnough() throws {
    var random = Randomness(seed: 5)
    for _ in 0..<100 {
      let sizes = try ModelSizes(random.fixture().transformer)
      let width = random.number(1...50)
      let stock = StockSizes(sizes, width: width)
      #expect(stock.headRoot * stock.headRoot == stock.headWidth)
      #expect(stock.width >= width)
      #expect(
        sizes.blocks.flatMap(\.heads).allSatisfy { max($0.query, $0.value) <= stock.headWidth })
    }
  }

  @Test func filesHaveTheirNames() throws {
    for fixture in ExportFixture.plain {
      let files = try Export.huggingFace(fixture.transformer, fixture.labels)
      let names = [
        "model.safetensors", "config.json", "tokenizer.json", "tokenizer_config.json",
        "special_tokens_map.json", "labels.json",
      ]
      #expect(files.map(\.path) == names.map { "huggingface/" + $0 })
    }
  }
}
