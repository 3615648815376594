import RASP
import RASPModel

/// An aggregate on its way to heads: what it moves, and what may come of it.
struct Attention {
  let id: NodeID
  let form: SelectorNormalForm
  let aggregate: AppliedAggregate<NodeID>
  let value: Readout
  /// What positions tell of what is selected, if they do.
  var selections: PositionSelections?
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
    guard let aggregate = program[id].aggregate, let form = facts.forward.forms[aggregate.selector],
      let value = readout(aggregate.value)
    else { return }
    let selections = positionSelections(aggregate.selector, form)
    let selectsOne = facts.forward.positions.selectsAtMostOne(form)
    let most = form.terms.isEmpty ? 0 : selectsOne ? 1 : domain.maximumLength
    let attention = Attention(
      id: id, form: form, aggregate: aggregate, value: value,
      selections: selections, counts: selections?.counts ?? 0...most, kind: facts.shown[id])
    set(id, leaf(attention))
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
