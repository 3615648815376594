/// How the matches of one conjunction are found without looking at every pair.
///
/// Keys and queries that must be equal put both into groups. A key s-op that has a lower or upper
/// bound gives each query an interval of that key's ranks: a *range*.
struct JoinPlan: Hashable {
  typealias Source = SelectorNormalForm.Source

  struct Equality: Hashable {
    let key: Source
    let query: Source
  }

  struct Bound: Hashable {
    let query: Source
    let outcomes: SelectorNormalForm.Outcomes
  }

  struct Range: Hashable {
    let key: Source
    var bounds: [Bound]
  }

  private(set) var coefficient: Int
  private(set) var equalities: [Equality] = []
  private(set) var ranges: [Range] = []

  /// The most ranges that a conjunction may have: two take a sweep along one and a tree over the
  /// other.
  static let maximumRanges = 2

  /// The plans of the terms of a normal form; `nil` if one has a predicate, or too many ranges.
  static func plans(_ form: SelectorNormalForm) -> [JoinPlan]? {
    var plans: [JoinPlan] = []
    for term in form.terms {
      for (coefficient, atoms) in withoutUnequal(term) {
        guard let plan = JoinPlan(coefficient, atoms) else { return nil }
        plans.append(plan)
        if plans.count > SelectorNormalForm.maximumTerms { return nil }
      }
    }
    return plans
  }

  /// The plans of conjunctions that exclude each other, one of which holds wherever the normal form
  /// selects; `nil` if its terms do not, or one has a predicate or too many ranges.
  static func unions(_ form: SelectorNormalForm) -> [JoinPlan]? {
    var plans: [JoinPlan] = []
    for term in form.terms {
      guard term.coefficient == 1 else { return nil }
      for atoms in withEitherSide(term.atoms) {
        guard let plan = JoinPlan(1, atoms) else { return nil }
        plans.append(plan)
        if plans.count > SelectorNormalForm.maximumTerms { return nil }
      }
    }
    return plans
  }

  /// "Not equal" is below or above: each such atom makes two conjunctions of one.
  private static func withEitherSide(
    _ atoms: [SelectorNormalForm.Atom]
  ) -> [[SelectorNormalForm.Atom]] {
    var results: [[SelectorNormalForm.Atom]] = [[]]
    for atom in atoms {
      guard atom.outcomes == [.less, .greater] else {
        for index in results.indices { results[index].append(atom) }
        continue
      }
      let sides = [SelectorNormalForm.Outcomes.less, .greater].map {
        SelectorNormalForm.Atom(subject: atom.subject, outcomes: $0)
      }
      results = results.flatMap { result in sides.map { result + [$0] } }
      if results.count > SelectorNormalForm.maximumTerms { break }
    }
    return results
  }

  /// "Not equal" is everything but equal: each such atom makes two terms of one.
  private static func withoutUnequal(
    _ term: SelectorNormalForm.Term
  ) -> [(coefficient: Int, atoms: [SelectorNormalForm.Atom])] {
    let kept = term.atoms.filter { $0.outcomes != [.less, .greater] }
    var results = [(coefficient: term.coefficient, atoms: kept)]
    for atom in term.atoms where atom.outcomes == [.less, .greater] {
      let equal = SelectorNormalForm.Atom(subject: atom.subject, outcomes: .equal)
      for result in results { results.append((-result.coefficient, result.atoms + [equal])) }
      if results.count > SelectorNormalForm.maximumTerms { break }
    }
    return results
  }

  private init?(_ coefficient: Int, _ atoms: [SelectorNormalForm.Atom]) {
    self.coefficient = coefficient
    for atom in atoms where atom.outcomes != .equal {
      guard case .pair(let key, let query) = atom.subject else { return nil }
      add(key, Bound(query: query, outcomes: atom.outcomes))
    }
    if ranges.count > JoinPlan.maximumRanges { return nil }
    // An equality of a key that has a range already is an interval of one rank.
    for atom in atoms where atom.outcomes == .equal {
      guard case .pair(let key, let query) = atom.subject else { return nil }
      if ranges.contains(where: { $0.key == key }) {
        add(key, Bound(query: query, outcomes: .equal))
      } else {
        equalities.append(Equality(key: key, query: query))
      }
    }
  }

  private mutating func add(_ key: Source, _ bound: Bound) {
    if let index = ranges.firstIndex(where: { $0.key == key }) {
      ranges[index].bounds.append(bound)
    } else {
      ranges.append(Range(key: key, bounds: [bound]))
    }
  }

  /// The plan without the equalities that hold for all pairs of an input, because both sides are the
  /// same everywhere; `nil` if one holds for none.
  /// - Parameter uniform: the value that an s-op has at all positions, if it has one.
  func settled(_ uniform: (Source) -> Value?) -> JoinPlan? {
    var plan = self
    plan.equalities = []
    for equality in equalities {
      guard let key = uniform(equality.key), let query = uniform(equality.query) else {
        plan.equalities.append(equality)
        continue
      }
      if key != query { return nil }
    }
    return plan
  }

  /// What finds the matches.
  enum Shape: CaseIterable {
    /// The key whose position the query is.
    case position
    /// Sums by group.
    case groups
    /// Prefix sums by rank.
    case range
    /// A sweep by rank that keeps a sum a group.
    case groupedRange
    /// A sweep by rank with a tree over the other range's ranks.
    case twoRanges
  }

  var shape: Shape {
    switch ranges.count {
    case 0:
      equalities.count == 1 && equalities[0].key == .indices && coefficient == 1
        ? .position : .groups
    case 1: equalities.isEmpty ? .range : .groupedRange
    default: .twoRanges
    }
  }

  /// What queries are compared: with these, a conjunction does not depend on the query's position.
  var queries: [Source] {
    equalities.map { $0.query } + ranges.flatMap { $0.bounds.map { $0.query } }
  }
}
