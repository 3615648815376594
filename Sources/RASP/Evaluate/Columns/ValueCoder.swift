/// Gives each value that it meets a small number, the same for identical values.
///
/// Strings of one ASCII character, which is what most tokens are, have a table of their own; few
/// other values are compared one after the other, many are hashed.
struct ValueCoder {
  /// The values by their numbers.
  private(set) var table: [Value] = []
  private var ascii: [Int32] = []
  /// The numbers of all other values, and where those are many, the values' numbers.
  private var others: [Int32] = []
  private var known: [Constant: Int32] = [:]
  private static let fewValues = 8

  init() {}

  /// A coder that knows the values of a table by their indices.
  init(_ table: [Value]) {
    for value in table { _ = code(value) }
  }

  @inline(__always)
  mutating func code(_ value: Value) -> Int32 {
    if case .string(let string) = value, string.utf8.count == 1 {
      let byte = string.utf8[string.utf8.startIndex]
      if ascii.isEmpty { ascii = [Int32](repeating: -1, count: 128) }
      let code = ascii[Int(byte & 127)]
      if code >= 0 { return code }
      ascii[Int(byte & 127)] = Int32(table.count)
      return append(value)
    }
    return codeBySearch(value)
  }

  private mutating func codeBySearch(_ value: Value) -> Int32 {
    if others.count <= ValueCoder.fewValues {
      for code in others where table[Int(code)].isIdentical(to: value) { return code }
    } else if let code = known[Constant(value)] {
      return code
    }
    let code = append(value)
    others.append(code)
    if others.count == ValueCoder.fewValues + 1 {
      for code in others { known[Constant(table[Int(code)])] = code }
    } else if others.count > ValueCoder.fewValues {
      known[Constant(value)] = code
    }
    return code
  }

  private mutating func append(_ value: Value) -> Int32 {
    table.append(value)
    return Int32(table.count - 1)
  }
}

extension [Value] {
  /// The code of a value in a table of distinct ones, to which it is added if it is missing.
  mutating func code(of value: Value) -> Int32 {
    let fewValues = 64
    if count <= fewValues {
      for (index, other) in enumerated() where other.isIdentical(to: value) { return Int32(index) }
      append(value)
      return Int32(count - 1)
    }
    var coder = ValueCoder(self)
    let code = coder.code(value)
    self = coder.table
    return code
  }
}

extension Column {
  /// The column as codes in a table of values. A column that has another form is coded, value by
  /// value unless its integers are near to each other.
  func coded(_ count: Int) -> (codes: [Int32], table: [Value]) {
    switch self {
    case .coded(let codes, let table): return (codes, table)
    case .uniform(let value): return ([Int32](repeating: 0, count: count), [value])
    case .booleans(let column): return (filled(count) { column[$0] ? 1 : 0 }, [false, true])
    default: break
    }
    if let near = NearIntegers(self, limit: count + 256) {
      return (near.codes, near.table)
    }
    var coder = ValueCoder()
    let codes = filled(count) { coder.code(self[$0]) }
    return (codes, coder.table)
  }
}

/// Integers that lie in a short range, numbered from its lower end.
struct NearIntegers {
  let codes: [Int32]
  private let lowest: Int64
  let size: Int

  /// `nil` if the column has other values too, or its range is longer than `limit`.
  init?(_ column: Column, limit: Int) {
    guard let values = column.integers, let range = values.range(limit: limit),
      let size = range.size(limit: limit)
    else { return nil }
    lowest = range.lowerBound
    self.size = size
    codes = filled(values.count) { Int32(truncatingIfNeeded: values[$0] &- range.lowerBound) }
  }

  var table: [Value] { (0..<size).map { .integer(lowest + Int64($0)) } }
}

extension Column {
  /// The integers of a column that has nothing else, one a position.
  var integers: [Int64]? {
    switch self {
    case .integers(let values): values
    case .progression(let values): values.elements
    case .uniform, .booleans, .whole, .doubles, .coded: nil
    }
  }
}

extension [Int64] {
  /// A range of at most `limit` integers that holds all elements; `nil` if there is none, or there
  /// are no elements.
  func range(limit: Int) -> ClosedRange<Int64>? {
    // The bits that occur bound what is not negative, at a fraction of the cost of comparing.
    var bits: Int64 = 0
    for value in self { bits |= value }
    if bits >= 0 && bits < Swift.min(Int64(limit), 1 << 12) { return isEmpty ? nil : 0...bits }
    return bounds.flatMap { $0.size(limit: limit) == nil ? nil : $0 }
  }

  /// The lowest and highest element; `nil` of none.
  var bounds: ClosedRange<Int64>? {
    guard let first else { return nil }
    // Two at a time, so that none waits for the one before.
    var (low, high) = ((first, first), (first, first))
    withUnsafeBufferPointer { values in
      for index in stride(from: 0, to: count - 1, by: 2) {
        low.0 = Swift.min(low.0, values[index])
        high.0 = Swift.max(high.0, values[index])
        low.1 = Swift.min(low.1, values[index + 1])
        high.1 = Swift.max(high.1, values[index + 1])
      }
    }
    let last = self[count - 1]
    return Swift.min(low.0, low.1, last)...Swift.max(high.0, high.1, last)
  }
}

extension ClosedRange<Int64> {
  /// How many integers are in the range, if no more than `limit`.
  func size(limit: Int) -> Int? {
    let (length, overflow) = upperBound.subtractingReportingOverflow(lowerBound)
    return overflow || length >= Int64(limit) ? nil : Int(length) + 1
  }
}
