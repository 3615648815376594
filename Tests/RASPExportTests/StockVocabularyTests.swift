import ExportFixtures
import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPExport

struct StockVocabularyTests {
  private func vocabulary(_ tokens: [Value], _ outputs: [Value]) -> StockVocabulary {
    StockVocabulary(
      Transformer(
        vocabulary: tokens, outputs: outputs, maximumLength: 1, isCausal: false,
        tokenEmbedding: SparseMatrix(rows: tokens.count + 2, columns: 1),
        positionEmbedding: SparseMatrix(rows: 2, columns: 1), blocks: [],
        unembedding: SparseMatrix(rows: 1, columns: outputs.count)))
  }

  private func texts(_ tokens: [Value], _ outputs: [Value]) -> [String] {
    vocabulary(tokens, outputs).entries.map(\.text)
  }

  @Test func characters() {
    #expect(
      texts(["1", "(", " ", "é"], [1, "1", 2.0, true, nil, "ab", "", "b"])
        == [
          "[PAD]", "[BOS]", "1", "(", " ", "é", "(1)", "(2.0)", "(true)", "(null)", "(\"ab\")",
          "(\"\")", "b", "[UNK]",
        ])
    #expect(vocabulary(["1", "("], ["1", 1, "("]).outputs == [2, 4, 3])
  }

  @Test func words() {
    #expect(
      texts(["cat", "(", "["], ["cat", "(x", "a b", 1, "dog"])
        == [
          "[PAD]", "[BOS]", "cat", "(", "[", "(\"(x\")", "(\"a b\")", "(1)", "dog", "[UNK]",
        ])
  }

  @Test func anythingElse() {
    #expect(
      texts([1, "1"], [1.0, "1", "a b\u{3000}c\n"])
        == ["[PAD]", "[BOS]", "1", "\"1\"", "1.0", "\"a\\u0020b\\u3000c\\n\"", "[UNK]"])
    for token: Value in ["(x", "[PAD]", "a b", "\t\t", "", 1, nil] {
      #expect(vocabulary(["cat", token], []).notation == .json, "\(token)")
    }
  }

  @Test func aTokenAndAnOutputShareAnId() {
    let entry = vocabulary(["a", "b"], ["b", "c"]).entries[3]
    #expect(entry.text == "b" && entry.isToken && entry.output == 0)
  }

  /// Different values never share a text, nor do they share that of a special token.
  @Test func textsAreDistinct() {
    let pool: [Value] = [
      1, 1.0, "1", "(1)", "1.0", true, "true", "True", nil, "null", "", "\"\"", " ", "\u{A0}", "(",
      "[PAD]", "[UNK]", "(\"a\")", "a", "ab", "a b", "é", "e\u{301}", "\\u0020", "\"a\"", 0.0, -0.0,
    ]
    var random = Randomness(seed: Randomness.environmentSeed)
    for _ in 0..<500 {
      let strings = pool.filter { $0.kind == .string }
      let source = random.chance(50) ? pool : strings
      let tokens = source.filter { _ in random.chance(15) }
      let outputs = pool.filter { _ in random.chance(50) }
      let entries = vocabulary(tokens, outputs).entries
      let texts = entries.map { [UInt8]($0.text.utf8) }
      #expect(Set(texts).count == texts.count, "\(tokens) \(outputs)")
      #expect(entries.count(where: { $0.output != nil }) == outputs.count)
    }
  }
}
