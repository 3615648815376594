/// The computation of a model on batches of inputs, in float32.
///
/// The residual stream is held dimension by dimension: a row has one number for each position of
/// each input, inputs padded to a multiple of eight positions. So a weight that is not zero costs
/// one pass over a row, eight numbers at a time, and a weight that is zero costs nothing.
struct ForwardPass: ~Copyable {
  let model: Transformer
  private let blocks: [Block]
  private let unembedding: ColumnMatrix
  /// Positions of an input, padded.
  private(set) var length = 0
  /// Positions of all inputs, padded: the length of a row.
  private(set) var width = 0
  /// For each input how many of its positions are no padding.
  private(set) var lengths: [Int] = []
  /// The residual stream.
  private(set) var stream: [Float] = []
  private var hidden: [Float] = []
  private var queries: [Float] = []
  private var keys: [Float] = []
  private var values: [Float] = []
  private var moved: [Float] = []
  /// One input's weights in one head: a row a key, a column a query.
  private var weights: [Float] = []

  private struct Head {
    let query: ColumnMatrix
    let key: ColumnMatrix
    let value: ColumnMatrix
    let output: ColumnMatrix
  }

  private struct Block {
    let heads: [Head]
    let hiddenIn: ColumnMatrix
    let hiddenOut: ColumnMatrix
    /// The numbers that all heads move to a position.
    let movedWidth: Int
  }

  init(_ model: Transformer) {
    self.model = model
    unembedding = ColumnMatrix(model.unembedding)
    blocks = model.blocks.map { block in
      Block(
        heads: block.heads.map { head in
          Head(
            query: ColumnMatrix(head.query), key: ColumnMatrix(head.key),
            value: ColumnMatrix(head.value), output: ColumnMatrix(head.output))
        },
        hiddenIn: ColumnMatrix(block.hiddenIn), hiddenOut: ColumnMatrix(block.hiddenOut),
        movedWidth: block.heads.reduce(0) { $0 + $1.value.columns })
    }
  }

  /// How many inputs of this many positions are computed at a time: so many that the rows stay in a
  /// core's own cache.
  func inputsAtOnce(_ longest: Int) -> Int {
    let hiddenWidth = model.blocks.reduce(0) { max($0, $1.hiddenIn.columns) }
    let numbers = (longest + 7) / 8 * 8 * (model.residualWidth + hiddenWidth)
    return max(1, ForwardPass.cacheNumbers / max(1, numbers))
  }

  private static let cacheNumbers = 1 << 16

  // MARK: Stages

  /// Sets the residual stream to the embeddings of some inputs.
  mutating func embed(_ inputs: ArraySlice<[Int32]>) {
    lengths = inputs.map { $0.count }
    length = ((lengths.max() ?? 0) + 7) / 8 * 8
    width = length * inputs.count
    stream = [Float](repeating: 0, count: model.residualWidth * width)
    for (index, ids) in inputs.enumerated() {
      for position in 0..<length {
        let id = position < ids.count ? Int(ids[position]) : Transformer.padding
        let column = index * length + position
        addRow(model.tokenEmbedding, id, to: column)
        if position < ids.count { addRow(model.positionEmbedding, position, to: column) }
      }
    }
  }

  private mutating func addRow(_ matrix: SparseMatrix, _ row: Int, to column: Int) {
    for index in matrix.starts[row]..<matrix.starts[row + 1] {
      stream[Int(matrix.columnIndices[index]) * width + column] += matrix.values[index]
    }
  }

  /// Adds what the heads of a block move. `seen` is given each head's weights on each input: rows
  /// are keys, columns queries, `length` of them each.
  mutating func attend(
    _ index: Int, seen: (_ head: Int, _ input: Int, _ weights: [Float]) -> Void = { _, _, _ in }
  ) {
    let block = blocks[index]
    ForwardPass.resize(&moved, block.movedWidth * width)
    var row = 0
    for (number, head) in block.heads.enumerated() {
      project(head)
      for input in lengths.indices {
        score(input, head.query.count)
        normalise(lengths[input])
        seen(number, input, weights)
        move(input, head.value.count, to: row)
      }
      row += head.value.count
    }
    row = 0
    for head in block.heads {
      ForwardPass.multiply(
        moved, from: row * width, matrix: head.output, target: &stream, width: width, use: .add)
      row += head.value.count
    }
  }

  /// Adds what the hidden units of a block give.
  mutating func think(_ index: Int) {
    let block = blocks[index]
    ForwardPass.resize(&hidden, block.hiddenIn.count * width)
    ForwardPass.multiply(
      stream, from: 0, matrix: block.hiddenIn, target: &hidden, width: width, use: .setPositive)
    ForwardPass.multiply(
      hidden, from: 0, matrix: block.hiddenOut, target: &stream, width: width, use: .add)
  }

  /// The logits, a row an output.
  func unembed() -> [Float] {
    var logits = [Float](repeating: 0, count: unembedding.count * width)
    ForwardPass.multiply(
      stream, from: 0, matrix: unembedding, target: &logits, width: width, use: .set)
    return logits
  }

  /// For each input whether its residual stream, and its logits, are finite at all its positions.
  ///
  /// What blocks add never makes a number of the stream finite again, so the end tells of all times.
  func finite(_ logits: [Float]) -> [Bool] {
    // Zero times a number is zero if it is finite, and else no number.
    var sums = [Float](repeating: 0, count: width)
    for numbers in [stream, logits] {
      for row in stride(from: 0, to: numbers.count, by: max(1, width)) {
        for column in 0..<width { sums[column] += numbers[row + column] * 0 }
      }
    }
    return lengths.indices.map { input in
      sums[input * length..<input * length + lengths[input]].allSatisfy { $0 == 0 }
    }
  }

  // MARK: Attention

  private mutating func project(_ head: Head) {
    ForwardPass.resize(&queries, head.query.count * width)
    ForwardPass.resize(&keys, head.key.count * width)
    ForwardPass.resize(&values, head.value.count * width)
    ForwardPass.multiply(
      stream, from: 0, matrix: head.query, target: &queries, width: width, use: .set)
    ForwardPass.multiply(stream, from: 0, matrix: head.key, target: &keys, width: width, use: .set)
    ForwardPass.multiply(
      stream, from: 0, matrix: head.value, target: &values, width: width, use: .set)
  }

  /// The scores of one input. Keys are mostly zeros, which are passed over.
  private mutating func score(_ input: Int, _ dimensions: Int) {
    let (length, width, count) = (length, width, lengths[input])
    ForwardPass.resize(&weights, length * length)
    weights.withUnsafeMutableBufferPointer { weights in
      queries.withUnsafeBufferPointer { queries in
        keys.withUnsafeBufferPointer { keys in
          guard let score = weights.baseAddress, let query = queries.baseAddress,
            let key = keys.baseAddress
          else { return }
          score.update(repeating: 0, count: length * length)
          for dimension in 0..<dimensions {
            let start = dimension * width + input * length
            for position in 0..<count {
              let factor = key[start + position]
              if factor == 0 { continue }
              let row = score + position * length
              var offset = 0
              while offset < length {
                row.set(offset, row.lanes(offset) + (query + start).lanes(offset) * factor)
                offset += 8
              }
            }
          }
        }
      }
    }
  }

  /// Softmax over the keys that each query sees, eight queries at a time.
  private mutating func normalise(_ count: Int) {
    let length = length
    let isCausal = model.isCausal
    weights.withUnsafeMutableBufferPointer { weights in
      guard let base = weights.baseAddress else { return }
      if isCausal {
        for key in 0..<count {
          for query in 0..<key { base[key * length + query] = -.infinity }
        }
      }
      var offset = 0
      while offset < length {
        let column = base + offset
        var highest = column.lanes(0)
        for key in 0..<count { highest = pointwiseMax(highest, column.lanes(key * length)) }
        var total = Lanes(repeating: 0)
        for key in 0..<count {
          let weight = exponential(column.lanes(key * length) - highest)
          column.set(key * length, weight)
          total += weight
        }
        let share = 1 / total
        for key in 0..<count {
          column.set(key * length, column.lanes(key * length) * share)
        }
        offset += 8
      }
    }
  }

  /// What one head moves to each position of one input, each value by its weight.
  private mutating func move(_ input: Int, _ dimensions: Int, to row: Int) {
    let (length, width, count) = (length, width, lengths[input])
    weights.withUnsafeBufferPointer { weights in
      values.withUnsafeBufferPointer { values in
        moved.withUnsafeMutableBufferPointer { moved in
          guard let weight = weights.baseAddress, let value = values.baseAddress,
            let result = moved.baseAddress
          else { return }
          for dimension in 0..<dimensions {
            let start = dimension * width + input * length
            let target = result + (row + dimension) * width + input * length
            target.update(repeating: 0, count: length)
            for key in 0..<count {
              let factor = value[start + key]
              if factor == 0 { continue }
              var offset = 0
              while offset < length {
                let share = (weight + key * length).lanes(offset)
                target.set(offset, target.lanes(offset) + share * factor)
                offset += 8
              }
            }
          }
        }
      }
    }
  }

  // MARK: Memory

  private static func resize(_ numbers: inout [Float], _ count: Int) {
    if numbers.count < count { numbers = [Float](repeating: 0, count: count) }
  }

  private static func multiply(
    _ source: [Float], from start: Int, matrix: ColumnMatrix, target: inout [Float],
    width: Int, use: ColumnMatrix.Use
  ) {
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        matrix.multiply(from + start, target: to, width: width, use: use)
      }
    }
  }
}
