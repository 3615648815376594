extension Program {
  /// How each aggregate would be evaluated on an input of `length` tokens: the selector's normal
  /// form, the method, and how its cost grows.
  ///
  /// ```swift
  /// print(Program(Gallery.histogram()).explain(length: 1_000))
  /// // histogram: (key(tokens) == query(tokens)).value(1)
  /// //   selects  [tokens = tokens]
  /// //   method   sums by group
  /// //   cost     n
  /// ```
  public func explain(length: Int) -> String {
    var text = ""
    for id in ids {
      let node = self[id]
      guard let aggregate = node.aggregate else { continue }
      let plan = SelectorPlan(aggregate.selector, in: self, count: length)
      text += (node.name ?? id.description) + ": " + expression(id).cut(to: 100) + "\n"
      text += "  selects  " + (plan.form?.text(in: self) ?? "what has no short normal form") + "\n"
      text += "  method   " + plan.methodText + "\n"
      text += "  cost     " + plan.costText + "\n"
    }
    return text.isEmpty ? "no attention: operations position by position, at cost n\n" : text
  }
}

extension SelectorPlan {
  fileprivate var methodText: String {
    if let pick { return pick.text }
    guard let joins else {
      return method == .words ? "a word of bits a query" : "a row of bits a query"
    }
    if joins.isEmpty { return "nothing is selected" }
    return joins.map { $0.shape.text }.joined(separator: " + ")
  }

  fileprivate var costText: String {
    if let pick { return pick.cost }
    guard let joins else { return method == .words ? "n, at most 64" : "n x n / 64 words" }
    return joins.contains { $0.shape == .twoRanges } ? "n log n" : "n"
  }
}

extension PickPlan {
  fileprivate var text: String {
    if terms.isEmpty { return "nothing is selected" }
    let choice = terms.map { $0.shape.text }.joined(separator: ", or ")
    return pick.score != nil && pick.position == nil
      ? choice + "; then all with that score" : choice
  }

  fileprivate var cost: String {
    let hasTree = terms.contains { $0.shape == .interval || $0.shape == .sweepWithTree }
    return hasTree ? "n log n" : "n"
  }
}

extension PickPlan.Shape {
  fileprivate var text: String {
    switch self {
    case .lastOfGroup: "the preferred key of each group"
    case .lastUpTo: "a pass by position with the last key a group"
    case .sweep: "a sweep by rank with the preferred key a group"
    case .interval: "a tree of preferred keys by rank"
    case .sweepWithTree: "a sweep by rank with a tree over another"
    }
  }
}

extension JoinPlan.Shape {
  fileprivate var text: String {
    switch self {
    case .position: "the key at the query's position"
    case .groups: "sums by group"
    case .range: "prefix sums by rank"
    case .groupedRange: "a sweep by rank with a sum a group"
    case .twoRanges: "a sweep by rank with a tree over another"
    }
  }
}
