/// One element for each node of a program, found by the node.
package struct NodeMap<Element> {
  @usableFromInline var elements: [Element]

  /// A map of no nodes yet: ``append(_:)`` gives the first node's element, then the next one's.
  @inlinable
  package init() { elements = [] }

  /// The same element for every node of a program.
  @inlinable
  package init(repeating element: Element, for program: Program) {
    elements = [Element](repeating: element, count: program.nodes.count)
  }

  /// The element of the next node.
  @inlinable
  package mutating func append(_ element: Element) { elements.append(element) }

  /// The number of nodes that have an element.
  @inlinable
  package var count: Int { elements.count }

  /// The element of a node. Cost: constant.
  @inlinable
  package subscript(id: NodeID) -> Element {
    get { elements[id.index] }
    set { elements[id.index] = newValue }
    _modify { yield &elements[id.index] }
  }
}

extension NodeMap: Sendable where Element: Sendable {}
