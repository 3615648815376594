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
      if let known = builder.head(key, for: headName(attention.id)) {
        indices.append(known)
        continue
      }
      guard let head = head(attention, term: term, kind: kind) else { return nil }
      indices.append(builder.add(head, key))
    }
    return indices
  }

  private mutating func head(
    _ attention: Attention, term: SelectorNormalForm.Term, kind: HeadKind
  ) -> Plan.Head? {
    let exclusion = attention.grade?.exclusion ?? Precision.exclusion
    var comparisons: [Comparison] = []
    for atom in term.atoms {
      if let comparison = comparison(atom) { comparisons.append(comparison) }
    }
    guard comparisons.count == term.atoms.count else { return nil }
    var scores = comparisons.flatMap { $0.scores(exclusion) }
    var asked = comparisons.reduce(0) { $0 + $1.asked }
    if asked == 0 {
      // Every key is selected, but by tokens alone: at BOS nothing is.
      asked = 1
      scores.append(
        Plan.Score(query: LinearForm(constant: exclusion), key: LinearForm(constant: 1)))
    }
    if let grade = attention.grade { scores.append(grade.score) }
    scores.insert(base(exclusion * asked, kind), at: 0)
    return Plan.Head(
      scores: scores, moves: [],
      label: HeadLabel(
        sops: [headName(attention.id)], selects: text(term.positive), moves: [], kind: kind,
        atoms: comparisons.map { $0.label }, grade: attention.grade))
  }

  /// What a key scores before its comparisons add to it, and what BOS scores.
  private func base(_ missing: Double, _ kind: HeadKind) -> Plan.Score {
    let beginning =
      switch kind {
      case .sum: Double(Precision.sinkScore(domain.maximumLength))
      case .mean: Precision.fallback
      case .pick: Precision.pickFallback
      }
    return Plan.Score(
      query: LinearForm(.real) + LinearForm(.beginning, Precision.beginning),
      key: LinearForm(constant: -missing) + LinearForm(.beginning, beginning))
  }

  /// Which pairs of values an atom lets through.
  private mutating func comparison(_ atom: SelectorNormalForm.Atom) -> Comparison? {
    switch atom.subject {
    case .pair(let key, let query):
      guard let keys = readout(key), let queries = readout(query) else { return nil }
      let allowed = atom.outcomes.table(keys.values, queries.values)
      return Comparison(
        text(key), keys: keys, query: text(query), queries: queries, allowed: allowed)
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
    return Comparison(text(key), keys: keys, query: text(query), queries: queries, allowed: allowed)
  }

  private func text(_ source: SelectorNormalForm.Source) -> String {
    switch source {
    case .indices: "indices"
    case .node(let id): text(id)
    }
  }
}

extension SelectorNormalForm.Term {
  /// The same conjunction, counted once.
  fileprivate var positive: SelectorNormalForm.Term { .init(coefficient: 1, atoms: atoms) }
}

extension SelectorNormalForm.Outcomes {
  /// For each query which keys are let through.
  func table(_ keys: [Value], _ queries: [Value]) -> [[Bool]] {
    guard self == .equal || self == [.less, .greater] else {
      return queries.map { query in keys.map { contain($0, query) } }
    }
    var known: [Value: [Int]] = [:]
    for (index, key) in keys.enumerated() { known[key, default: []].append(index) }
    return queries.map { query in
      var row = [Bool](repeating: self != .equal, count: keys.count)
      for index in known[query] ?? [] { row[index] = self == .equal }
      return row
    }
  }

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
