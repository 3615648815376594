/// Values of one kind each, or codes of values, one a position: what a program reads and gives
/// without a ``Value`` for every token.
///
/// ```swift
/// let column = TypedColumn.integers([7, 7, 1])
/// try Program(Gallery.histogram()).run(column).values      // [2, 2, 1]
/// ```
public enum TypedColumn: Sendable {
  case booleans([Bool])
  case integers([Int64])
  case doubles([Double])
  /// Indices in a table of values: text, `None`, mixed kinds.
  case coded([Int32], [Value])

  /// The values at the indices of a table.
  ///
  /// Gives `nil` if a code is no index of the table. Cost: linear in both.
  public init?(codes: [Int32], table: [Value]) {
    for code in codes where code < 0 || Int(code) >= table.count { return nil }
    self = .coded(codes, table)
  }

  /// These values.
  public init(_ values: [Value]) { self.init(Column(values), count: values.count) }

  /// The number of positions.
  public var count: Int {
    switch self {
    case .booleans(let values): values.count
    case .integers(let values): values.count
    case .doubles(let values): values.count
    case .coded(let codes, _): codes.count
    }
  }

  /// The values, one a position. Cost: a value for each.
  public var values: [Value] { (0..<count).map { self[$0] } }

  /// The value at a position.
  public subscript(position: Int) -> Value {
    switch self {
    case .booleans(let values): .boolean(values[position])
    case .integers(let values): .integer(values[position])
    case .doubles(let values): .double(values[position])
    case .coded(let codes, let table): table[Int(codes[position])]
    }
  }
}

extension Program {
  /// The program's values on a typed column, as one. Cost: that of a run, but no value is made for a
  /// token.
  /// - Throws: a ``Diagnostic``, as for a run on values.
  public func run(_ tokens: TypedColumn) throws(Diagnostic) -> TypedColumn {
    let count = tokens.count
    var evaluator = ColumnarEvaluator(
      self, tokens: Column(tokens.withDistinctTable(), 0..<count), layout: BatchLayout(count: count)
    )
    return TypedColumn(try evaluator.run(), count: count)
  }
}

extension TypedColumn {
  init(_ column: Column, count: Int) {
    switch column {
    case .booleans(let values): self = .booleans(values)
    case .integers(let values): self = .integers(values)
    case .doubles(let values): self = .doubles(values)
    case .progression(let values): self = .integers(values.elements)
    case .uniform(let value):
      switch value {
      case .boolean(let value): self = .booleans([Bool](repeating: value, count: count))
      case .integer(let value): self = .integers([Int64](repeating: value, count: count))
      case .double(let value): self = .doubles([Double](repeating: value, count: count))
      case .null, .string:
        self = .coded([Int32](repeating: 0, count: count), [value])
      }
    case .coded, .whole:
      let (codes, table) = column.coded(count)
      self = .coded(codes, table)
    }
  }

  /// The same values by a table that has no value twice.
  func withDistinctTable() -> TypedColumn {
    guard case .coded(let codes, let table) = self else { return self }
    var coder = ValueCoder()
    let indices = table.map { coder.code($0) }
    if coder.table.count == table.count { return self }
    return .coded(codes.map { indices[Int($0)] }, coder.table)
  }
}

extension Column {
  /// Some positions of a column whose table has no value twice.
  init(_ column: TypedColumn, _ range: Range<Int>) {
    func slice<T>(_ values: [T]) -> [T] {
      range.count == values.count ? values : Array(values[range])
    }
    switch column {
    case .booleans(let values): self = .booleans(slice(values))
    case .integers(let values): self = .integers(slice(values))
    case .doubles(let values): self = .doubles(slice(values))
    case .coded(let codes, let table):
      if table.count > max(1_024, range.count) {
        self = Column(range.map { table[Int(codes[$0])] })
      } else {
        self = Column(codes: slice(codes), table: table)
      }
    }
  }
}
