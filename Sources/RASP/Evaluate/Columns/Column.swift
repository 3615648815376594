/// The values of one s-op at n positions, in the narrowest form that holds them.
///
/// Dispatching once a column instead of once a value is what makes elementwise work cheap.
enum Column {
  /// One value at all positions; the count is the evaluator's.
  case uniform(Value)
  case booleans([Bool])
  case integers([Int64])
  /// Integers that are equally far from each other, as positions are.
  case progression(Progression)
  /// Integers and booleans mixed: a sum of booleans is one where a single one is selected. Holds
  /// the amounts, and where they are booleans.
  case whole([Int64], isBoolean: [Bool])
  case doubles([Double])
  /// Strings and mixed kinds: indices in a table of values, no two of them identical.
  case coded([Int32], [Value])

  init(_ values: [Value]) { self.init(values[...]) }

  init(_ values: ArraySlice<Value>) {
    guard let kind = values.first?.kind, values.allSatisfy({ $0.kind == kind }) else {
      self = Column(mixed: values)
      return
    }
    switch kind {
    case .boolean: self = .booleans(values.map { $0.isTrue })
    case .integer: self = .integers(values.map { $0.amount })
    case .double: self = .doubles(values.map { if case .double(let d) = $0 { d } else { 0 } })
    case .null, .string: self = Column(coding: values)
    }
  }

  private init(mixed values: ArraySlice<Value>) {
    guard values.allSatisfy({ $0.kind == .integer || $0.kind == .boolean }) else {
      self = Column(coding: values)
      return
    }
    self = .whole(values.map { $0.amount }, isBoolean: values.map { $0.kind == .boolean })
  }

  private init(coding values: ArraySlice<Value>) {
    var coder = ValueCoder()
    let codes = values.map { coder.code($0) }
    self = .coded(codes, coder.table)
  }

  /// A column of codes, or a narrower form if the table allows one. Entries that no position uses
  /// may keep it wide, which costs time alone.
  init(codes: [Int32], table: [Value]) {
    guard table.count != 1 || codes.isEmpty else {
      self = .uniform(table[0])
      return
    }
    guard let kind = table.first?.kind, kind != .string, kind != .null,
      table.allSatisfy({ $0.kind == kind })
    else {
      self = .coded(codes, table)
      return
    }
    if case .doubles(let doubles) = Column(table) {
      self = .doubles(filled(codes.count) { doubles[Int(codes[$0])] })
    } else {
      let amounts = table.map { $0.amount }
      self =
        kind == .integer
        ? .integers(filled(codes.count) { amounts[Int(codes[$0])] })
        : .booleans(filled(codes.count) { amounts[Int(codes[$0])] != 0 })
    }
  }

  subscript(position: Int) -> Value {
    switch self {
    case .uniform(let value): value
    case .booleans(let column): .boolean(column[position])
    case .integers(let column): .integer(column[position])
    case .progression(let column): .integer(column[position])
    case .whole(let column, let isBoolean):
      isBoolean[position] ? .boolean(column[position] != 0) : .integer(column[position])
    case .doubles(let column): .double(column[position])
    case .coded(let codes, let table): table[Int(codes[position])]
    }
  }

  /// What the column takes.
  var bytes: Int64 {
    switch self {
    case .uniform, .progression: 0
    case .booleans(let column): Int64(column.count)
    case .integers(let column): Int64(column.count * 8)
    case .whole(let column, _): Int64(column.count * 9)
    case .doubles(let column): Int64(column.count * 8)
    case .coded(let codes, let table): Int64(codes.count * 4) + table.bytes
    }
  }

  /// The values of these positions.
  func values(_ range: Range<Int>) -> [Value] {
    switch self {
    case .uniform(let value): return [Value](repeating: value, count: range.count)
    case .integers(let column): return column[range].map { .integer($0) }
    case .booleans(let column): return column[range].map { .boolean($0) }
    case .doubles(let column): return column[range].map { .double($0) }
    case .coded(let codes, let table): return codes[range].map { table[Int($0)] }
    case .whole, .progression: return range.map { self[$0] }
    }
  }
}

extension Value {
  /// The amount of an integer or boolean; 0 for other kinds.
  var amount: Int64 {
    switch self {
    case .integer(let integer): integer
    case .boolean(let boolean): boolean ? 1 : 0
    default: 0
    }
  }

  /// Whether the value is an integer or a boolean.
  var isWhole: Bool { kind == .integer || kind == .boolean }
}

/// An array of `count` elements, each computed from its index.
@inline(__always)
func filled<T>(_ count: Int, _ element: (Int) -> T) -> [T] {
  [T](unsafeUninitializedCapacity: count) { buffer, initialized in
    for index in 0..<count { buffer.initializeElement(at: index, to: element(index)) }
    initialized = count
  }
}
