import RASP
import RASPCompiler
import RASPModel
import TestSupport
import Testing

/// The sizes that `Docs/compiler.md` promises, and that these models are right.
struct TableTests {
  @Test(arguments: TableProgram.all) func keepsItsBounds(_ entry: TableProgram) throws {
    let clock = ContinuousClock()
    var model: CompiledModel?
    let time = try clock.measure {
      model = try CompiledModel(entry.program, entry.vocabulary, entry.length)
    }
    let compiled = try #require(model)
    let sizes = compiled.sizes
    print("\(entry): \(sizes.blocks) blocks, d_model \(sizes.residualWidth)", terminator: ", ")
    print("\(sizes.nonZeroParameters) non-zero parameters, \(time)")
    #expect(sizes.layers == entry.layers && sizes.blocks == entry.layers)
    #expect(sizes.residualWidth <= entry.residualWidth)
    #expect(sizes.nonZeroParameters <= entry.nonZeroParameters)
    var random = Randomness(seed: Randomness.environmentSeed)
    var result = try compiled.compared()
    let special = (0..<Effort.samples).compactMap { _ in entry.inputs(&random, entry.length) }
    result.add(try compiled.compared(on: special))
    #expect(result.mismatchCount == 0, "\(entry): \(result.report)")
    #expect(result.inputs > 0 && result.failures == 0)
  }

  /// The numbers that the sizes are, counted in the weights themselves.
  @Test(arguments: TableProgram.all) func sizesAreThoseOfTheWeights(_ entry: TableProgram) throws {
    let model = try CompiledModel(entry.program, entry.vocabulary, min(entry.length, 15))
    let weights = model.transformer
    var matrices = [weights.tokenEmbedding, weights.positionEmbedding, weights.unembedding]
    for block in weights.blocks {
      matrices += [block.hiddenIn, block.hiddenOut]
      for head in block.heads { matrices += [head.query, head.key, head.value, head.output] }
    }
    let sizes = model.sizes
    #expect(sizes.parameters == matrices.reduce(0) { $0 + $1.rows * $1.columns })
    #expect(sizes.nonZeroParameters == matrices.reduce(0) { $0 + $1.nonZeroCount })
    #expect(sizes.residualWidth == weights.residualWidth)
    #expect(sizes.heads == weights.blocks.map { $0.heads.count })
    #expect(sizes.hiddenWidth == weights.blocks.map { $0.hiddenIn.columns }.max())
    #expect(model.labels.units.map(\.count) == weights.blocks.map { $0.hiddenIn.columns })
    #expect(model.labels.heads.map(\.count) == sizes.heads)
  }

  @Test(arguments: [10, 20, 40, 80]) func agreesAtLengths(_ length: Int) throws {
    let numbers: [Value] = [1, 2, 3, 4, 5]
    let programs: [(SOp, [Value])] = [
      (Gallery.length, numbers), (Gallery.flip(), numbers), (Gallery.sort(), numbers),
      (Gallery.histogram(), numbers), (TableProgram.balanced([("(", ")")]), ["(", ")", "a"]),
    ]
    for (program, vocabulary) in programs {
      let model = try CompiledModel(program, vocabulary, length)
      let result = try model.compared()
      #expect(result.mismatchCount == 0, "\(result.report)")
      #expect(result.inputs > 0 && result.failures == 0)
    }
  }
}
