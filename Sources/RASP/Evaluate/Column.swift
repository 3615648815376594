/// The values of one s-op at n positions, in the narrowest form that holds them.
///
/// Dispatching once a column instead of once a value is what makes elementwise work cheap.
enum Column {
  /// One value at all positions; the count is the evaluator's.
  case uniform(Value)
  case booleans([Bool])
  case integers([Int64])
  case doubles([Double])
  /// Strings and mixed kinds.
  case values([Value])

  init(_ values: [Value]) {
    guard let kind = values.first?.kind, values.allSatisfy({ $0.kind == kind }) else {
      self = .values(values)
      return
    }
    switch kind {
    case .boolean:
      self = .booleans(values.map { if case .boolean(let b) = $0 { b } else { false } })
    case .integer: self = .integers(values.map { if case .integer(let i) = $0 { i } else { 0 } })
    case .double: self = .doubles(values.map { if case .double(let d) = $0 { d } else { 0 } })
    case .null, .string: self = .values(values)
    }
  }

  subscript(position: Int) -> Value {
    switch self {
    case .uniform(let value): value
    case .booleans(let column): .boolean(column[position])
    case .integers(let column): .integer(column[position])
    case .doubles(let column): .double(column[position])
    case .values(let column): column[position]
    }
  }

  /// What the column takes.
  var bytes: Int64 {
    switch self {
    case .uniform: 0
    case .booleans(let column): Int64(column.count)
    case .integers(let column): Int64(column.count * 8)
    case .doubles(let column): Int64(column.count * 8)
    case .values(let column): column.bytes
    }
  }

  /// All `count` values.
  func expanded(_ count: Int) -> [Value] {
    switch self {
    case .uniform(let value): return [Value](repeating: value, count: count)
    case .values(let values): return values
    case .booleans(let column): return column.map { .boolean($0) }
    case .integers(let column): return column.map { .integer($0) }
    case .doubles(let column): return column.map { .double($0) }
    }
  }
}

/// Integers at n positions: a column, or one value repeated.
struct IntegerView {
  private let column: [Int64]
  private let repeated: Int64?

  init?(_ column: Column) {
    switch column {
    case .integers(let values): (self.column, repeated) = (values, nil)
    case .uniform(.integer(let value)): (self.column, repeated) = ([], value)
    default: return nil
    }
  }

  @inline(__always) subscript(position: Int) -> Int64 { repeated ?? column[position] }
}

/// Numbers at n positions, as doubles. Integers would convert without loss only up to 2^53, and the
/// language compares exactly, so a view of integers is for arithmetic with doubles alone.
struct DoubleView {
  private let column: [Double]
  private let repeated: Double?

  init?(_ column: Column) {
    switch column {
    case .doubles(let values): (self.column, repeated) = (values, nil)
    case .integers(let values): (self.column, repeated) = (values.map(Double.init), nil)
    case .uniform(let value):
      guard value.kind == .double || value.kind == .integer, let number = value.number else {
        return nil
      }
      (self.column, repeated) = ([], number.double)
    default: return nil
    }
  }

  @inline(__always) subscript(position: Int) -> Double { repeated ?? column[position] }
}
