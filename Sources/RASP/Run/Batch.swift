/// Sequences to run one program on, of any lengths, held as one.
///
/// ```swift
/// var batch = Batch()
/// batch.append(Input("hello").tokens)
/// batch.append([1, 2, 3])
/// try Program(Gallery.histogram()).run(batch)[0].get()      // [1, 1, 2, 2, 1]
/// ```
public struct Batch: Sendable {
  private var tokens = Tokens.text([], ValueCoder())
  private(set) var starts = [0]

  /// Tokens that are strings are coded as they come, while there are few different ones.
  private enum Tokens: Sendable {
    case text([Int32], ValueCoder)
    case values([Value])
    case column(TypedColumn)
  }

  /// A batch without sequences.
  public init() {}

  /// A batch of these sequences.
  public init(_ sequences: some Sequence<[Value]>) {
    for sequence in sequences { append(sequence) }
  }

  /// A batch of the sequences that lie in a column one after the other: each from its offset in
  /// `starts` to the next one. Gives `nil` unless those ascend from 0 to the column's count.
  public init?(_ column: TypedColumn, starts: [Int]) {
    guard starts.first == 0, starts.last == column.count else { return nil }
    for (start, next) in zip(starts, starts.dropFirst()) where start > next { return nil }
    tokens = .column(column.withDistinctTable())
    self.starts = starts
  }

  /// Adds a sequence behind the others.
  public mutating func append(_ sequence: [Value]) {
    for token in sequence { add(token) }
    starts.append(tokenCount)
  }

  /// Adds the sequence that a line of text stands for: ``Input/init(parsing:)``.
  ///
  /// - Throws: a ``JSONError`` if the text is a broken array; nothing is added then.
  public mutating func append(parsing text: String) throws(JSONError) {
    if text.utf8.first == UInt8(ascii: "[") { return append(try Value.array(fromJSON: text)) }
    for scalar in text.unicodeScalars { add(scalar.asValue) }
    starts.append(tokenCount)
  }

  private mutating func add(_ token: Value) {
    switch tokens {
    case .column(let column):
      tokens = .values((0..<column.count).map { column[$0] } + [token])
    case .values(var values):
      tokens = .values([])
      values.append(token)
      tokens = .values(values)
    case .text(var codes, var coder):
      guard token.kind == .string, coder.table.count < Batch.manyStrings else {
        tokens = .values(codes.map { coder.table[Int($0)] } + [token])
        return
      }
      // The only reference must be the local one, or appending would copy.
      tokens = .values([])
      codes.append(coder.code(token))
      tokens = .text(codes, coder)
    }
  }

  /// Each part of a batch looks at the whole table of strings.
  private static let manyStrings = 1_024

  /// The number of sequences.
  public var count: Int { starts.count - 1 }

  /// The number of tokens of all sequences.
  public var tokenCount: Int {
    switch tokens {
    case .text(let codes, _): codes.count
    case .values(let values): values.count
    case .column(let column): column.count
    }
  }
}

extension Program {
  /// Runs the program on each sequence of a batch. Sequences of at most 64 tokens share the cost of
  /// walking through the program. An error of one leaves the others alone.
  ///
  /// Cost: as for each sequence alone, but for short ones many times less.
  public func run(_ batch: Batch) -> BatchOutput { run(batch, 0..<batch.count) }

  /// Runs the program on some of the sequences of a batch, as one of several threads may.
  public func run(_ batch: Batch, _ sequences: Range<Int>) -> BatchOutput {
    var output = BatchOutput()
    var first = sequences.lowerBound
    while first < sequences.upperBound {
      let end = batch.partEnd(from: first, below: sequences.upperBound)
      run(batch, sequences: first..<end, output: &output)
      first = end
    }
    return output
  }

  /// Runs the program on each of these inputs.
  public func run(batch sequences: [[Value]]) -> [Result<[Value], Diagnostic>] {
    let output = run(Batch(sequences))
    return sequences.indices.map { output[$0] }
  }

  /// Evaluates sequences as one. If that fails, one of them is at fault: each half is tried alone.
  private func run(_ batch: Batch, sequences: Range<Int>, output: inout BatchOutput) {
    let (tokens, layout) = batch.slice(sequences)
    var evaluator = ColumnarEvaluator(self, tokens: tokens, layout: layout)
    let outcome = Result { () throws(Diagnostic) in try evaluator.run() }
    if sequences.count > 1, case .failure = outcome {
      let middle = (sequences.lowerBound + sequences.upperBound) / 2
      run(batch, sequences: sequences.lowerBound..<middle, output: &output)
      run(batch, sequences: middle..<sequences.upperBound, output: &output)
    } else {
      output.append(layout, outcome)
    }
  }
}

extension Batch {
  /// As many tokens as are evaluated as one: their columns stay in a core's own cache, and there
  /// are enough of them that the walk through the program does not count.
  private static let partTokens = 8_192

  /// Behind the sequences from `first` on that are evaluated as one. A long one is alone.
  fileprivate func partEnd(from first: Int, below limit: Int) -> Int {
    var end = first
    while end < limit, starts[end + 1] - starts[end] <= BatchLayout.shortLimit,
      starts[end + 1] - starts[first] <= Batch.partTokens
    { end += 1 }
    return max(end, first + 1)
  }

  fileprivate func slice(_ sequences: Range<Int>) -> (Column, BatchLayout) {
    let (start, end) = (starts[sequences.lowerBound], starts[sequences.upperBound])
    let bounds = starts[sequences.lowerBound...sequences.upperBound]
    let layout = BatchLayout(starts: bounds.map { $0 - start })
    switch tokens {
    case .text(let codes, let coder):
      return (.coded(Array(codes[start..<end]), coder.table), layout)
    case .values(let values): return (Column(values[start..<end]), layout)
    case .column(let column): return (Column(column, start..<end), layout)
    }
  }
}
