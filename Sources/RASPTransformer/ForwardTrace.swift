import RASP

/// What a model computes on one input, stage by stage: what its ``Labels`` speak of.
///
/// ```swift
/// let trace = ForwardTrace(model.transformer, try model.transformer.encode(["a", "b", "b"]))
/// trace.attention[1][0][3]     // whom the last "b" attends to in block 1: [0, 1, 0, 0]
/// ```
///
/// Positions count from 0, which is BOS's. Cost: twice that of the logits, and the memory of
/// what is kept.
public struct ForwardTrace: Sendable {
  /// The residual stream at each time: the embedding at time 0, after the attention of block b at
  /// 2 b + 1, after its MLP at 2 b + 2. For each time, each position's d_model numbers.
  public let stream: [[[Float]]]
  /// For each block and head, a row of weights for each query position.
  public let attention: [[[[Float]]]]

  /// The computation on ids with BOS first.
  public init(_ transformer: Transformer, _ ids: [Int32]) {
    let width = transformer.residualWidth
    var pass = ForwardPass(transformer)
    pass.embed([ids][...])
    var stream = [pass.rows(ids.count, width)]
    var attention: [[[[Float]]]] = []
    for block in transformer.blocks {
      attention.append(block.heads.map { pass.attend($0, keepsWeights: true).weights[0] })
      pass.apply(block.withoutHidden(width))
      stream.append(pass.rows(ids.count, width))
      pass.applyHidden(block)
      stream.append(pass.rows(ids.count, width))
    }
    self.stream = stream
    self.attention = attention
  }

  /// What a readout gives at a time and position.
  public func value(of readout: Labels.Readout, time: Int, position: Int) -> Double {
    var sum = 0.0
    for (dimension, weight) in zip(readout.dimensions, readout.weights) {
      sum += weight * Double(stream[time][position][dimension])
    }
    return sum
  }
}

extension ForwardPass {
  /// The residual stream of the only input, position by position.
  fileprivate func rows(_ count: Int, _ width: Int) -> [[Float]] {
    let columns = stream.count / width
    return (0..<count).map { position in
      (0..<width).map { stream[$0 * columns + position] }
    }
  }
}

extension Transformer.Block {
  /// The attention alone.
  fileprivate func withoutHidden(_ width: Int) -> Transformer.Block {
    Transformer.Block(
      heads: heads, hiddenIn: SparseMatrix(rows: width, columns: 0),
      hiddenOut: SparseMatrix(rows: 0, columns: width))
  }
}
