/// An attention head: one selector that moves one value.
///
/// Aggregates that share both, and differ in the reduction or the default alone, are one head.
public struct Head: Sendable {
  /// The attention layer that the head is in, counted from 1.
  public let layer: Int
  /// The first name that one of its aggregates was given.
  public let name: String?
  /// The node of the selector: which keys each query attends to.
  public let selector: NodeID
  /// The node of the s-op whose values are moved.
  public let value: NodeID
  /// The nodes that read the head, in program order.
  public internal(set) var aggregates: [NodeID]
  /// The key-query pairs that the selector combines, in the order in which they are written.
  public let comparisons: [NodeID]
}

extension Program {
  /// The heads of each layer, in program order; layer 1 is at index 0.
  ///
  /// Cost: linear in the size of the program and of the selectors' own expressions.
  public var heads: [[Head]] {
    struct Content: Hashable {
      let selector: NodeID
      let value: NodeID
    }
    var layers = [[Head]](repeating: [], count: layer)
    var known: [Content: Int] = [:]
    for id in ids {
      let node = self[id]
      guard let aggregate = node.aggregate else { continue }
      let content = Content(selector: aggregate.selector, value: aggregate.value)
      if let index = known[content] {
        layers[node.layer - 1][index].aggregates.append(id)
        continue
      }
      known[content] = layers[node.layer - 1].count
      layers[node.layer - 1].append(
        Head(
          layer: node.layer, name: node.name, selector: content.selector, value: content.value,
          aggregates: [id], comparisons: comparisons(of: content.selector)))
    }
    return layers
  }

  /// The comparisons and predicates that a selector combines: each once, from left to right.
  public func comparisons(of selector: NodeID) -> [NodeID] {
    var found: [NodeID] = []
    var seen: Set<NodeID> = []
    var pending = [selector]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      let parts = self[id].innerSelectors
      if parts.isEmpty { found.append(id) }
      pending.append(contentsOf: parts.reversed())
    }
    return found
  }
}
