import RASP
import RASPModel

extension Lowering {
  /// What a sum and a number of selected keys come to.
  struct Outcome {
    let sum: Double
    let count: Int
    let value: Value
    /// Where it can be met; `nil` for everywhere.
    let positions: PositionSet?

    func mark(at number: Double) -> Measure.Mark {
      Measure.Mark(at: number, value: value, positions: positions)
    }
  }

  /// An aggregate of numbers as a number on a line.
  mutating func measure(_ attention: Attention, _ indices: [Int]) -> Measure? {
    guard let outcomes = outcomes(attention, indices) else { return nil }
    return switch attention.reduction.demand {
    case .total(.whole): sum(attention, outcomes)
    case .total(.averaged): mean(attention, outcomes)
    case .equality: preconditionFailure("values that are equal are moved")
    }
  }

  /// Every sum and number of keys that may be selected, with the value that they give.
  private mutating func outcomes(_ attention: Attention, _ indices: [Int]) -> [Outcome]? {
    let values = indices.map { attention.standing(attention.value.values[$0]) }
    if let (a, b) = values.firstConfusion {
      findings.refuse(.kindsMixed(a, b), attention.id)
      return nil
    }
    if attention.kind.doubles, let (a, b) = values.firstIntegerAndDouble {
      findings.refuse(.kindsMixed(a, b), attention.id)
      return nil
    }
    guard let sums = sums(attention, values.compactMap { $0.amount }) else {
      findings.refuse(.tooManyValues(limit: options.sumLimit), attention.id)
      return nil
    }
    let isInteger = values.allSatisfy { $0.integralAmount != nil }
    var outcomes: [Outcome] = []
    for sum in sums.sums where attention.counts.contains(sum.count) {
      let total = Double(sum.units) * sums.unit
      let value: Value
      switch sum.count {
      case 0: value = attention.fallback
      case 1:
        guard let single = values.first(where: { $0.amount == total }) else { continue }
        value = single
      default:
        value = attention.reduction.result(
          sum: sum.units, sums.unit, isInteger: isInteger, count: sum.count)
      }
      outcomes.append(
        Outcome(
          sum: total, count: sum.count, value: attention.standing(value),
          positions: sum.positions))
    }
    return outcomes
  }

  /// What selected numbers can add up to: equal ones, or as positions tell, or whatever so many can.
  private func sums(_ attention: Attention, _ numbers: [Double]) -> ReachableSums? {
    if attention.selectsEqual {
      return ReachableSums(
        equal: numbers, upTo: attention.counts.upperBound, limit: options.sumLimit)
    }
    if let selections = attention.selections {
      let positions = domain.maximumLength
      let own = facts.slices.values(of: attention.aggregate.value, positions: positions)
      let byKey = own?.map { [$0.amount ?? 0] } ?? (0..<positions).map { _ in numbers }
      if own != nil || selections.isTelling,
        let sums = ReachableSums(selections, numbers: byKey), sums.sums.count <= options.sumLimit
      {
        return sums
      }
    }
    return ReachableSums(
      numbers, upTo: attention.counts.upperBound, limit: options.sumLimit)
  }

  /// The numbers at the values of the readout, zero at those that are no numbers.
  func amounts(_ attention: Attention) -> LinearForm {
    attention.value.form(attention.value.values.map { $0.amount ?? 0 })
  }

  private mutating func sum(
    _ attention: Attention, _ outcomes: [Outcome]
  ) -> Measure? {
    let ordered = outcomes.sorted { ($0.sum, $0.count) < ($1.sum, $1.count) }
    if Lowering.areTold(bySum: ordered) { return summed(attention, outcomes, each: 0) }
    // Where the same sum may stand for different values, how many were selected decides: their
    // number shifts the sum by less than half the distance to the next one.
    let gap = Lowering.gap(ordered.map { $0.sum })
    let shift = gap / 2 / Double(domain.maximumLength + 1).raisedToPowerOfTwo
    let size = ordered.reduce(1) { max($0, abs($1.sum)) }
    // Where only the default is told apart by that, and sums are large, a head tells whether there is
    // any key.
    if size > Lowering.largestShifted * shift, attention.form.terms.count == 1,
      attention.grade == nil, Lowering.areTold(bySum: ordered.filter { $0.count > 0 })
    {
      return shiftedSum(attention, outcomes, gap: gap)
    }
    return summed(attention, outcomes, each: shift)
  }

  /// How many shifts a sum may be at most, so that errors of sums are small beside one.
  private static let largestShifted = 0x1p15

  /// Whether equal sums give equal values, in ascending order.
  private static func areTold(bySum ordered: [Outcome]) -> Bool {
    ordered.indices.dropFirst().allSatisfy {
      ordered[$0].sum != ordered[$0 - 1].sum
        || ordered[$0].value.isIdentical(to: ordered[$0 - 1].value)
    }
  }

  /// A sum beside whether anything is selected, which moves it away from the default.
  private mutating func shiftedSum(
    _ attention: Attention, _ outcomes: [Outcome], gap: Double
  ) -> Measure? {
    guard let plain = summed(attention, outcomes, each: 0),
      let some = someSelected(attention)
    else { return nil }
    let lowest = outcomes.reduce(0) { min($0, $1.sum) }
    let shift = (gap - lowest).raisedToPowerOfTwo
    return Measure(
      form: plain.form + LinearForm(some, shift),
      marks: outcomes.map { $0.mark(at: $0.sum + ($0.count > 0 ? shift : 0)) },
      noise: plain.noise + shift * headNoise(attention, attention.averagingKind))
  }

  /// The sum of what is selected, and `each` more for each selected key, as one number: heads add
  /// both up in one dimension, so that a hidden unit that reads it rounds once.
  mutating func summed(
    _ attention: Attention, _ outcomes: [Outcome], each: Double
  ) -> Measure? {
    let content = each == 0 ? "sum" : "sum + \(each) * number selected"
    guard
      let sum = dimension(
        attention, .sum, moving: amounts(attention) + LinearForm(constant: each),
        holds: .number(content), isSigned: outcomes.contains { $0.sum < 0 })
    else { return nil }
    let marks = outcomes.map { $0.mark(at: $0.sum + each * Double($0.count)) }
    let size = marks.reduce(1) { max($0, abs($1.at)) }
    // Terms that exclude each other share what is selected out among them.
    let terms = attention.form.terms.reduce(0) { $0 + abs($1.coefficient) }
    let share = attention.isDisjoint ? 1 : Double(terms)
    return Measure(
      form: LinearForm(sum), marks: marks,
      noise: size * share * headNoise(attention))
  }

  /// The smallest distance between different numbers of an ascending list; 1 if there is none.
  private static func gap(_ numbers: [Double]) -> Double {
    var gap = Double.infinity
    for index in 1..<max(1, numbers.count) where numbers[index] != numbers[index - 1] {
      gap = min(gap, numbers[index] - numbers[index - 1])
    }
    return gap.isFinite ? gap : 1
  }
}

extension [Value] {
  /// Two values that are equal and of different kinds.
  fileprivate var firstConfusion: (Value, Value)? {
    for (index, a) in enumerated() {
      for b in self[..<index] where a == b && !a.isIdentical(to: b) { return (b, a) }
    }
    return nil
  }

  /// An integer and a double, if there are both.
  fileprivate var firstIntegerAndDouble: (Value, Value)? {
    guard let integer = first(where: { $0.integralAmount != nil }),
      let double = first(where: { $0.kind == .double })
    else { return nil }
    return (integer, double)
  }
}

extension Reduction {
  /// What several numbers become whose sum is so many units.
  fileprivate func result(
    sum units: Int64, _ unit: Double, isInteger: Bool, count: Int
  ) -> Value {
    switch demand {
    case .total(let total):
      if isInteger { return total.finish(integers: units, count: count) }
      return .double(total.finish(Double(units) * unit, count: count))
    case .equality: preconditionFailure("values that are equal are moved")
    }
  }
}
