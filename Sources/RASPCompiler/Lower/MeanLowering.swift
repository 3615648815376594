import RASP
import RASPModel

extension Lowering {
  /// A mean as a number on a line.
  mutating func mean(
    _ attention: Attention, _ outcomes: [Outcome]
  ) -> Measure? {
    let each = Lowering.countFactor(outcomes)
    let means = outcomes.map { ($0.count == 0 ? 0 : $0.sum / Double($0.count), $0) }
      .sorted { ($0.0, $0.1.count) < ($1.0, $1.1.count) }
    // The mean of a selector of several terms comes from the sum and the number of what they
    // select. So does any that is told apart better there: 1, 2, 3 ... keys of which one counts are
    // whole numbers, and 1, 1/2, 1/3 ... close together.
    let some = means.filter { $0.1.count > 0 }
    let meanSpan = Lowering.span(some.map { $0.1.mark(at: $0.0) })
    let ratioSpan = Lowering.span(
      some.map { $0.1.mark(at: $0.1.sum + each * Double($0.1.count)) })
    let isSummed =
      meansAreSums || attention.form.terms.count > 1 || 4 * ratioSpan < meanSpan
    if isSummed && attention.grade == nil {
      return summed(attention, outcomes, each: each)
    }
    return averaged(attention, means)
  }

  /// What each selected key adds to a sum so that it tells their number too.
  private static func countFactor(_ outcomes: [Outcome]) -> Double {
    let lowest = outcomes.reduce(0) { min($0, $1.sum) }
    let highest = outcomes.reduce(0) { max($0, $1.sum) }
    let width = highest - lowest + 1
    return width == width.rounded() ? width : width.raisedToPowerOfTwo
  }

  /// How far marks reach, in distances of the closest that have different values.
  private static func span(_ marks: [Measure.Mark]) -> Double {
    let ordered = marks.sorted { $0.at < $1.at }
    var gap = Double.infinity
    for (a, b) in zip(ordered, ordered.dropFirst())
    where a.at != b.at && !a.value.isIdentical(to: b.value) {
      gap = min(gap, b.at - a.at)
    }
    return ordered.reduce(1) { max($0, abs($1.at)) } / gap
  }

  /// The mean of a selector of one term, as a head averages it. Means are ascending.
  private mutating func averaged(
    _ attention: Attention, _ means: [(Double, Outcome)]
  ) -> Measure? {
    let some = means.filter { $0.1.count > 0 }
    let isPlain = (1..<some.count).allSatisfy {
      some[$0].0 != some[$0 - 1].0
        || some[$0].1.value.isIdentical(to: some[$0 - 1].1.value)
    }
    let isSigned = some.contains { $0.0 < 0 }
    guard
      let mean = dimension(
        attention, attention.averagingKind, moving: amounts(attention), holds: .number("mean"),
        isSigned: isSigned)
    else { return nil }
    let size = means.reduce(1) { max($0, abs($1.0)) }
    let noise = size * headNoise(attention, attention.averagingKind)
    if isPlain, let fallback = means.first(where: { $0.1.count == 0 })?.1.value {
      let isZero = some.first { $0.0 == 0 }.map { $0.1.value.isIdentical(to: fallback) } ?? false
      if !isZero { return shiftedMean(attention, mean: mean, means: means, noise: noise) }
    }
    if isPlain {
      return Measure(
        form: LinearForm(mean), marks: means.map { $0.1.mark(at: $0.0) },
        noise: noise)
    }
    if attention.grade != nil {
      findings.refuse(.severalPicked, attention.id)
      return nil
    }
    return counted(attention, mean: mean, means: means, noise: noise)
  }

  /// A mean beside whether anything is selected, which moves it away from the default.
  private mutating func shiftedMean(
    _ attention: Attention, mean: Dimension, means: [(Double, Outcome)], noise: Double
  ) -> Measure? {
    guard let some = someSelected(attention) else { return nil }
    let lowest = means.reduce(0) { min($0, $1.0) }
    let shift = (1 - lowest).raisedToPowerOfTwo
    let marks = means.map { $0.1.mark(at: $0.0 + ($0.1.count > 0 ? shift : 0)) }
    return Measure(
      form: LinearForm(mean) + LinearForm(some, shift),
      marks: marks, noise: noise)
  }

  /// A dimension that is 1 where anything is selected.
  mutating func someSelected(_ attention: Attention) -> Dimension? {
    dimension(
      attention, attention.averagingKind, moving: LinearForm(constant: 1),
      holds: .number("some selected"), isSigned: false)
  }

  /// A mean beside how many are selected, where that shows: a single value stands for itself, and
  /// only several become a double.
  private mutating func counted(
    _ attention: Attention, mean: Dimension, means: [(Double, Outcome)], noise: Double
  ) -> Measure? {
    guard
      let count = dimension(
        attention, .sum, moving: LinearForm(constant: 1), holds: .number("number selected"),
        isSigned: false)
    else { return nil }
    let size = means.reduce(0) { max($0, abs($1.0)) }
    let step = (4 * size + 1).raisedToPowerOfTwo
    let marks = means.map { $0.1.mark(at: $0.0 + step * Double($0.1.count)) }
    return Measure(
      form: LinearForm(mean) + LinearForm(count, step),
      marks: marks,
      noise: noise + step * Double(domain.maximumLength) * headNoise(attention))
  }
}
