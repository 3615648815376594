import RASP

extension PositionFacts {
  /// Whether no query selects two keys: an extremum by position or by a score that no two keys have,
  /// or one conjunction that asks a key for equality, or for a predicate that holds of one value at
  /// most, and the key has no value twice, at least not among those that the rest of the conjunction
  /// lets through. Or the domain's promise says so.
  func selectsAtMostOne(_ form: SelectorNormalForm) -> Bool {
    if let counts = promised.counts(of: form, in: program), counts.upperBound <= 1 { return true }
    if let pick = form.pick {
      if pick.position != nil { return true }
      if let score = pick.score, isInjective[score.sop] { return true }
    }
    guard form.terms.count == 1, form.terms[0].coefficient == 1 else { return form.terms.isEmpty }
    return form.terms[0].atoms.contains { atom in
      if case .predicate(let id) = atom.subject {
        guard atom.outcomes == .holds, onePerQuery.contains(id),
          let key = program[id].keyAndQuery?.key
        else { return false }
        return isInjective[key]
      }
      guard let key = atom.equalKey else { return false }
      if isInjective(key) { return true }
      guard case .node(let id) = key, let count = runningCounts[id] else { return false }
      return count.isDifferent(amongKeysOf: form.terms[0])
    }
  }

  /// Whether the keys that a query selects all have the same value of an s-op: they are asked to
  /// equal the query in that s-op, or in one that it is a function of. Not where that is one value
  /// everywhere: positions tell more then.
  func selectsEqual(_ sop: NodeID, _ form: SelectorNormalForm) -> Bool {
    guard form.terms.count == 1, form.terms[0].coefficient == 1 else { return form.terms.isEmpty }
    return form.terms[0].atoms.contains { atom in
      guard case .node(let key)? = atom.equalKey, !isUniform[key] else { return false }
      return key == sop || isOfOneKind.contains(key) && program.isFunction(sop, of: key)
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

extension Program {
  /// Whether an s-op is made from one other, and from constants, by elementwise operations.
  fileprivate func isFunction(_ id: NodeID, of other: NodeID) -> Bool {
    var (seen, pending) = (Set([id]), [id])
    while let id = pending.popLast() {
      if id == other { continue }
      switch self[id].operation {
      case .source(.constant): break
      case .elementwise: pending += self[id].operands.filter { seen.insert($0).inserted }
      case .source(.tokens), .source(.indices), .source(.list), .selector, .aggregate: return false
      }
    }
    return true
  }
}
