import RASP

/// What went wrong with an input of a model.
public enum InputFault: Error, Sendable, Hashable {
  /// The token is not of the vocabulary.
  case unknownToken(Value, position: Int)
  /// The input has more tokens than the model takes.
  case tooLong(Int, maximum: Int)
}

/// What a model gives on an input.
public struct Prediction: Sendable {
  /// For each position the output with the largest logit; `nil` if no logit says that there is one.
  public let values: [Value?]
  /// For each position how far the largest logit is above the next.
  public let margins: [Float]
}

extension Transformer {
  /// The model's values on an input.
  ///
  /// Cost: as ``logits(_:)``.
  public func predict(_ tokens: [Value]) throws(InputFault) -> Prediction {
    let ids = try encode(tokens)
    return predictions([ids])[0]
  }

  /// The ids of an input: BOS, then one a token.
  public func encode(_ tokens: [Value]) throws(InputFault) -> [Int32] {
    try Encoder(self).encode(tokens)
  }

  /// What the model gives on each of several inputs, as ids with BOS first.
  public func predictions(_ inputs: [[Int32]]) -> [Prediction] {
    var pass = ForwardPass(self)
    var predictions: [Prediction] = []
    for logits in pass.logits(inputs) { predictions.append(prediction(logits)) }
    return predictions
  }

  /// The logits at each position of each input, BOS's first: `outputs.count` numbers a position.
  ///
  /// Cost: for each input the non-zero weights times the longest input's length, and for each head
  /// its widths times the square of that length.
  public func logits(_ inputs: [[Int32]]) -> [[[Float]]] {
    var pass = ForwardPass(self)
    return pass.logits(inputs)
  }

  /// What the logits of an input say, BOS's left out.
  private func prediction(_ logits: [[Float]]) -> Prediction {
    var values: [Value?] = []
    var margins: [Float] = []
    for row in logits.dropFirst() {
      var (best, next) = (0, -Float.infinity)
      for (place, logit) in row.enumerated().dropFirst() {
        if logit > row[best] {
          next = row[best]
          best = place
        } else if logit > next {
          next = logit
        }
      }
      let isClear = row[best] - next > 0.25
      values.append(isClear ? outputs[best] : nil)
      margins.append(row[best] - next)
    }
    return Prediction(values: values, margins: margins)
  }
}

/// The ids of tokens, found once for a whole batch.
public struct Encoder: Sendable {
  private let ids: [Constant: Int32]
  private let maximumLength: Int

  public init(_ transformer: Transformer) {
    var ids: [Constant: Int32] = [:]
    for (place, token) in transformer.vocabulary.enumerated() {
      ids[Constant(token)] = Int32(Transformer.firstToken + place)
    }
    self.ids = ids
    maximumLength = transformer.maximumLength
  }

  /// The ids of an input: BOS, then one a token.
  public func encode(_ tokens: [Value]) throws(InputFault) -> [Int32] {
    if tokens.count > maximumLength { throw .tooLong(tokens.count, maximum: maximumLength) }
    var encoded = [Int32(Transformer.beginning)]
    for (position, token) in tokens.enumerated() {
      guard let id = ids[Constant(token)] else {
        throw .unknownToken(token, position: position)
      }
      encoded.append(id)
    }
    return encoded
  }
}

/// The computation of a model on batches of inputs, with its working memory.
///
/// The residual stream is held dimension by dimension: a row has one number for each position of
/// each input, each input padded to a multiple of eight positions. So a weight that is not zero
/// costs one pass over a row.
struct ForwardPass {
  private let model: Transformer
  /// Positions of an input, padded, and the number of inputs.
  private var length = 0
  private var inputs = 0
  private var columns: Int { length * inputs }
  /// The residual stream.
  private(set) var stream: [Float] = []
  /// For each input how many of its positions are no padding.
  private var lengths: [Int] = []

  init(_ model: Transformer) { self.model = model }

  /// As many positions as are computed at a time: their rows stay in a core's own cache.
  private static let chunk = 4_096

  /// The logits of each position of each input.
  mutating func logits(_ inputs: [[Int32]]) -> [[[Float]]] {
    var results: [[[Float]]] = []
    var first = 0
    while first < inputs.count {
      let end = chunkEnd(inputs, from: first)
      embed(inputs[first..<end])
      for block in model.blocks { apply(block) }
      results += unembed()
      first = end
    }
    return results
  }

  private func chunkEnd(_ inputs: [[Int32]], from first: Int) -> Int {
    var end = first
    var longest = 0
    while end < inputs.count {
      longest = max(longest, inputs[end].count)
      if end > first && (longest + 7) / 8 * 8 * (end - first + 1) > ForwardPass.chunk { break }
      end += 1
    }
    return end
  }

  /// Sets the residual stream to the embeddings.
  mutating func embed(_ batch: ArraySlice<[Int32]>) {
    lengths = batch.map { $0.count }
    length = ((lengths.max() ?? 0) + 7) / 8 * 8
    inputs = batch.count
    stream = [Float](repeating: 0, count: model.residualWidth * columns)
    for (index, ids) in batch.enumerated() {
      for position in 0..<length {
        let id = position < ids.count ? Int(ids[position]) : Transformer.padding
        let column = index * length + position
        addRow(model.tokenEmbedding, id, to: column)
        if position < ids.count { addRow(model.positionEmbedding, position, to: column) }
      }
    }
  }

  private mutating func addRow(_ matrix: SparseMatrix, _ row: Int, to column: Int) {
    for place in matrix.starts[row]..<matrix.starts[row + 1] {
      stream[Int(matrix.columnIndices[place]) * columns + column] += matrix.values[place]
    }
  }

  /// Attention, then the MLP.
  mutating func apply(_ block: Transformer.Block) {
    var sum = [Float](repeating: 0, count: stream.count)
    for head in block.heads {
      let (values, _) = attend(head, keepsWeights: false)
      multiply(values, head.output, into: &sum)
    }
    add(sum)
    applyHidden(block)
  }

  mutating func applyHidden(_ block: Transformer.Block) {
    var hidden = multiply(stream, block.hiddenIn)
    for place in hidden.indices { hidden[place] = max(0, hidden[place]) }
    var sum = [Float](repeating: 0, count: stream.count)
    multiply(hidden, block.hiddenOut, into: &sum)
    add(sum)
  }

  private mutating func add(_ sum: [Float]) {
    for place in stream.indices { stream[place] += sum[place] }
  }

  /// The logits of the inputs in the stream, position by position.
  private func unembed() -> [[[Float]]] {
    let logits = multiply(stream, model.unembedding)
    let count = model.outputs.count
    return (0..<inputs).map { input in
      (0..<lengths[input]).map { position in
        (0..<count).map { logits[$0 * columns + input * length + position] }
      }
    }
  }
}

// MARK: Products

extension ForwardPass {
  private func multiply(_ rows: [Float], _ matrix: SparseMatrix) -> [Float] {
    var result = [Float](repeating: 0, count: matrix.columns * columns)
    multiply(rows, matrix, into: &result)
    return result
  }

  /// Adds rows times a matrix to other rows, weight by weight.
  private func multiply(_ rows: [Float], _ matrix: SparseMatrix, into result: inout [Float]) {
    let columns = columns
    var rows = rows
    rows.withUnsafeMutableBufferPointer { rows in
      result.withUnsafeMutableBufferPointer { result in
        guard let source = rows.baseAddress, let target = result.baseAddress else { return }
        for row in 0..<matrix.rows {
          for place in matrix.starts[row]..<matrix.starts[row + 1] {
            (target + Int(matrix.columnIndices[place]) * columns)
              .add(matrix.values[place], times: source + row * columns, count: columns)
          }
        }
      }
    }
  }
}

// MARK: Attention

extension ForwardPass {
  /// What a head moves to each position, in rows like the stream's, and if wanted the weights: for
  /// each input a row a query.
  func attend(
    _ head: Transformer.AttentionHead, keepsWeights: Bool
  ) -> (moved: [Float], weights: [[[Float]]]) {
    var queries = multiply(stream, head.query)
    var keys = multiply(stream, head.key)
    var values = multiply(stream, head.value)
    var moved = [Float](repeating: 0, count: values.count)
    var scores = [Float](repeating: 0, count: length * length)
    var weights: [[[Float]]] = []
    for input in 0..<inputs {
      queries.withUnsafeMutableBufferPointer { queries in
        keys.withUnsafeMutableBufferPointer { keys in
          score(queries, keys, head.query.columns, input, &scores)
        }
      }
      normalise(&scores, lengths[input])
      values.withUnsafeMutableBufferPointer { values in
        move(values, head.value.columns, input, &scores, &moved)
      }
      if keepsWeights {
        let count = lengths[input]
        weights.append(
          (0..<count).map { Array(scores[$0 * length..<$0 * length + count]) })
      }
    }
    return (moved, weights)
  }

  /// The scores of one input: a row a query, a column a key.
  private func score(
    _ queries: UnsafeMutableBufferPointer<Float>, _ keys: UnsafeMutableBufferPointer<Float>,
    _ width: Int, _ input: Int, _ scores: inout [Float]
  ) {
    let (length, columns) = (length, columns)
    for place in scores.indices { scores[place] = 0 }
    scores.withUnsafeMutableBufferPointer { scores in
      guard let query = queries.baseAddress, let key = keys.baseAddress,
        let score = scores.baseAddress
      else { return }
      for dimension in 0..<width {
        let start = dimension * columns + input * length
        for position in 0..<length {
          let factor = query[start + position]
          if factor != 0 {
            (score + position * length).add(factor, times: key + start, count: length)
          }
        }
      }
    }
  }

  /// Softmax of each row over the keys that are seen.
  private func normalise(_ scores: inout [Float], _ count: Int) {
    let length = length
    let isCausal = model.isCausal
    scores.withUnsafeMutableBufferPointer { scores in
      guard let base = scores.baseAddress else { return }
      for query in 0..<length {
        let row = base + query * length
        let seen = isCausal ? min(count, query + 1) : count
        for key in seen..<length { row[key] = -.infinity }
        var highest = row[lanes: 0]
        var offset = 8
        while offset < length {
          highest = pointwiseMax(highest, row[lanes: offset])
          offset += 8
        }
        let top = Lanes(repeating: highest.max())
        var total = Lanes(repeating: 0)
        offset = 0
        while offset < length {
          let weight = exponential(row[lanes: offset] - top)
          row[lanes: offset] = weight
          total += weight
          offset += 8
        }
        let share = Lanes(repeating: 1 / total.sum())
        offset = 0
        while offset < length {
          row[lanes: offset] *= share
          offset += 8
        }
      }
    }
  }

  /// Adds the values of one input, each by its weight.
  private func move(
    _ values: UnsafeMutableBufferPointer<Float>, _ width: Int, _ input: Int,
    _ weights: inout [Float], _ moved: inout [Float]
  ) {
    let (length, columns) = (length, columns)
    weights.withUnsafeMutableBufferPointer { weights in
      moved.withUnsafeMutableBufferPointer { moved in
        guard let value = values.baseAddress, let weight = weights.baseAddress,
          let target = moved.baseAddress
        else { return }
        for dimension in 0..<width {
          let start = dimension * columns + input * length
          for query in 0..<length {
            var sum = Lanes(repeating: 0)
            var offset = 0
            while offset < length {
              sum.addProduct(value[lanes: start + offset], weight[lanes: query * length + offset])
              offset += 8
            }
            target[start + query] = sum.sum()
          }
        }
      }
    }
  }
}
