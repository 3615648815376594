import RASP
import RASPModel

extension Lowering {
  /// The indices of the heads that attend by the terms of an aggregate's selector, in the block that
  /// is being made.
  mutating func heads(_ attention: Attention, _ kind: HeadKind) -> [Int]? {
    var indices: [Int] = []
    for (index, term) in attention.form.terms.enumerated() {
      let key = PlanBuilder.HeadKey(
        selector: attention.aggregate.selector, term: index, kind: kind)
      if let known = builder.head(key, for: headText(attention.id)) {
        indices.append(known)
        continue
      }
      guard let head = head(attention.id, term, kind) else { return nil }
      indices.append(builder.add(head, key))
    }
    return indices
  }

  private mutating func head(
    _ aggregate: NodeID, _ term: SelectorNormalForm.Term, _ kind: HeadKind
  ) -> Plan.Head? {
    var comparisons: [Comparison] = []
    for atom in term.atoms {
      if let comparison = comparison(atom) { comparisons.append(comparison) }
    }
    guard comparisons.count == term.atoms.count else { return nil }
    var scores = comparisons.flatMap { $0.scores }
    var asked = comparisons.reduce(0) { $0 + $1.asked }
    if asked == 0 {
      // Every key is selected, but by tokens alone: at BOS nothing is.
      asked = 1
      scores.append(
        Plan.Score(
          query: LinearForm(constant: Precision.exclusion), key: LinearForm(constant: 1)))
    }
    scores.insert(base(asked, kind), at: 0)
    let positive = SelectorNormalForm.Term(coefficient: 1, atoms: term.atoms)
    return Plan.Head(
      scores: scores, moves: [],
      label: HeadLabel(
        sops: [headText(aggregate)], selects: text(positive), moves: [], kind: kind,
        atoms: comparisons.map { $0.label }))
  }

  /// What a key scores before its comparisons add to it, and what BOS scores.
  private func base(_ asked: Double, _ kind: HeadKind) -> Plan.Score {
    let beginning =
      kind == .sum ? Double(Precision.sinkScore(domain.maximumLength)) : Precision.fallback
    return Plan.Score(
      query: LinearForm(.real) + LinearForm(.beginning, Precision.beginning),
      key: LinearForm(constant: -Precision.exclusion * asked) + LinearForm(.beginning, beginning))
  }

  /// Which pairs of values an atom lets through.
  private mutating func comparison(_ atom: SelectorNormalForm.Atom) -> Comparison? {
    switch atom.subject {
    case .pair(let key, let query):
      guard let keys = readout(key), let queries = readout(query) else { return nil }
      let allowed = queries.values.map { q in
        keys.values.map { k in atom.outcomes.contain(k, q) }
      }
      return Comparison(text(key), keys, text(query), queries, allowed)
    case .predicate(let id): return comparison(id, atom.outcomes == .holds)
    }
  }

  private mutating func comparison(_ predicate: NodeID, _ wanted: Bool) -> Comparison? {
    guard case .select(let function, let key, let query)? = program[predicate].selector,
      let keys = readout(key), let queries = readout(query)
    else { return nil }
    let allowed = queries.values.map { q in
      keys.values.map { k in
        // A pair without an answer makes the program fail, which is looked for apart.
        guard let holds = try? function.selects(key: k, query: q) else { return false }
        return holds == wanted
      }
    }
    return Comparison(text(key), keys, text(query), queries, allowed)
  }

  private func text(_ source: SelectorNormalForm.Source) -> String {
    switch source {
    case .indices: "indices"
    case .node(let id): text(id)
    }
  }
}

extension SelectorNormalForm.Outcomes {
  /// Whether a key that stands to a query as these do is let through. Values without an order are
  /// not: comparing them is an error.
  func contain(_ key: Value, _ query: Value) -> Bool {
    if self == .equal { return key == query }
    if self == [.less, .greater] { return key != query }
    for (outcome, relation) in [
      (SelectorNormalForm.Outcomes.less, Relation.less), (.equal, .equal), (.greater, .greater),
    ] where contains(outcome) {
      if let holds = try? relation.holds(key, query), holds { return true }
    }
    return false
  }
}
