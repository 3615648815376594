extension Node {
  /// What the node computes, with the nodes that it computes it from.
  package var applied: Applied<NodeID> { operation.applied(to: operands) }

  /// The aggregate that the node is; `nil` if it is none.
  package var aggregate: AppliedAggregate<NodeID>? {
    if case .aggregate(let aggregate) = applied { aggregate } else { nil }
  }

  /// The node's selector operation; `nil` for an s-op.
  package var selector: AppliedSelector<NodeID>? {
    if case .selector(let selector) = applied { selector } else { nil }
  }

  /// The key and query that the node compares; `nil` if it is no `select`.
  package var keyAndQuery: (key: NodeID, query: NodeID)? {
    if case .select(_, let key, let query)? = selector { (key, query) } else { nil }
  }

  /// The selectors that a selector is made of: none if it compares s-ops itself.
  package var innerSelectors: [NodeID] {
    switch selector {
    case .not(let a)?, .pick(_, of: let a, score: _)?: [a]
    case .combine(_, let a, let b)?: [a, b]
    case .select?, nil: []
    }
  }
}
