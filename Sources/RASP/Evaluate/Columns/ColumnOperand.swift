/// What a kernel reads: one element a position, or one for all.
struct ColumnOperand<Element> {
  let values: [Element]
  let repeated: Element?

  init(_ values: [Element]) { (self.values, repeated) = (values, nil) }
  init(repeating element: Element) { (values, repeated) = ([], element) }

  @inline(__always) subscript(position: Int) -> Element { repeated ?? values[position] }
}

extension Column {
  /// The amounts of integers and booleans; `nil` if there are other kinds.
  var wholeNumbers: ColumnOperand<Int64>? {
    switch self {
    case .integers(let values), .whole(let values, _): ColumnOperand(values)
    case .progression(let values): ColumnOperand(values.elements)
    case .booleans(let values): ColumnOperand(filled(values.count) { values[$0] ? 1 : 0 })
    case .uniform(let value): value.isWhole ? ColumnOperand(repeating: value.amount) : nil
    case .doubles, .coded: nil
    }
  }

  /// Integers and doubles, as doubles: for arithmetic, which converts them as Python does.
  /// Comparisons are exact and must not use this.
  var asDoubles: ColumnOperand<Double>? {
    switch self {
    case .doubles(let values): ColumnOperand(values)
    case .uniform(.double(let double)): ColumnOperand(repeating: double)
    default:
      wholeNumbers.map { numbers in
        numbers.repeated.map { ColumnOperand(repeating: Double($0)) }
          ?? ColumnOperand(filled(numbers.values.count) { Double(numbers.values[$0]) })
      }
    }
  }

  /// Doubles alone.
  var doublesAlone: ColumnOperand<Double>? {
    switch self {
    case .doubles(let values): ColumnOperand(values)
    case .uniform(.double(let double)): ColumnOperand(repeating: double)
    default: nil
    }
  }

  /// Booleans alone.
  var booleansAlone: ColumnOperand<Bool>? {
    switch self {
    case .booleans(let values): ColumnOperand(values)
    case .uniform(.boolean(let boolean)): ColumnOperand(repeating: boolean)
    default: nil
    }
  }

  /// Integers alone.
  var integersAlone: ColumnOperand<Int64>? {
    switch self {
    case .integers(let values): ColumnOperand(values)
    case .progression(let values): ColumnOperand(values.elements)
    case .uniform(.integer(let integer)): ColumnOperand(repeating: integer)
    default: nil
    }
  }

  /// The truth of each value.
  func truths(_ count: Int) -> ColumnOperand<Bool> {
    switch self {
    case .booleans(let values): return ColumnOperand(values)
    case .uniform(let value): return ColumnOperand(repeating: value.isTrue)
    case .integers(let values), .whole(let values, _):
      return ColumnOperand(filled(values.count) { values[$0] != 0 })
    case .progression(let values):
      return ColumnOperand(filled(values.count) { values[$0] != 0 })
    case .doubles(let values): return ColumnOperand(filled(values.count) { values[$0] != 0 })
    case .coded(let codes, let table):
      let truths = table.map { $0.isTrue }
      return ColumnOperand(filled(codes.count) { truths[Int(codes[$0])] })
    }
  }
}

/// `body` at each position of two operands. Written out for the three shapes so that the compiler
/// can make vector code of each.
@inline(__always)
func zipped<A, B, R>(
  _ a: ColumnOperand<A>, _ b: ColumnOperand<B>, count: Int, _ body: (A, B) -> R
) -> [R] {
  a.values.withUnsafeBufferPointer { x in
    b.values.withUnsafeBufferPointer { y in
      switch (a.repeated, b.repeated) {
      case (nil, nil): filled(count) { body(x[$0], y[$0]) }
      case (nil, let second?): filled(count) { body(x[$0], second) }
      case (let first?, nil): filled(count) { body(first, y[$0]) }
      case (let first?, let second?): filled(count) { _ in body(first, second) }
      }
    }
  }
}
