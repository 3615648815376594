extension Node {
  /// What the node computes, with the nodes that it computes it from.
  public var applied: Applied<NodeID> { operation.applied(to: operands) }

  /// The aggregate that the node is; `nil` if it is none.
  public var aggregate: AppliedAggregate<NodeID>? {
    if case .aggregate(let aggregate) = applied { aggregate } else { nil }
  }

  /// The node's selector operation; `nil` for an s-op.
  public var selector: AppliedSelector<NodeID>? {
    if case .selector(let selector) = applied { selector } else { nil }
  }

  /// The key and query that the node compares; `nil` if it is no `select`.
  public var keyAndQuery: (key: NodeID, query: NodeID)? {
    if case .select(_, let key, let query)? = selector { (key, query) } else { nil }
  }

  /// The nodes that a selector is a boolean function of: none unless it combines others.
  public var combinedSelectors: [NodeID] {
    switch operation {
    case .selector(.not), .selector(.combine): operands
    case .selector(.select), .source, .elementwise, .aggregate: []
    }
  }
}
