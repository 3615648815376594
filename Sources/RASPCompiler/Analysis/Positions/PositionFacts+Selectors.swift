import RASP

extension PositionFacts {
  /// Whether no query selects two keys: an extremum by position or by a score that no two keys have,
  /// or one conjunction that asks a key for equality, and the key has no value twice, at least not
  /// among those that the rest of the conjunction lets through.
  func selectsAtMostOne(_ form: SelectorNormalForm) -> Bool {
    if let pick = form.pick {
      if pick.position != nil { return true }
      if let score = pick.score, isInjective[score.sop] { return true }
    }
    guard form.terms.count == 1, form.terms[0].coefficient == 1 else { return form.terms.isEmpty }
    return form.terms[0].atoms.contains { atom in
      guard let key = atom.equalKey else { return false }
      if isInjective(key) { return true }
      guard case .node(let id) = key, let count = runningCounts[id] else { return false }
      return count.isDifferent(amongKeysOf: form.terms[0])
    }
  }

  /// Whether every query selects its own position at least.
  func selectsItself(_ form: SelectorNormalForm) -> Bool {
    if form.pick != nil { return false }
    var total = 0
    for term in form.terms {
      var holds = true
      for atom in term.atoms {
        guard case .pair(let key, let query) = atom.subject, key == query else { return false }
        if !atom.outcomes.contains(.equal) { holds = false }
      }
      if holds { total += term.coefficient }
    }
    return total == 1
  }
}
