import Foundation
import RASP
import RASPModel

/// Puts a model together from one-hots, counting heads and thresholds.
struct ModelBuilder {
  /// A hidden unit: a linear form of dimensions, and where its positive part goes.
  struct Unit {
    let reads: [(dimension: Int, weight: Float)]
    let writes: [(dimension: Int, weight: Float)]
  }

  /// Dimensions that are 1 from each threshold on.
  struct Steps {
    let units: [Unit]
    let dimensions: [Int]
  }

  let vocabulary: [Value]
  let maximumLength: Int
  /// Dimensions of the embedding: BOS, any token, each token, each position of a token.
  let beginning = 0
  let anyToken = 1
  let token: [Int]
  let position: [Int]

  private var labels: [Labels.Dimension] = []
  private var heads: [(Transformer.AttentionHead, [Labels.Head])] = []
  private var units: [[Unit]] = []
  private var readouts: [SparseMatrix.Entry] = []

  /// Weights with which keys that do not match vanish, and with which BOS takes part in a sum.
  private static let mismatch: Float = 60
  private static let sink: Float = 4_000
  /// More dimensions than any of these models needs; the rest is cut off at the end.
  private static let room = 64

  init(_ vocabulary: [Value], maximumLength: Int) {
    (self.vocabulary, self.maximumLength) = (vocabulary, maximumLength)
    token = Array(2..<2 + vocabulary.count)
    position = Array(2 + vocabulary.count..<2 + vocabulary.count + maximumLength)
    _ = dimensions("BOS", ["= True", "= False"])
    _ = dimensions("tokens", vocabulary.map { "= \($0)" })
    _ = dimensions("indices", (0..<maximumLength).map { "= \($0)" })
  }

  mutating func dimensions(_ sop: String, _ contents: [String]) -> [Int] {
    contents.map { content in
      let index = labels.count
      let dimension = Labels.Dimension(
        index: index, sop: sop, content: content, from: 2 * heads.count,
        through: 2 * heads.count + 3)
      labels.append(dimension)
      return index
    }
  }

  /// A head that counts keys, or sums a dimension of them: those that match in all pairs of
  /// one-hots, or all.
  func count(
    _ sum: Int, match: [(key: Int, query: Int)], value: Int? = nil
  ) -> Transformer.AttentionHead {
    let values: [(Int, Int, Float)] = [(value ?? anyToken, 0, ModelBuilder.sink)]
    return head(match, sink: log(ModelBuilder.sink), values, [(0, sum, 1)])
  }

  /// A head that fetches the token from where a one-hot of the query meets that of the key.
  func gather(_ match: [(query: Int, key: Int)], _ output: [Int]) -> Transformer.AttentionHead {
    let values = token.enumerated().map { ($0.element, $0.offset, Float(1)) }
    let outputs = output.enumerated().map { ($0.offset, $0.element, Float(1)) }
    return head(match.map { ($0.key, $0.query) }, sink: -30, values, outputs)
  }

  private func head(
    _ match: [(key: Int, query: Int)], sink: Float, _ values: [(Int, Int, Float)],
    _ outputs: [(Int, Int, Float)]
  ) -> Transformer.AttentionHead {
    let width = match.count + 2
    // BOS scores `sink` and, where there is something to match, all other keys -60.
    var query = [(anyToken, 0, sink), (anyToken, 1, match.isEmpty ? 0 : -ModelBuilder.mismatch)]
    var key: [(Int, Int, Float)] = [(beginning, 0, 1), (anyToken, 1, 1)]
    for (column, pair) in match.enumerated() {
      query.append((pair.query, column + 2, ModelBuilder.mismatch))
      key.append((pair.key, column + 2, 1))
    }
    let room = ModelBuilder.room
    let valueWidth = (values.map(\.1).max() ?? 0) + 1
    return Transformer.AttentionHead(
      query: matrix(room, width, query), key: matrix(room, width, key),
      value: matrix(room, valueWidth, values), output: matrix(valueWidth, room, outputs))
  }

  private func matrix(
    _ rows: Int, _ columns: Int, _ entries: [(Int, Int, Float)]
  ) -> SparseMatrix {
    SparseMatrix(
      rows: rows, columns: columns,
      entries.map { SparseMatrix.Entry(row: $0.0, column: $0.1, value: $0.2) })
  }

  /// A step of height one at `threshold - 0.5`, two units, where all of `conditions` are 1.
  private func step(
    _ sum: Int, _ threshold: Int, if condition: Int? = nil,
    _ writes: [(dimension: Int, weight: Float)]
  ) -> [Unit] {
    let (slope, far): (Float, Float) = (10, 1_000)
    return [0.5, -0.5].map { (offset: Float) in
      let constant = -slope * (Float(threshold) - 0.5) + offset - (condition == nil ? 0 : far)
      let reads = [(sum, slope), (anyToken, constant)] + (condition.map { [($0, far)] } ?? [])
      let sign: Float = offset > 0 ? 1 : -1
      return Unit(reads: reads, writes: writes.map { ($0.dimension, $0.weight * sign) })
    }
  }

  mutating func steps(_ sum: Int, _ thresholds: ClosedRange<Int>) -> Steps {
    let new = dimensions("count", thresholds.map { ">= \($0)" })
    let units = zip(thresholds, new).flatMap { step(sum, $0, [($1, 1)]) }
    return Steps(units: units, dimensions: new)
  }

  /// Units for the one-hot of `length - indices - 1`.
  func targets(_ length: Int, _ target: [Int]) -> [Unit] {
    position.enumerated().flatMap { index, dimension in
      (index + 1...maximumLength).flatMap { threshold in
        // From here on the target is this one, and no longer the one before.
        let now = threshold - index - 1
        let before = now == 0 ? [] : [(target[now - 1], Float(-1))]
        return step(length, threshold, if: dimension, [(target[now], 1)] + before)
      }
    }
  }

  mutating func add(_ head: Transformer.AttentionHead, _ units: [Unit]) {
    let label = Labels.Head(
      sops: ["made by hand"], selects: "[tokens = tokens]", moves: ["1"], kind: "sum",
      atoms: [
        Labels.Atom(
          key: "tokens", query: "tokens", keys: vocabulary, queries: vocabulary,
          allowed: vocabulary.indices.map { a in vocabulary.indices.map { $0 == a } },
          keyReadouts: token.map { Labels.Readout(dimensions: [$0], weights: [1]) },
          queryReadouts: token.map { Labels.Readout(dimensions: [$0, 1], weights: [1, -0.5]) })
      ])
    heads.append((head, [label]))
    self.units.append(units)
  }

  mutating func readOut(_ dimension: Int, _ column: Int, _ weight: Float) {
    readouts.append(.init(row: dimension, column: column, value: weight))
  }

  /// The logit of a count is 1 where it is the last step taken.
  mutating func readCount(_ sum: Int, _ steps: Steps) {
    readOut(anyToken, 0, 1)
    for (index, dimension) in steps.dimensions.enumerated() {
      readOut(dimension, index, -1)
      readOut(dimension, index + 1, 1)
    }
  }

  func finish(outputs: [Value], isCausal: Bool) -> (Transformer, Labels) {
    let width = labels.count
    precondition(width <= ModelBuilder.room)
    var tokens = [SparseMatrix.Entry(row: Transformer.beginning, column: beginning, value: 1)]
    for (index, dimension) in token.enumerated() {
      tokens.append(.init(row: index + 2, column: dimension, value: 1))
      tokens.append(.init(row: index + 2, column: anyToken, value: 1))
    }
    let positions = position.enumerated().map {
      SparseMatrix.Entry(row: $0.offset + 1, column: $0.element, value: 1)
    }
    let transformer = Transformer(
      vocabulary: vocabulary, outputs: outputs, maximumLength: maximumLength, isCausal: isCausal,
      tokenEmbedding: SparseMatrix(rows: vocabulary.count + 2, columns: width, tokens),
      positionEmbedding: SparseMatrix(rows: maximumLength + 1, columns: width, positions),
      blocks: zip(heads, units).map { block($0.0, $1, width) },
      unembedding: SparseMatrix(rows: width, columns: outputs.count, readouts))
    let labels = Labels(
      dimensions: self.labels, heads: heads.map(\.1),
      units: units.map { $0.map { "threshold of \($0.reads[0].dimension)" } })
    return (transformer, labels)
  }

  private func block(
    _ head: Transformer.AttentionHead, _ units: [Unit], _ width: Int
  ) -> Transformer.Block {
    var (reads, writes): ([SparseMatrix.Entry], [SparseMatrix.Entry]) = ([], [])
    for (number, unit) in units.enumerated() {
      reads += unit.reads.map { .init(row: $0.dimension, column: number, value: $0.weight) }
      writes += unit.writes.map { .init(row: number, column: $0.dimension, value: $0.weight) }
    }
    let cut = Transformer.AttentionHead(
      query: head.query.cut(rows: width), key: head.key.cut(rows: width),
      value: head.value.cut(rows: width), output: head.output.cut(columns: width))
    return Transformer.Block(
      heads: [cut], hiddenIn: SparseMatrix(rows: width, columns: units.count, reads),
      hiddenOut: SparseMatrix(rows: units.count, columns: width, writes))
  }
}

extension SparseMatrix {
  fileprivate func cut(rows: Int? = nil, columns: Int? = nil) -> SparseMatrix {
    SparseMatrix(rows: rows ?? self.rows, columns: columns ?? self.columns, entries)
  }
}
