import RASP

/// The normal form of every selector that an aggregate reads, computed once.
struct SelectorForms: Sendable {
  private var forms: [NodeID: SelectorNormalForm] = [:]
  /// The selectors that have none, in program order.
  private(set) var withoutForm: [NodeID] = []

  /// Cost: linear in the selectors' expressions, times a constant that the bounds of normal forms
  /// give.
  init(_ program: Program) {
    var seen: Set<NodeID> = []
    for id in program.ids {
      guard let selector = program[id].aggregate?.selector, seen.insert(selector).inserted
      else { continue }
      if let form = SelectorNormalForm(selector, in: program) {
        forms[selector] = form
      } else {
        withoutForm.append(selector)
      }
    }
  }

  /// The form of an aggregate's selector; `nil` if it has none.
  subscript(selector: NodeID) -> SelectorNormalForm? { forms[selector] }
}
