import RASP
import RASPModel
import TestSupport

/// Models of random weights: every block of another shape, values of all kinds.
enum RandomModels {
  /// More dimensions than outputs; a vocabulary of numbers, spaces and nothing.
  static let bidirectional = fixture(
    "random", seed: 1,
    RandomShape(
      vocabulary: [1, 1.0, "1", true, nil, "a b", "", "é", "e\u{301}", -2.5],
      outputs: [1, 1.0, "1", true, "z"], maximumLength: 9, isCausal: false, residual: 17,
      heads: [3, 1], hidden: [11, 5]))

  static let causal = fixture(
    "random-causal", seed: 2,
    RandomShape(
      vocabulary: ["cat", "dog", "(", "]", "b\u{e4}r"], outputs: ["cat", "(x", "[y", 3, "fox"],
      maximumLength: 12, isCausal: true, residual: 13, heads: [1, 4, 2], hidden: [0, 7, 3]))

  /// More outputs than dimensions.
  static let wide = fixture(
    "random-wide", seed: 3,
    RandomShape(
      vocabulary: [" ", "\n", "a", "\"", "["],
      outputs: (0..<40).map { .integer($0) } + [" ", "ab", nil],
      maximumLength: 6, isCausal: false, residual: 7, heads: [2], hidden: [9]))

  /// No block at all.
  static let bare = fixture(
    "random-bare", seed: 4,
    RandomShape(
      vocabulary: ["x", "y"], outputs: [true, false, nil], maximumLength: 3, isCausal: true,
      residual: 3, heads: [], hidden: []))

  private static func fixture(
    _ name: String, seed: UInt64, _ shape: RandomShape
  ) -> ExportFixture {
    var random = Randomness(seed: seed)
    return ExportFixture(
      name: name, transformer: random.transformer(shape), labels: random.labels(shape),
      program: nil)
  }
}

/// What a random model is like.
public struct RandomShape: Sendable {
  let vocabulary: [Value]
  let outputs: [Value]
  let maximumLength: Int
  let isCausal: Bool
  let residual: Int
  /// For each block.
  let heads: [Int]
  let hidden: [Int]

  public init(
    vocabulary: [Value], outputs: [Value], maximumLength: Int, isCausal: Bool, residual: Int,
    heads: [Int], hidden: [Int]
  ) {
    self.vocabulary = vocabulary
    self.outputs = outputs
    self.maximumLength = maximumLength
    self.isCausal = isCausal
    self.residual = residual
    self.heads = heads
    self.hidden = hidden
  }
}

extension Randomness {
  /// A model of any shape, for round trips.
  public mutating func fixture() -> ExportFixture {
    let blocks = number(0...3)
    let shape = RandomShape(
      vocabulary: (0..<number(0...5)).map { .integer(Int64($0)) },
      outputs: (0..<number(1...5)).map { .string("\($0)") }, maximumLength: number(0...5),
      isCausal: chance(50), residual: number(1...9),
      heads: (0..<blocks).map { _ in number(0...3) },
      hidden: (0..<blocks).map { _ in number(0...5) })
    return fixture(shape)
  }

  public mutating func fixture(_ shape: RandomShape) -> ExportFixture {
    ExportFixture(
      name: "random", transformer: transformer(shape), labels: labels(shape), program: nil)
  }

  mutating func transformer(_ shape: RandomShape) -> Transformer {
    let width = shape.residual
    return Transformer(
      vocabulary: shape.vocabulary, outputs: shape.outputs, maximumLength: shape.maximumLength,
      isCausal: shape.isCausal,
      tokenEmbedding: matrix(shape.vocabulary.count + 2, width),
      positionEmbedding: matrix(shape.maximumLength + 1, width, emptyRows: 1),
      blocks: zip(shape.heads, shape.hidden).map { heads, hidden in
        Transformer.Block(
          heads: (0..<heads).map { _ in head(width) }, hiddenIn: matrix(width, hidden),
          hiddenOut: matrix(hidden, width))
      },
      unembedding: matrix(width, shape.outputs.count))
  }

  private mutating func head(_ width: Int) -> Transformer.AttentionHead {
    let (query, value) = (number(0...6), number(0...6))
    return Transformer.AttentionHead(
      query: matrix(width, query), key: matrix(width, query), value: matrix(width, value),
      output: matrix(value, width))
  }

  private mutating func matrix(_ rows: Int, _ columns: Int, emptyRows: Int = 0) -> SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for row in emptyRows..<max(rows, emptyRows) {
      for column in 0..<columns where chance(60) {
        let weight = Float.random(in: -1...1, using: &self)
        entries.append(.init(row: row, column: column, value: weight))
      }
    }
    return SparseMatrix(rows: rows, columns: columns, entries)
  }

  mutating func labels(_ shape: RandomShape) -> Labels {
    let readout = Labels.Readout(dimensions: [0, shape.residual - 1], weights: [0.1, -1e-300])
    let atom = Labels.Atom(
      key: "tokens", query: "\"quoted\"\n", keys: shape.vocabulary, queries: shape.outputs,
      allowed: shape.outputs.map { _ in shape.vocabulary.map { _ in chance(50) } },
      keyReadouts: shape.vocabulary.map { _ in readout },
      queryReadouts: shape.outputs.map { _ in readout })
    let head = Labels.Head(
      sops: ["a", "b"], nodes: ["%0"], selects: "[a = b]", moves: [], kind: "mean",
      atoms: [atom], query: [0], key: [], value: [0, shape.residual - 1], writes: [0])
    return Labels(
      definitions: [
        Labels.Definition(id: "%0", name: nil, text: "tokens"),
        Labels.Definition(
          id: "%1", name: "a \"b\"", text: "tokens + 1", line: .init(file: "a b.py", number: 3)),
      ],
      dimensions: (0..<shape.residual).map {
        Labels.Dimension(
          index: $0, sop: "tokens", node: "%0", content: "= \"a\"", from: 0,
          through: 2 * shape.heads.count + 1)
      },
      heads: shape.heads.map { [Labels.Head](repeating: head, count: $0) },
      units: shape.hidden.map { (0..<$0).map { "unit \($0)" } })
  }
}
