import Foundation
import RASPModel

/// The forward pass as the documentation of ``Transformer`` states it, in doubles, one sequence at a
/// time and one number after the other: slow, and easy to compare with the text.
public struct PlainForward {
  let transformer: Transformer

  public init(_ transformer: Transformer) { self.transformer = transformer }

  /// The logits at each position of a sequence of ids.
  public func logits(_ ids: [Int]) -> [[Double]] {
    var stream = ids.indices.map { position in
      zip(
        row(transformer.tokenEmbedding, ids[position]),
        row(transformer.positionEmbedding, position)
      ).map(+)
    }
    for block in transformer.blocks {
      let before = stream
      for head in block.heads {
        let written = attend(head, before, ids)
        for position in stream.indices { stream[position] += written[position] }
      }
      for position in stream.indices {
        let units = (stream[position] * block.hiddenIn).map { max($0, 0) }
        stream[position] += units * block.hiddenOut
      }
    }
    return stream.map { $0 * transformer.unembedding }
  }

  private func row(_ matrix: SparseMatrix, _ row: Int) -> [Double] {
    var unit = [Double](repeating: 0, count: matrix.rows)
    unit[row] = 1
    return unit * matrix
  }

  private func attend(
    _ head: Transformer.AttentionHead, _ stream: [[Double]], _ ids: [Int]
  ) -> [[Double]] {
    let (queries, keys) = (stream.map { $0 * head.query }, stream.map { $0 * head.key })
    let values = stream.map { $0 * head.value }
    return queries.indices.map { query in
      let visible = keys.indices.filter {
        ids[$0] != Transformer.padding && !(transformer.isCausal && $0 > query)
      }
      let scores = visible.map { key in
        zip(queries[query], keys[key]).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let largest = scores.max() ?? 0
      let weights = scores.map { exp($0 - largest) }
      let total = weights.reduce(0, +)
      var mixed = [Double](repeating: 0, count: head.value.columns)
      for (key, weight) in zip(visible, weights) {
        mixed += values[key].map { $0 * weight / total }
      }
      return mixed * head.output
    }
  }
}

extension [Double] {
  fileprivate static func * (row: [Double], matrix: SparseMatrix) -> [Double] {
    var product = [Double](repeating: 0, count: matrix.columns)
    for line in 0..<matrix.rows where row[line] != 0 {
      for place in matrix.starts[line]..<matrix.starts[line + 1] {
        product[Int(matrix.columnIndices[place])] += row[line] * Double(matrix.values[place])
      }
    }
    return product
  }

  fileprivate static func += (row: inout [Double], other: [Double]) {
    for place in row.indices { row[place] = row[place] + other[place] }
  }
}
