import RASP
import RASPCompiler
import TestSupport
import Testing

/// Every program of the gallery as weights: as many blocks as layers, and the evaluator's outputs.
struct GalleryTests {
  /// Inputs on which programs of numbers around a `+` have a value, with others among them.
  private static func inputs(_ entry: Gallery.Entry, _ model: CompiledModel) -> [[Value]]? {
    guard ["add", "split_first", "split_second"].contains(entry.name) else { return nil }
    let digits = entry.vocabulary.filter { $0 != "+" }
    var random = Randomness(seed: Randomness.environmentSeed)
    return (0..<Effort.samples).map { _ in
      let length = Int.random(in: 1...model.domain.maximumLength, using: &random)
      let plus = Int.random(in: 0..<length, using: &random)
      return (0..<length).map { $0 == plus ? "+" : random.pick(digits) }
    }
  }

  @Test(arguments: [5, 10, 20]) func agrees(length: Int) throws {
    for entry in Gallery.entries {
      let model = try CompiledModel(entry.program, entry.vocabulary, length)
      #expect(
        model.sizes.blocks == model.program.layer + (entry.name == "first" ? 1 : 0), "\(entry.name)"
      )
      #expect(model.sizes.layers == model.program.layer)
      var result = try model.compared()
      if let inputs = GalleryTests.inputs(entry, model) {
        result.add(try model.compared(on: inputs))
      }
      #expect(result.mismatchCount == 0, "\(entry.name), \(length): \(result.report)")
      #expect(result.inputs > 0 && result.failures == 0, "\(entry.name)")
      #expect(try #require(result.smallestMargin).margin > 0.5, "\(entry.name)")
    }
  }

  @Test(arguments: [5, 10]) func agreesCausally(length: Int) throws {
    for entry in Gallery.entries {
      let model = try CompiledModel(entry.program, entry.vocabulary, length, causal: true)
      #expect(model.sizes.blocks - model.program.layer == (entry.name == "first" ? 1 : 0))
      let result = try model.compared()
      #expect(result.mismatchCount == 0, "\(entry.name), \(length): \(result.report)")
      #expect(result.inputs > 0, "\(entry.name)")
    }
  }

  /// Only `first` asks for a function of token and position before its first attention.
  @Test func onlyFirstTakesABlockMore() throws {
    let first = try #require(Gallery.entries.first { $0.name == "first" })
    let sizes = try CompiledModel(first.program, first.vocabulary, 5).sizes
    #expect(sizes.layers == 2 && sizes.blocks == 3 && sizes.heads == [0, 2, 1])
  }
}
