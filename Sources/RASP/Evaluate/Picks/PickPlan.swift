/// How the key that an extremum prefers is found for each query without looking at every pair.
///
/// Each key has a *priority*: its position, counted from the end for `leftmost`, or its rank in the
/// order of the scores. Of several conjunctions each has a preferred key, and the one with the
/// highest priority is the selector's.
struct PickPlan {
  let pick: SelectorNormalForm.Pick
  let terms: [Term]

  /// What finds the preferred keys of one conjunction.
  enum Shape: CaseIterable {
    /// The last key of each group.
    case lastOfGroup
    /// A pass by position that keeps the last key a group.
    case lastUpTo
    /// A sweep by rank that keeps the best key a group.
    case sweep
    /// A tree of the best over the keys of each group, in the order of their ranks.
    case interval
    /// A sweep by rank with such a tree, that fills as it goes.
    case sweepWithTree
  }

  /// One conjunction, in groups by its equalities. Ranges that bound one side alone are swept.
  struct Term {
    let shape: Shape
    /// Its equalities make the groups.
    let join: JoinPlan
    /// The range that is swept, or whose ranks are the tree's order where nothing is swept.
    let swept: JoinPlan.Range?
    /// The range over positions where position decides, or the one that is the tree's order.
    let ordered: JoinPlan.Range?
  }

  /// `nil` if a conjunction has a predicate or more ranges than can be swept.
  init?(_ form: SelectorNormalForm) {
    guard let pick = form.pick, let joins = JoinPlan.unions(form) else { return nil }
    self.pick = pick
    var terms: [Term] = []
    for join in joins {
      guard let term = Term(join, isByPosition: pick.score == nil) else { return nil }
      terms.append(term)
    }
    self.terms = terms
  }
}

extension PickPlan.Term {
  init?(_ join: JoinPlan, isByPosition: Bool) {
    self.join = join
    let aligned = isByPosition ? join.ranges.first { $0.key == .indices } : nil
    let others = join.ranges.filter { $0 != aligned }
    switch (aligned, others.count) {
    case (_, 0):
      (shape, swept, ordered) = (aligned == nil ? .lastOfGroup : .lastUpTo, nil, aligned)
    case (nil, 1):
      (shape, swept, ordered) = (others[0].isOneSided ? .sweep : .interval, others[0], nil)
    case (let aligned?, 1) where others[0].isOneSided:
      (shape, swept, ordered) = (.sweepWithTree, others[0], aligned)
    case (nil, 2) where others.allSatisfy { $0.isOneSided }:
      (shape, swept, ordered) = (.sweepWithTree, others[0], others[1])
    default: return nil
    }
  }
}

extension JoinPlan.Range {
  /// Whether the bounds are all from below.
  var isLower: Bool { bounds.allSatisfy { $0.outcomes.contains(.greater) } }

  /// Whether the bounds are all from above.
  private var isUpper: Bool { bounds.allSatisfy { $0.outcomes.contains(.less) } }

  var isOneSided: Bool { isLower || isUpper }
}
