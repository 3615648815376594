import RASP
import RASPCompiler
import RASPOptimizer
import Testing

/// What the optimiser finds, on domains small enough that every input is run.
struct OptimizerTests {
  private func optimize(
    _ program: Program, _ vocabulary: [Value], _ length: Int,
    _ selection: OptimizerOptions.Selection = .plain
  ) throws -> Optimization {
    var options = OptimizerOptions()
    (options.selection, options.sampleSize) = (selection, 500)
    let domain = Domain(vocabulary: vocabulary, maximumLength: length)
    let result = try Optimizer.optimize(program, for: domain, options)
    // Not taken from the result: the comparison is run again, and the form checked.
    try result.program.verify()
    let comparison = Comparison(program, result.program, on: domain, must: .refines)
    #expect(comparison.evidence?.isComplete == true)
    return result
  }

  private func heads(_ program: Program) -> [Int] { program.heads.map { $0.count } }

  @Test func slideTakesOneLayerWithLeftmost() throws {
    let slide = Program(Gallery.slide(tokens != "<"))
    let result = try optimize(slide, ["a", "b", "<"], 6, .leftmost)
    #expect(heads(result.program) == [1])
    #expect(result.evidence == .enumerated(inputs: 1_093))
  }

  @Test func plainSelectorsCannotBetterSlide() throws {
    let result = try optimize(Program(Gallery.slide(tokens != "<")), ["a", "b", "<"], 5)
    #expect(!result.isImproved)
    #expect(heads(result.program) == [1, 1])
  }

  @Test func firstAndMinimumTakeOneLayer() throws {
    let first = try optimize(Program(Gallery.first("l")), ["a", "l"], 6, .leftmost)
    #expect(heads(first.program) == [1])
    let minimum = try optimize(Program(Gallery.minimum()), [1, 2, 3], 5, .best)
    #expect(heads(minimum.program) == [1])
    // Of two values, neither of them false.
    let ofTwo = try optimize(Program(Gallery.minimum()), [1, 2], 4, .plain)
    #expect(heads(ofTwo.program) == [1])
  }

  @Test func splitTakesTwoLayers() throws {
    let split = Program(Gallery.split("+", first: true))
    let result = try optimize(split, ["a", "b", "+"], 5)
    #expect(heads(result.program) == [2, 1])
  }

  @Test func doubleHistogramTakesOneHeadALayer() throws {
    let result = try optimize(try program(Texts.doubleHistogram), ["a", "b", "c"], 6)
    #expect(heads(result.program) == [1, 1])
  }

  @Test func balancedTakesOneHeadALayer() throws {
    let result = try optimize(try program(Texts.balanced), ["(", ")"], 8)
    #expect(heads(result.program) == [1, 1])
  }

  @Test(arguments: ["sort", "flip", "palindrome"])
  func leavesWhatItCannotBetter(_ name: String) throws {
    let differs = Gallery.flip() != tokens
    let programs = [
      "sort": Gallery.sort(), "flip": Gallery.flip(),
      "palindrome": (key(differs) == query(true)).value(1) == 0,
    ]
    let written = Program(try #require(programs[name]))
    let result = try optimize(written, ["a", "b", "c"], 5)
    #expect(!result.isImproved)
    #expect(result.program.description == written.description)
  }

  @Test func isTheSameForTheSameSeed() throws {
    let balanced = try program(Texts.balanced)
    let results = try (0..<2).map { _ in try optimize(balanced, ["(", ")"], 6) }
    #expect(results[0].program.description == results[1].program.description)
    #expect(results[0].headsTried == results[1].headsTried)
  }

  @Test func aRareInputIsNotForgotten() throws {
    // As `histogram`, but for one input of 4^6: whatever is found must keep that.
    let start = (key(indices) == query(0)).value(tokens)
    let second = (key(indices) == query(1)).value(tokens)
    let count = (key(tokens) == query("d")).value(1)
    let rare = (count == 4) & (start == "a") & (second == "b")
    let salted = RASP.`where`(rare, 9, Gallery.histogram())
    let result = try optimize(Program(salted), ["a", "b", "c", "d"], 6)
    let values = try result.program.run(["a", "b", "d", "d", "d", "d"])
    #expect(values.allSatisfy { $0 == 9 })
  }

  @Test func lengthMayBeMadeOfPositions() throws {
    // The way to the length reads the positions, and the way to the end the length.
    let length =
      (key(indices) == query(indices)).value(1) + (key(indices) != query(indices)).value(1)
    let end = (key(indices) == query(length - 1)).value(tokens)
    let result = try optimize(Program(end), ["a", "b"], 4)
    #expect(heads(result.program) == [1, 1])
  }

  @Test func refusesSelectorsAndWhatFailsEverywhere() throws {
    let domain = Domain(vocabulary: ["a"], maximumLength: 3)
    #expect(throws: Optimizer.Refusal.selector) {
      try Optimizer.optimize(Program(Gallery.same), for: domain)
    }
    #expect(throws: Optimizer.Refusal.failsEverywhere) {
      try Optimizer.optimize(Program(tokens + 1), for: domain)
    }
  }

  @Test func aStoppedSearchKeepsTheProgram() throws {
    var options = OptimizerOptions()
    options.isStopped = { true }
    let flip = Program(Gallery.flip())
    let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
    let result = try Optimizer.optimize(flip, for: domain, options)
    #expect(result.program.description == flip.description)
    #expect(!result.isImproved)
  }
}
