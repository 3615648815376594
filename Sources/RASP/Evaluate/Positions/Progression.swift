/// Integers one a position, each the one before plus a step: positions, and what is made of them by
/// adding and multiplying with numbers that are the same everywhere. None of them leaves 64 bits.
/// In a batch each sequence starts anew.
struct Progression {
  let first: Int64
  let step: Int64
  /// Where the sequences lie.
  fileprivate let layout: BatchLayout

  var count: Int { layout.count }

  /// The positions themselves.
  init(indices layout: BatchLayout) { (first, step, self.layout) = (0, 1, layout) }

  /// `nil` if an element leaves 64 bits.
  init?(first: Int64, step: Int64, _ layout: BatchLayout) {
    // Between the first and the last element are the others; in a batch they are fewer.
    let (length, isTooLong) = step.multipliedReportingOverflow(by: Int64(max(0, layout.count - 1)))
    if isTooLong || first.addingReportingOverflow(length).overflow { return nil }
    (self.first, self.step, self.layout) = (first, step, layout)
  }

  subscript(position: Int) -> Int64 { element(at: layout.place(position)) }

  /// Whether these are the positions themselves.
  var isIndices: Bool { first == 0 && step == 1 }

  /// Whether there is one sequence.
  var isSingle: Bool { layout.sequences == 1 }

  /// The element at a place of each sequence.
  @inline(__always)
  func element(at place: Int) -> Int64 { first &+ step &* Int64(place) }

  var elements: [Int64] {
    if isSingle { return filled(count) { element(at: $0) } }
    let places = layout.indices
    return isIndices ? places : filled(count) { first &+ step &* places[$0] }
  }

  // MARK: Where elements stand, in a single sequence

  /// The position from which on elements are at least `limit`, or below it if they descend.
  func end(atLimit limit: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if (element(at: middle) < limit) == (step >= 0) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The positions whose elements lie in a range.
  func positions(in range: Range<Int64>) -> Range<Int> {
    let (low, high) = (end(atLimit: range.lowerBound), end(atLimit: range.upperBound))
    return step >= 0 ? low..<high : high..<low
  }

  /// The positions whose elements are a number; if there are none, where it would stand.
  func positions(of number: Int64) -> Range<Int> {
    if number < .max { return positions(in: number..<number + 1) }
    return step >= 0 ? end(atLimit: number)..<count : 0..<end(atLimit: number)
  }
}

// MARK: Arithmetic

extension Progression {
  /// What an operation makes of two columns, one of which is a progression and the other one too or
  /// the same everywhere; `nil` if that is no progression, or leaves 64 bits.
  init?(_ op: BinaryOperator, _ a: Column, _ b: Column) {
    guard let layout = a.layout ?? b.layout, let a = Line(a), let b = Line(b) else { return nil }
    let line: Line?
    switch op {
    case .add: line = a.combined(b) { $0.addingReportingOverflow($1) }
    case .subtract: line = a.combined(b) { $0.subtractingReportingOverflow($1) }
    case .multiply: line = b.step == 0 ? a.scaled(by: b.first) : b.scaled(by: a)
    case .divide, .floorDivide, .modulo, .power, .and, .or, .xor: line = nil
    }
    guard let line else { return nil }
    self.init(first: line.first, step: line.step, layout)
  }

  /// A first element and a step, without the number of elements.
  private struct Line {
    let first: Int64
    let step: Int64

    init(first: Int64, step: Int64) { (self.first, self.step) = (first, step) }

    init?(_ column: Column) {
      switch column {
      case .progression(let progression): (first, step) = (progression.first, progression.step)
      case .uniform(let value) where value.isWhole: (first, step) = (value.amount, 0)
      case .uniform, .booleans, .integers, .whole, .doubles, .coded: return nil
      }
    }

    func combined(
      _ other: Line, _ op: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
    ) -> Line? {
      let (first, step) = (op(first, other.first), op(step, other.step))
      return first.overflow || step.overflow
        ? nil : Line(first: first.partialValue, step: step.partialValue)
    }

    func scaled(by factor: Int64) -> Line? {
      combined(Line(first: factor, step: factor)) { $0.multipliedReportingOverflow(by: $1) }
    }

    func scaled(by line: Line) -> Line? { line.step == 0 ? scaled(by: line.first) : nil }
  }
}

extension Column {
  /// Where the sequences of a progression lie.
  fileprivate var layout: BatchLayout? {
    if case .progression(let progression) = self { progression.layout } else { nil }
  }
}
