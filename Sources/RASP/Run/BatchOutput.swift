/// What a program gives on a batch: a result a sequence, in the batch's order.
///
/// Results are kept in columns, and made into arrays of values when they are asked for.
public struct BatchOutput: Sendable {
  /// Neighbouring sequences that were evaluated as one.
  struct Part: Sendable {
    /// The number of the first of them in the batch.
    let first: Int
    let layout: BatchLayout
    let outcome: Result<Column, Diagnostic>
  }

  private(set) var parts: [Part] = []
  /// The number of sequences.
  public private(set) var count = 0

  /// The output of no sequences.
  public init() {}

  mutating func append(_ layout: BatchLayout, _ outcome: Result<Column, Diagnostic>) {
    parts.append(Part(first: count, layout: layout, outcome: outcome))
    count += layout.sequences
  }

  /// Puts what another batch gave behind this one: that of the sequences that follow.
  ///
  /// ```swift
  /// let program = Program(Gallery.flip())
  /// var output = program.run(Batch([[1, 2]]))
  /// output.append(program.run(Batch([[3, 4, 5]])))
  /// try output[1].get()                              // [5, 4, 3]
  /// ```
  /// Cost: linear in the number of parts of the other, not in its tokens.
  public mutating func append(_ other: BatchOutput) {
    for part in other.parts { append(part.layout, part.outcome) }
  }

  /// The values that the program gives on a sequence, or its error. Cost: the sequence's length.
  public subscript(sequence: Int) -> Result<[Value], Diagnostic> {
    var (low, high) = (0, parts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if parts[middle].first <= sequence { low = middle } else { high = middle }
    }
    let part = parts[low]
    return part.outcome.map { $0.values(part.layout.range(sequence - part.first)) }
  }
}
