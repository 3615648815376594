import RASP
import RASPModel

/// An aggregate on its way to heads: what it moves, and what may come of it.
struct Attention {
  let id: NodeID
  let form: SelectorNormalForm
  let aggregate: AppliedAggregate<NodeID>
  let value: Readout
  /// What positions tell of what is selected, if they do.
  var selections: Selections?
  /// How few and how many keys a query may select.
  var counts: ClosedRange<Int>
  let kind: KindUse

  var reduction: Reduction { aggregate.reduction }
  var fallback: Value { aggregate.fallback.value }

  /// Whether the terms exclude each other, so that heads that average can stand for each.
  var isDisjoint: Bool { form.terms.allSatisfy { $0.coefficient == 1 } }

  /// What stands in equations for all equal values that are not told apart.
  func standing(_ value: Value) -> Value { kind.standing(for: value) }
}

extension Lowering {
  /// Makes the heads of an aggregate, and gives what an elementwise operation can read of them.
  mutating func lower(aggregate id: NodeID) {
    guard let aggregate = program[id].aggregate else { return }
    guard let form = facts.forms[id] else {
      return refuse(
        .selectorTooComplex(limit: SelectorNormalForm.maximumTerms), aggregate.selector)
    }
    guard let value = readout(aggregate.value) else { return }
    let selections = Selections(form, program, domain, facts)
    let most = form.terms.isEmpty ? 0 : facts.selectsAtMostOne(form) ? 1 : domain.maximumLength
    let attention = Attention(
      id: id, form: form, aggregate: aggregate, value: value,
      selections: selections, counts: selections?.counts ?? 0...most, kind: kinds[id.index])
    leaves[id] = leaf(attention)
  }

  private mutating func leaf(_ attention: Attention) -> Leaf? {
    let values = attention.value.values
    if attention.counts.upperBound == 0 {
      return .readout(.constant(attention.standing(attention.fallback)))
    }
    let numbers = values.indices.filter { values[$0].amount != nil }
    if attention.counts.upperBound == 1 || numbers.isEmpty {
      return gathered(attention).map { .readout($0) }
    }
    if numbers.count == values.count { return measure(attention, numbers).map { .measure($0) } }
    mayFail = true
    // Where another value was selected, no number was.
    var rest = attention
    rest.selections = nil
    rest.counts = 0...attention.counts.upperBound
    guard let text = moved(attention, values.indices.filter { values[$0].amount == nil }),
      let measure = measure(rest, numbers)
    else { return nil }
    return .split(text: text, numbers: measure)
  }
}

// MARK: One selected value

extension Lowering {
  /// An aggregate that selects one key at most, or whose values cannot be added: its heads move
  /// the value's one-hot, and the absence of all stands for the default.
  private mutating func gathered(_ attention: Attention) -> Readout? {
    if attention.counts.upperBound > 1 { mayFail = true }
    let fallback = attention.standing(attention.fallback)
    let results = attention.value.values.map { attention.standing($0) }
    let isAbsent = results.map { attention.counts.lowerBound == 0 && $0.isIdentical(to: fallback) }
    let places = results.indices.filter { !isAbsent[$0] }
    guard let moved = moved(attention, places) else { return nil }
    // `moved` ends with "nothing of these", which is the default if there can be one.
    // (A bare `nil` would be a value here: `None`.)
    let canBeNone = attention.counts.lowerBound == 0 || isAbsent.contains(true)
    let last = canBeNone ? fallback : Value?.none
    return moved.mapped(places.map { results[$0] } + [last])
  }

  /// The indicators of some of the value's values, moved by heads that average; the last one is
  /// that of none of them.
  private mutating func moved(_ attention: Attention, _ places: [Int]) -> Readout? {
    let kind: HeadKind = attention.isDisjoint ? .mean : .sum
    var indicators: [LinearForm] = []
    for place in places {
      let value = attention.value.values[place]
      let content = "= " + value.description
      guard
        let dimension = dimension(
          attention, kind, attention.value.indicators[place], content, isSigned: false)
      else { return nil }
      indicators.append(LinearForm(dimension))
    }
    let none = LinearForm(
      sumOf: [(LinearForm(constant: 1), 1)] + indicators.map { ($0, -1) })
    return Readout(
      values: places.map { attention.value.values[$0] } + [.null],
      indicators: indicators + [none],
      noise: attention.value.noise + headNoise(attention, kind, isAlone: true))
  }

  /// The dimension to which the heads of a selector add what they move.
  mutating func dimension(
    _ attention: Attention, _ kind: HeadKind, _ value: LinearForm, _ content: String,
    isSigned: Bool
  ) -> Dimension? {
    let selector = attention.aggregate.selector
    let key = MeasureKey(selector: selector, kind: kind, value: value)
    guard let places = heads(attention.id, attention.form, kind) else { return nil }
    if let known = measured[key] { return known }
    let block = block(of: program[attention.id].layer)
    let target = plan.add(
      .init(sop: headText(attention.id), content: content, time: 2 * block + 1, isSigned: isSigned))
    measured[key] = target
    let scale = kind == .sum ? sinkFactor : 1
    for (place, term) in zip(places, attention.form.terms) {
      let move = Plan.Move(
        value: value, target: target, factor: scale * Double(term.coefficient))
      plan.blocks[block].heads[place].moves.append(move)
      plan.blocks[block].heads[place].label.moves.append(
        text(attention.aggregate.value) + " " + content)
    }
    return target
  }

  /// By what share the weights of selected keys may be off. In a head that averages, a key that is
  /// selected alone has all the attention, whatever the errors of its score.
  func headNoise(
    _ attention: Attention, _ kind: HeadKind = .sum, isAlone: Bool = false
  ) -> Double {
    // What all keys together keep of the attention where none is selected: exp(-16) each.
    let leak = kind == .mean && attention.counts.lowerBound == 0 ? 1.2e-7 : 0
    if kind == .mean && isAlone { return 4e-7 + leak * Double(domain.maximumLength) }
    var termNoise = 0.0
    for term in attention.form.terms {
      var noise = 0.0
      for atom in term.atoms {
        for source in atom.subject.sources(in: program) {
          noise += 2 * Strength.exclusion * (known(source)?.noise ?? 0)
        }
      }
      termNoise = max(termNoise, noise)
    }
    return 4e-6 + leak * Double(domain.maximumLength) + termNoise
  }

  private func known(_ source: SelectorNormalForm.Source) -> Readout? {
    switch source {
    case .indices: nil
    case .node(let id): readouts[id]
    }
  }
}

extension SelectorNormalForm.Subject {
  fileprivate func sources(in program: Program) -> [SelectorNormalForm.Source] {
    switch self {
    case .pair(let key, let query): [key, query]
    case .predicate(let id): program[id].operands.map { .node($0) }
    }
  }
}

// MARK: Several selected values

extension Lowering {
  /// What a sum and a number of selected keys come to.
  struct Outcome {
    let sum: Double
    let count: Int
    let value: Value
    /// Where it can be met; `nil` for everywhere.
    let positions: PositionSet?

    func place(at number: Double) -> Measure.Place {
      Measure.Place(at: number, value: value, positions: positions)
    }
  }

  /// An aggregate of numbers as a number on a line.
  private mutating func measure(_ attention: Attention, _ places: [Int]) -> Measure? {
    guard let outcomes = outcomes(attention, places) else { return nil }
    return switch attention.reduction.demand {
    case .total(.whole): sum(attention, outcomes)
    case .total(.averaged): mean(attention, outcomes)
    }
  }

  /// Every sum and number of keys that may be selected, with the value that they give.
  private mutating func outcomes(_ attention: Attention, _ places: [Int]) -> [Outcome]? {
    let values = places.map { attention.standing(attention.value.values[$0]) }
    if let (a, b) = values.firstConfusion {
      refuse(.kindsMixed(a, b), attention.id)
      return nil
    }
    if attention.kind.doubles, let (a, b) = values.firstIntegerAndDouble {
      refuse(.kindsMixed(a, b), attention.id)
      return nil
    }
    guard let sums = sums(attention, values.compactMap { $0.amount }) else {
      refuse(.tooManyValues(limit: options.sumLimit), attention.id)
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
        value = attention.reduction.result(sum: sum.units, sums.unit, isInteger, sum.count)
      }
      outcomes.append(
        Outcome(
          sum: total, count: sum.count, value: attention.standing(value),
          positions: sum.positions))
    }
    return outcomes
  }

  /// What selected numbers can add up to: as positions tell, or whatever so many can.
  private func sums(_ attention: Attention, _ numbers: [Double]) -> ReachableSums? {
    if let selections = attention.selections {
      let positions = domain.maximumLength
      let own = program.values(of: attention.aggregate.value, positions: positions)
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
    let isPlain = (1..<ordered.count).allSatisfy {
      ordered[$0].sum != ordered[$0 - 1].sum
        || ordered[$0].value.isIdentical(to: ordered[$0 - 1].value)
    }
    // Where the same sum may stand for different values, how many were selected decides: their
    // number shifts the sum by less than the distance to the next one.
    let gap = Lowering.gap(ordered.map { $0.sum })
    let shift = isPlain ? 0 : gap / 4 / Double(domain.maximumLength).raisedToPowerOfTwo
    return summed(attention, outcomes, each: shift)
  }

  /// The sum of what is selected, and `each` more for each selected key, as one number: heads add
  /// both up in one dimension, so that a hidden unit that reads it rounds once.
  mutating func summed(
    _ attention: Attention, _ outcomes: [Outcome], each: Double
  ) -> Measure? {
    let content = each == 0 ? "sum" : "sum + \(each) * number selected"
    guard
      let sum = dimension(
        attention, .sum, amounts(attention) + LinearForm(constant: each), content,
        isSigned: outcomes.contains { $0.sum < 0 })
    else { return nil }
    let places = outcomes.map { $0.place(at: $0.sum + each * Double($0.count)) }
    let size = places.reduce(1) { max($0, abs($1.at)) }
    // Terms that exclude each other share what is selected out among them.
    let terms = attention.form.terms.reduce(0) { $0 + abs($1.coefficient) }
    let share = attention.isDisjoint ? 1 : Double(terms)
    return Measure(
      form: LinearForm(sum), places: places,
      noise: size * share * headNoise(attention))
  }

  /// The smallest distance between different numbers of an ascending list; 1 if there is none.
  private static func gap(_ numbers: [Double]) -> Double {
    var gap = Double.infinity
    for place in 1..<max(1, numbers.count) where numbers[place] != numbers[place - 1] {
      gap = min(gap, numbers[place] - numbers[place - 1])
    }
    return gap.isFinite ? gap : 1
  }
}

extension Double {
  /// The smallest power of two that is no smaller; the number is positive.
  var raisedToPowerOfTwo: Double {
    let power = Double(sign: .plus, exponent: Int(exponent), significand: 1)
    return power < self ? power * 2 : power
  }
}

extension [Value] {
  /// Two values that are equal and of different kinds.
  fileprivate var firstConfusion: (Value, Value)? {
    for (place, a) in enumerated() {
      for b in self[..<place] where a == b && !a.isIdentical(to: b) { return (b, a) }
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
    sum units: Int64, _ unit: Double, _ isInteger: Bool, _ count: Int
  ) -> Value {
    switch demand {
    case .total(let total):
      if isInteger { return total.finish(integers: units, count: count) }
      return .double(total.finish(Double(units) * unit, count: count))
    }
  }
}
