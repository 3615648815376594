import RASP

/// What a model computes on one input, stage by stage: what its ``Labels`` speak of.
///
/// ```swift
/// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
/// let transformer = try Compiler.compile(Program(Gallery.flip()), for: domain).transformer
/// let trace = ForwardTrace(transformer, try Encoder(transformer).encode(["a", "b"]))
/// trace.attention[1][0][2].map { $0.rounded() }     // [0.0, 1.0, 0.0]
/// ```
///
/// That is whom the last token, "b", attends to in block 1: positions count from 0, which is BOS's.
/// Cost: that of the logits, and the memory of what is kept.
public struct ForwardTrace: Sendable {
  /// The residual stream at each time: the embedding at time 0, after the attention of block b at
  /// 2 b + 1, after its MLP at 2 b + 2. For each time, each position's d_model numbers.
  public let stream: [[[Float]]]
  /// For each block and head, a row of weights for each query position.
  public let attention: [[[[Float]]]]

  /// The computation on ids with BOS first, as ``Encoder`` gives them. Cost: that of the logits, and
  /// for each head the square of the length.
  public init(_ transformer: Transformer, _ ids: [Int32]) {
    var pass = ForwardPass(transformer)
    pass.embed([ids][...])
    var stream = [pass.positions(ids.count)]
    var attention: [[[[Float]]]] = []
    for (index, block) in transformer.blocks.enumerated() {
      var heads = [[[Float]]](repeating: [], count: block.heads.count)
      let length = pass.length
      pass.attend(index) { head, _, weights in
        heads[head] = ids.indices.map { query in
          ids.indices.map { key in weights[key * length + query] }
        }
      }
      attention.append(heads)
      stream.append(pass.positions(ids.count))
      pass.think(index)
      stream.append(pass.positions(ids.count))
    }
    self.stream = stream
    self.attention = attention
  }

  /// The first time and position at which the residual stream is not finite: weights are too large
  /// for float32. `nil` if it is finite throughout.
  public var firstNotFinite: (time: Int, position: Int)? {
    for (time, positions) in stream.enumerated() {
      for (position, numbers) in positions.enumerated() {
        if !numbers.allSatisfy({ $0.isFinite }) { return (time, position) }
      }
    }
    return nil
  }

  /// What a readout gives at a time and position: the weighted sum of its dimensions. Cost: linear
  /// in them.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(tokens == "a"), for: domain).transformer
  /// let trace = ForwardTrace(model, try Encoder(model).encode(["a"]))
  /// let first = Labels.Readout(dimensions: [0, 1], weights: [1, 1])
  /// let sum = Double(trace.stream[0][1][0] + trace.stream[0][1][1])
  /// trace.value(of: first, time: 0, position: 1) == sum     // true
  /// ```
  public func value(of readout: Labels.Readout, time: Int, position: Int) -> Double {
    var sum = 0.0
    for (dimension, weight) in zip(readout.dimensions, readout.weights) {
      sum += weight * Double(stream[time][position][dimension])
    }
    return sum
  }

  /// Which keys a head is meant to attend to, by the values that the stream holds before its block:
  /// a row a query, BOS's position left out of both.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let ids = try Encoder(model.transformer).encode(["a", "b"])
  /// let head = model.labels.heads[1][0]
  /// ForwardTrace(model.transformer, ids).intended(head, block: 1)  // [[false, true], [true, false]]
  /// ```
  /// Cost: n x n times the comparisons of the head.
  public func intended(_ head: Labels.Head, block: Int, isCausal: Bool = false) -> [[Bool]] {
    let positions = 1..<max(1, stream[0].count)
    let atoms = head.atoms.map { atom in
      (
        allowed: atom.allowed,
        keys: positions.map { index(atom.keyReadouts, time: 2 * block, position: $0) },
        queries: positions.map { index(atom.queryReadouts, time: 2 * block, position: $0) }
      )
    }
    let selected = positions.indices.map { query in
      positions.indices.map { key in
        (!isCausal || key <= query)
          && atoms.allSatisfy { atom in
            guard let query = atom.queries[query - 1], let key = atom.keys[key - 1] else {
              return false
            }
            return atom.allowed[query][key]
          }
      }
    }
    guard let grade = head.prefers?.grade else { return selected }
    let grades = positions.map {
      value(of: grade, time: 2 * block, position: $0).rounded()
    }
    return selected.map { row in
      let best = zip(row, grades).reduce(-Double.infinity) { $1.0 ? max($0, $1.1) : $0 }
      return zip(row, grades).map { $0 && $1 == best }
    }
  }

  /// Which of several readouts is the largest; `nil` if there are none.
  private func index(_ readouts: [Labels.Readout], time: Int, position: Int) -> Int? {
    if readouts.isEmpty { return nil }
    var (best, most) = (0, -Double.infinity)
    for (index, readout) in readouts.enumerated() {
      let value = value(of: readout, time: time, position: position)
      if value > most { (best, most) = (index, value) }
    }
    return best
  }
}

extension ForwardPass {
  /// The residual stream of the only input, position by position.
  fileprivate func positions(_ count: Int) -> [[Float]] {
    (0..<count).map { position in
      (0..<model.residualWidth).map { stream[$0 * width + position] }
    }
  }
}
