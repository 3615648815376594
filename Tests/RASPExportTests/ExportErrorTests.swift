import ExportFixtures
import RASP
import RASPModel
import Testing

@testable import RASPExport

/// Models that do not fit together are refused by every export, in the same words.
struct ExportErrorTests {
  private let labels = Labels(dimensions: [], heads: [], units: [])

  private func expectRefusal(_ transformer: Transformer, _ reason: String) {
    #expect(message { try Export.modelFiles(transformer, labels) } == reason)
    #expect(message { try Export.onnx(transformer, labels) } == reason)
    #expect(message { try Export.huggingFace(transformer, labels) } == reason)
  }

  private func model(
    vocabulary: [Value] = ["a"], outputs: [Value] = ["a", 1], residual: Int = 3,
    positions: Int = 4, blocks: [Transformer.Block] = [], weight: Float = 1
  ) -> Transformer {
    let token = SparseMatrix(
      rows: vocabulary.count + 2, columns: residual, [.init(row: 0, column: 0, value: weight)])
    return Transformer(
      vocabulary: vocabulary, outputs: outputs, maximumLength: 3, isCausal: false,
      tokenEmbedding: token, positionEmbedding: SparseMatrix(rows: positions, columns: residual),
      blocks: blocks, unembedding: SparseMatrix(rows: residual, columns: outputs.count))
  }

  @Test func models() {
    expectRefusal(
      model(outputs: []), "the model has no outputs: there is nothing to export")
    expectRefusal(
      model(residual: 0), "the model has no residual stream: there is nothing to export")
    expectRefusal(model(vocabulary: ["a", "a"]), "\"a\" is in the vocabulary twice")
    expectRefusal(model(outputs: [1, 2, 1]), "1 is in the outputs twice")
    expectRefusal(
      model(weight: .infinity), "token_embedding holds a number that is infinite or undefined")
    expectRefusal(
      model(positions: 3),
      "the model does not fit together: the matrix position_embedding has the shape 3 x 3, "
        + "but 4 x 3 is needed")
  }

  @Test func blocks() {
    let (narrow, wide) = (SparseMatrix(rows: 3, columns: 2), SparseMatrix(rows: 3, columns: 5))
    let (out, none) = (SparseMatrix(rows: 2, columns: 3), SparseMatrix(rows: 3, columns: 0))
    let head = Transformer.AttentionHead(query: narrow, key: wide, value: narrow, output: out)
    let nothing = SparseMatrix(rows: 0, columns: 3)
    expectRefusal(
      model(blocks: [.init(heads: [head], hiddenIn: none, hiddenOut: nothing)]),
      "the model does not fit together: the matrix block.0.head.0.key has the shape 3 x 5, "
        + "but 3 x 2 is needed")
    expectRefusal(
      model(blocks: [.init(heads: [], hiddenIn: narrow, hiddenOut: nothing)]),
      "the model does not fit together: the matrix block.0.hidden_out has the shape 0 x 3, "
        + "but 2 x 3 is needed")
  }

  @Test func densityHasItsLimits() {
    let width = 100_000
    let wide = SparseMatrix(rows: 3, columns: 1_000_000_000)
    let large = model(
      residual: width,
      blocks: [
        .init(
          heads: [], hiddenIn: SparseMatrix(rows: width, columns: width),
          hiddenOut: SparseMatrix(rows: width, columns: width))
      ])
    #expect(
      message { try Export.onnx(large, labels) }
        == "the model is too large for ONNX: its dense matrices take 80003600000 bytes, and "
        + "2147483647 are the most; a smaller vocabulary or maximum length helps")
    #expect(
      message { try Export.huggingFace(large, labels) }
        .hasPrefix("the model is too large for a stock checkpoint: its dense matrices take 8000"))
    // The weights fit, but heads as wide as these make the stream too wide.
    let head = Transformer.AttentionHead(
      query: wide, key: wide, value: SparseMatrix(rows: 3, columns: 0),
      output: SparseMatrix(rows: 0, columns: 3))
    let none = SparseMatrix(rows: 3, columns: 0)
    let one = model(
      blocks: [
        .init(heads: [head], hiddenIn: none, hiddenOut: SparseMatrix(rows: 0, columns: 3))
      ])
    #expect(
      message { try Export.huggingFace(one, labels) }.hasPrefix("the model is too large for"))
  }
}
