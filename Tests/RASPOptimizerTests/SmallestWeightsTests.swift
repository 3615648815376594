import RASP
import RASPCompiler
import RASPModel
import RASPOptimizer
import Testing

/// The smallest weights among the depths found.
struct SmallestWeightsTests {
  @Test(arguments: ["flip", "sort", "first", "slide", "length", "histogram", "hard_first"])
  func areNeverMoreThanWithout(_ name: String) throws {
    let entry = try #require(Gallery.allEntries.first { $0.name == name })
    let program = Program(entry.program)
    let domain = Domain(vocabulary: ["a", "l", "<"], maximumLength: 4)
    let plain = try Compiler.sizes(program, for: domain)
    let choice = try SmallestWeights(of: program, for: domain)
    #expect(choice.original.nonZeroParameters == plain.nonZeroParameters)
    #expect(choice.sizes.nonZeroParameters <= plain.nonZeroParameters)
    #expect(
      try Compiler.sizes(choice.program, for: domain).nonZeroParameters
        == choice.sizes.nonZeroParameters)
  }

  @Test func areRightOnEveryInputOfTheOriginal() throws {
    let original = Program(Gallery.first("l"))
    let domain = Domain(vocabulary: ["a", "l"], maximumLength: 5)
    let choice = try SmallestWeights(of: original, for: domain)
    #expect(choice.evidence == .enumerated(inputs: 63))
    #expect(choice.program.layer == 1)
    let model = try Compiler.compile(choice.program, for: domain)
    let samples = SampleInputs(original, domain, seed: 1)
    var result = Equivalence()
    try result.compare(original, model.transformer, on: samples.all)
    #expect(result.inputs == 63)
    #expect(result.mismatchCount == 0)
  }

  @Test func leaveOutWhatIsOnlyTested() throws {
    var options = OptimizerOptions.forWeights
    (options.effort.enumerated, options.effort.random) = (10, 50)
    let program = Program(Gallery.first("l"))
    let domain = Domain(vocabulary: ["a", "l"], maximumLength: 5)
    let choice = try SmallestWeights(of: program, for: domain, options)
    #expect(choice.evidence == nil)
    #expect(choice.program.layer == 2)
    let allowed = try SmallestWeights(of: program, for: domain, options, allowsTested: true)
    #expect(allowed.evidence?.isComplete == false)
    #expect(allowed.program.layer == 1)
    #expect(try program.optimized(for: domain, options).layer == 2)
  }

  @Test func refuseWhatTheCompilerRefuses() {
    let domain = Domain(vocabulary: [], maximumLength: 5)
    #expect(throws: RASPCompiler.Refusal.self) {
      try SmallestWeights(of: Program(Gallery.flip()), for: domain)
    }
    #expect(throws: Optimizer.Refusal.tooManyValues) {
      try Program(Gallery.flip()).optimized(for: domain)
    }
  }

  @Test func optimizedHasTheFewestLayers() throws {
    var options = OptimizerOptions()
    options.selection = .leftmost
    let domain = Domain(vocabulary: ["a", "l"], maximumLength: 5)
    #expect(try Program(Gallery.first("l")).optimized(for: domain, options).layer == 1)
    #expect(try Program(Gallery.flip()).optimized(for: domain, options).layer == 2)
  }

  @Test func aStoppedSearchKeepsWhatItHas() throws {
    // One head a layer would do; the search may try few.
    let written = try program(Texts.doubleHistogram)
    var options = OptimizerOptions()
    options.mostTried = 150
    let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
    let result = try Optimizer.optimize(written, for: domain, options)
    #expect(result.isStopped)
    #expect(result.program.heads.joined().count <= written.heads.joined().count)
    #expect(
      Comparison(written, result.program, on: domain, must: .refines).evidence
        == .enumerated(inputs: 63))
  }
}
