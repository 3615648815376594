import TestSupport
import Testing

@testable import RASP

struct BatchTests {
  /// Every program of the gallery on inputs of many lengths, some of them wrong for it.
  @Test(arguments: Gallery.entries.map(\.name))
  func batchesAreLikeOneByOne(_ name: String) throws {
    let program = Program(try #require(Gallery.entries.first { $0.name == name }).program)
    var random = Randomness(seed: 1)
    let sequences = (0..<200).map { _ in
      random.values(random.pick(Flavour.allCases), count: random.pick([0, 1, 7, 15, 64, 65, 90]))
    }
    for (input, outcome) in zip(sequences, program.run(batch: sequences)) {
      let alone = Result { () throws(Diagnostic) in try program.run(input) }
      switch (alone, outcome) {
      case (.success(let a), .success(let b)): #expect(a.exact == b.exact)
      case (.failure(let a), .failure(let b)): #expect(a == b)
      default: Issue.record("\(Value.jsonArray(input)): \(alone), but in a batch \(outcome)")
      }
    }
  }

  @Test func anErrorStaysWithItsSequence() throws {
    var sequences = [[Value]](repeating: Input("12+34").tokens, count: 10_000)
    sequences[4_321] = Input("12+3x4y").tokens
    sequences[9_999] = [1, 2]
    let outcomes = Program(Gallery.add()).run(batch: sequences)
    for (index, outcome) in outcomes.enumerated() where index != 4_321 && index != 9_999 {
      #expect(try outcome.get() == [0, 0, 0, 4, 6])
    }
    #expect(throws: Diagnostic.self) { try outcomes[9_999].get() }
  }

  @Test func lengthsMayDiffer() throws {
    let outcomes = Program(Gallery.flip()).run(batch: [[], ["a"], [1, 2.5, nil], [true]])
    #expect(
      try outcomes.map { try $0.get().exact } == [[], ["a"], [nil, 2.5, 1], [true]].map(\.exact))
  }

  @Test func noSequencesGiveNoResults() {
    #expect(Program(tokens).run(Batch()).count == 0)
    #expect(Program(tokens).run(batch: []).isEmpty)
  }

  @Test func selectorsHaveNoValues() {
    let outcomes = Program(Gallery.same).run(batch: [[1], [2]])
    for outcome in outcomes {
      #expect(throws: Diagnostic(.notASequence)) { try outcome.get() }
    }
  }
}
