import RASP

/// The normal form of every selector that an aggregate reads, computed once.
struct SelectorForms: Sendable {
  private var forms: [NodeID: SelectorNormalForm] = [:]
  /// The selectors that have none, in program order.
  private(set) var withoutForm: [NodeID] = []
  /// The selectors that keep an extremum of more than one conjunction, in program order.
  private(set) var ofSeveralTerms: [NodeID] = []

  /// Cost: linear in the selectors' expressions, times a constant that the bounds of normal forms
  /// give.
  init(_ program: Program) {
    var seen: Set<NodeID> = []
    for id in program.ids {
      guard let selector = program[id].aggregate?.selector, seen.insert(selector).inserted
      else { continue }
      if let form = SelectorNormalForm(selector, in: program) {
        forms[selector] = form
        let isConjunction = form.terms.count == 1 && form.terms[0].coefficient == 1
        if form.pick != nil && !form.terms.isEmpty && !isConjunction {
          ofSeveralTerms.append(selector)
        }
      } else {
        withoutForm.append(selector)
      }
    }
  }

  /// The form of an aggregate's selector; `nil` if it has none.
  subscript(selector: NodeID) -> SelectorNormalForm? { forms[selector] }
}
