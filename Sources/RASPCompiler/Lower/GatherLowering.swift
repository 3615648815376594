import RASP
import RASPModel

extension Lowering {
  /// An aggregate that selects one key at most, or whose values cannot be added: its heads move
  /// the value's one-hot, and the absence of all stands for the default. The average of several equal
  /// one-hots is that one-hot.
  mutating func gathered(_ attention: Attention) -> Readout? {
    if attention.counts.upperBound > 1 { findings.noteMayFail() }
    let fallback = attention.standing(attention.fallback)
    let results = attention.value.values.map { attention.standing($0) }
    let isAbsent = results.map { attention.counts.lowerBound == 0 && $0.isIdentical(to: fallback) }
    let indices = results.indices.filter { !isAbsent[$0] }
    guard let moved = moved(attention, indices) else { return nil }
    // `moved` ends with "nothing of these", which is the default if there can be one.
    // (A bare `nil` would be a value here: `None`.)
    let canBeNone = attention.counts.lowerBound == 0 || isAbsent.contains(true)
    let last = canBeNone ? fallback : Value?.none
    return moved.mapped(indices.map { results[$0] } + [last])
  }

  /// The indicators of some of the value's values, moved by heads that average; the last one is
  /// that of none of them.
  mutating func moved(_ attention: Attention, _ indices: [Int]) -> Readout? {
    // The heads of several terms average each for itself: together they would give a value twice.
    if attention.mayMoveEqual && attention.form.terms.count > 1 {
      findings.refuse(.equalOfSeveral(terms: attention.form.terms.count), attention.id)
      return nil
    }
    let kind = attention.averagingKind
    var indicators: [LinearForm] = []
    for index in indices {
      let value = attention.value.values[index]
      guard
        let dimension = dimension(
          attention, kind, moving: attention.value.indicators[index], holds: .values([value]),
          isSigned: false)
      else { return nil }
      indicators.append(LinearForm(dimension))
    }
    let none = LinearForm(
      sumOf: [(LinearForm(constant: 1), 1)] + indicators.map { ($0, -1) })
    return Readout(
      values: indices.map { attention.value.values[$0] } + [.null],
      indicators: indicators + [none],
      noise: attention.value.noise + headNoise(attention, kind, isAlone: true))
  }

  /// The dimension to which the heads of a selector add what they move.
  mutating func dimension(
    _ attention: Attention, _ kind: HeadKind, moving value: LinearForm, holds: Plan.Holds,
    isSigned: Bool
  ) -> Dimension? {
    guard let heads = heads(attention, kind) else { return nil }
    let key = PlanBuilder.MoveKey(
      selector: attention.aggregate.selector, kind: kind, value: value)
    if let known = builder.target(key) { return known }
    let target = builder.addTarget(
      key, of: headName(attention.id), holds: holds, isSigned: isSigned)
    let scale =
      switch kind {
      case .sum: Precision.sinkFactor(domain.maximumLength)
      case .mean, .pick: 1.0
      }
    for (head, term) in zip(heads, attention.form.terms) {
      builder.add(
        Plan.Move(value: value, target: target, factor: scale * Double(term.coefficient)),
        to: head, label: text(attention.aggregate.value))
    }
    return target
  }

  /// By what share the weights of selected keys may be off. In a head that averages or picks, a key
  /// that has all the attention moves what it has, whatever the errors of its score; so do several
  /// that have the same, but for the rounding of their weights' sum.
  func headNoise(
    _ attention: Attention, _ kind: HeadKind = .sum, isAlone: Bool = false
  ) -> Double {
    let leak = leak(attention, kind)
    if kind != .sum && isAlone {
      return (attention.mayMoveEqual ? Precision.shareNoise : Precision.aloneNoise) + leak
    }
    var termNoise = 0.0
    for term in attention.form.terms {
      termNoise = max(termNoise, scoreError(of: term, attention.grade))
    }
    return Precision.shareNoise + leak + termNoise
  }

  /// What keys keep of the attention that should have none.
  private func leak(_ attention: Attention, _ kind: HeadKind) -> Double {
    switch kind {
    case .sum: 0
    case .mean:
      attention.counts.lowerBound == 0 ? Precision.leak * Double(domain.maximumLength) : 0
    case .pick: Precision.pickLeak
    }
  }
}

extension Attention {
  /// Whether several keys with one value that is no number may be selected, and give that value.
  var mayMoveEqual: Bool {
    switch reduction.demand {
    case .total(.whole): false
    case .total(.averaged), .equality: counts.upperBound > 1
    }
  }

  /// The kind of the heads that average what is selected.
  var averagingKind: HeadKind { grade != nil ? .pick : isDisjoint ? .mean : .sum }
}
