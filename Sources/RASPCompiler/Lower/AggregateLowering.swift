import RASP
import RASPModel

/// An aggregate on its way to heads: what it moves, and what may come of it.
struct Attention {
  let id: NodeID
  let form: SelectorNormalForm
  /// What its head prefers among the selected keys; `nil` if it takes all of them.
  let grade: Grade?
  let aggregate: AppliedAggregate<NodeID>
  let value: Readout
  /// What positions tell of what is selected, if they do.
  var selections: PositionSelections?
  /// How few and how many keys a query may select.
  var counts: ClosedRange<Int>
  let kind: KindUse
  /// Whether the keys that a query selects all have the same value.
  let selectsEqual: Bool

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
    guard let aggregate = program[id].aggregate, let form = facts.forward.forms[aggregate.selector],
      let value = readout(aggregate.value)
    else { return }
    let (reduced, grade) = graded(form)
    if let grade, let fault = fault(of: grade, reduced.terms[0]) {
      return findings.refuse(fault, aggregate.selector)
    }
    let selections = positionSelections(aggregate.selector, form)
    let selectsOne = facts.forward.positions.selectsAtMostOne(form)
    let most = form.terms.isEmpty ? 0 : selectsOne ? 1 : domain.maximumLength
    var counts = selections?.counts ?? 0...most
    if let promised = facts.forward.positions.promised.counts(of: form, in: program) {
      counts = counts.clamped(to: promised)
    }
    let attention = Attention(
      id: id, form: reduced, grade: grade, aggregate: aggregate, value: value,
      selections: selections, counts: counts, kind: facts.shown[id],
      selectsEqual: facts.forward.positions.selectsEqual(aggregate.value, form))
    set(id, leaf(attention))
  }

  /// A selector's terms without its pick, and what the pick prefers, if there is anything to pick. A
  /// mask that hides later keys need not be asked for by a head that picks.
  private mutating func graded(_ form: SelectorNormalForm) -> (SelectorNormalForm, Grade?) {
    let plain = SelectorNormalForm(terms: form.terms)
    guard let pick = form.pick, !facts.forward.positions.selectsAtMostOne(plain),
      let grade = grade(pick)
    else { return (plain, nil) }
    let terms = form.terms.map { term in
      SelectorNormalForm.Term(
        coefficient: term.coefficient,
        atoms: term.atoms.filter { !(program.isCausal && $0.isCausalMask) })
    }
    return (SelectorNormalForm(terms: terms), grade)
  }

  private mutating func leaf(_ attention: Attention) -> Leaf? {
    let values = attention.value.values
    if attention.counts.upperBound == 0 {
      return .readout(.constant(attention.standing(attention.fallback)))
    }
    if attention.grade != nil, attention.counts.upperBound > 1,
      case .total(.whole) = attention.reduction.demand
    {
      findings.refuse(.severalPicked, attention.id)
      return nil
    }
    let numbers = values.indices.filter { values[$0].amount != nil }
    if attention.counts.upperBound == 1 || numbers.isEmpty || attention.reduction.isOfOneValue {
      return gathered(attention).map { .readout($0) }
    }
    if numbers.count == values.count { return measure(attention, numbers).map { .measure($0) } }
    findings.noteMayFail()
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

extension Reduction {
  /// Whether all that is selected has the value that comes of it.
  fileprivate var isOfOneValue: Bool {
    switch demand {
    case .total: false
    case .equality: true
    }
  }
}

extension SelectorNormalForm.Atom {
  /// Whether it lets through what a causal model sees, and hides nothing of it.
  fileprivate var isCausalMask: Bool {
    subject == .pair(key: .indices, query: .indices) && outcomes.isSuperset(of: [.less, .equal])
  }
}
