/// What a kernel reads: one element a position, or one for all.
struct Operand<Element> {
  let values: [Element]
  let repeated: Element?

  init(_ values: [Element]) { (self.values, repeated) = (values, nil) }
  init(repeating element: Element) { (values, repeated) = ([], element) }

  @inline(__always) subscript(position: Int) -> Element { repeated ?? values[position] }
}

extension Column {
  /// The amounts of integers and booleans; `nil` if there are other kinds.
  var wholeNumbers: Operand<Int64>? {
    switch self {
    case .integers(let values), .whole(let values, _): Operand(values)
    case .booleans(let values): Operand(filled(values.count) { values[$0] ? 1 : 0 })
    case .uniform(let value): value.isWhole ? Operand(repeating: value.amount) : nil
    case .doubles, .coded: nil
    }
  }

  /// Integers and doubles, as doubles: for arithmetic, which converts them as Python does.
  /// Comparisons are exact and must not use this.
  var asDoubles: Operand<Double>? {
    switch self {
    case .doubles(let values): Operand(values)
    case .uniform(.double(let double)): Operand(repeating: double)
    default:
      wholeNumbers.map { numbers in
        numbers.repeated.map { Operand(repeating: Double($0)) }
          ?? Operand(filled(numbers.values.count) { Double(numbers.values[$0]) })
      }
    }
  }

  /// Doubles alone.
  var doublesAlone: Operand<Double>? {
    switch self {
    case .doubles(let values): Operand(values)
    case .uniform(.double(let double)): Operand(repeating: double)
    default: nil
    }
  }

  /// Booleans alone.
  var booleansAlone: Operand<Bool>? {
    switch self {
    case .booleans(let values): Operand(values)
    case .uniform(.boolean(let boolean)): Operand(repeating: boolean)
    default: nil
    }
  }

  /// Integers alone.
  var integersAlone: Operand<Int64>? {
    switch self {
    case .integers(let values): Operand(values)
    case .uniform(.integer(let integer)): Operand(repeating: integer)
    default: nil
    }
  }

  /// The truth of each value.
  func truths(_ count: Int) -> Operand<Bool> {
    switch self {
    case .booleans(let values): return Operand(values)
    case .uniform(let value): return Operand(repeating: value.isTrue)
    case .integers(let values), .whole(let values, _):
      return Operand(filled(values.count) { values[$0] != 0 })
    case .doubles(let values): return Operand(filled(values.count) { values[$0] != 0 })
    case .coded(let codes, let table):
      let truths = table.map { $0.isTrue }
      return Operand(filled(codes.count) { truths[Int(codes[$0])] })
    }
  }
}

/// `body` at each position of two operands. Written out for the three shapes so that the compiler
/// can make vector code of each.
@inline(__always)
func zipped<A, B, R>(
  _ a: Operand<A>, _ b: Operand<B>, _ count: Int, _ body: (A, B) -> R
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
