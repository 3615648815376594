import Foundation
import RASP
import RASPCompiler
import Testing

@testable import RASPModel

/// The forward pass against one that is written to be read: dense, and in doubles.
struct ForwardTests {
  private typealias Matrix = [[Double]]

  private static func dense(_ matrix: SparseMatrix) -> Matrix {
    var rows = Matrix(
      repeating: [Double](repeating: 0, count: matrix.columns), count: matrix.rows)
    for entry in matrix.entries { rows[entry.row][entry.column] = Double(entry.value) }
    return rows
  }

  private static func product(_ a: Matrix, _ matrix: SparseMatrix) -> Matrix {
    let b = dense(matrix)
    return a.map { row in
      (0..<matrix.columns).map { column in
        row.indices.reduce(0) { $0 + row[$1] * b[$1][column] }
      }
    }
  }

  private static func sum(_ a: Matrix, _ b: Matrix) -> Matrix {
    zip(a, b).map { zip($0, $1).map { $0 + $1 } }
  }

  private static func attention(
    _ x: Matrix, _ head: Transformer.AttentionHead, _ isCausal: Bool
  ) -> Matrix {
    let (queries, keys) = (product(x, head.query), product(x, head.key))
    let values = product(x, head.value)
    let moved = queries.enumerated().map { q, query in
      let seen = isCausal ? q + 1 : keys.count
      let weights = keys[..<seen].map { key in exp(zip(query, key).reduce(0) { $0 + $1.0 * $1.1 }) }
      let total = weights.reduce(0, +)
      return (0..<head.value.columns).map { column in
        weights.indices.reduce(0) { $0 + weights[$1] * values[$1][column] } / total
      }
    }
    return product(moved, head.output)
  }

  private static func logits(_ model: Transformer, _ ids: [Int32]) -> Matrix {
    let (tokens, positions) = (dense(model.tokenEmbedding), dense(model.positionEmbedding))
    var x = ids.enumerated().map { zip(tokens[Int($1)], positions[$0]).map { $0 + $1 } }
    for block in model.blocks {
      x = block.heads.map { attention(x, $0, model.isCausal) }.reduce(x, sum)
      let hidden = product(x, block.hiddenIn).map { $0.map { max(0, $0) } }
      x = sum(x, product(hidden, block.hiddenOut))
    }
    return product(x, model.unembedding)
  }

  private static let programs: [(SOp, [Value])] = [
    (Gallery.flip(), ["a", "b", "c"]), (Gallery.sort(), [3, 1, 2]),
    (Gallery.slide(tokens != "<"), ["x", "<"]),
    (TableProgram.fractionOfEarlier("a"), ["a", "b"]),
  ]

  @Test(arguments: programs.indices, [false, true])
  func isTheDenseOne(_ index: Int, _ causal: Bool) throws {
    let (program, vocabulary) = ForwardTests.programs[index]
    let model = try CompiledModel(program, vocabulary, 9, causal: causal)
    var samples = SampleInputs(model.program, model.domain, seed: 5)
    let encoder = Encoder(model.transformer)
    for input in samples.random(6) + [[]] {
      let ids = try encoder.encode(input)
      let expected = ForwardTests.logits(model.transformer, ids)
      let found = model.transformer.logits([ids])[0]
      #expect(found.count == input.count + 1)
      let errors = zip(found, expected).flatMap { zip($0, $1).map { abs(Double($0) - $1) } }
      #expect(errors.allSatisfy { $0 < 1e-4 }, "\(input)")
    }
  }

  /// Inputs of other lengths in the same batch, and so padding, change nothing.
  @Test func paddingChangesNothing() throws {
    let model = try CompiledModel(Gallery.sort(), [3, 1, 2], 20)
    var samples = SampleInputs(model.program, model.domain, seed: 5)
    let encoder = Encoder(model.transformer)
    let ids = try (samples.random(40) + [[]]).map { try encoder.encode($0) }
    let together = model.transformer.logits(ids)
    for (index, input) in ids.enumerated() {
      #expect(together[index] == model.transformer.logits([input])[0])
    }
  }

  /// What comes later changes nothing in a causal model.
  @Test func causalModelsSeeWhatIsBefore() throws {
    let model = try CompiledModel(Gallery.histogram(), ["a", "b"], 8, causal: true)
    let encoder = Encoder(model.transformer)
    let long = model.transformer.logits([try encoder.encode(Input("abbaabab").tokens)])[0]
    for count in 0..<8 {
      let tokens = Array(Input("abbaabab").tokens.prefix(count))
      let short = model.transformer.logits([try encoder.encode(tokens)])[0]
      let errors = zip(short, long).flatMap { zip($0, $1).map { abs($0 - $1) } }
      #expect(short.count == count + 1 && errors.allSatisfy { $0 < 1e-5 })
    }
  }

  @Test func exponentialIsExp() {
    for step in 0...20_000 {
      let x = -Float(step) / 230
      let found = Double(exponential(Lanes(repeating: x))[3])
      let expected = exp(Double(x))
      #expect(abs(found - expected) <= expected * 0x1p-21, "\(x)")
    }
    #expect(exponential(Lanes(repeating: -100))[0] == 0)
    #expect(exponential(Lanes(repeating: -.infinity))[7] == 0)
  }

  @Test func wrongInputs() throws {
    let transformer = try CompiledModel(Gallery.flip(), ["a", "b"], 3).transformer
    #expect(throws: InputFault.unknownToken("c", position: 1)) {
      try transformer.predict(["a", "c"])
    }
    #expect(throws: InputFault.tooLong(4, maximum: 3)) {
      try transformer.predict(["a", "a", "a", "a"])
    }
    let faults: [InputFault] = [.unknownToken("c", position: 1), .tooLong(4, maximum: 3)]
    #expect(
      faults.map(\.description) == [
        "the token \"c\" at position 1 is not in the vocabulary",
        "an input of 4 tokens is too long: the model takes at most 3",
      ])
    #expect(try transformer.predict([]).values.isEmpty)
  }
}
