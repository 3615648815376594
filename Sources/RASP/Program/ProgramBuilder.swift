/// Builds a program node by node; what is already there is found, not added again.
struct ProgramBuilder {
  private(set) var nodes: [Node] = []
  private var known: [Key: NodeID] = [:]

  private struct Key: Hashable {
    let operation: Operation
    let operands: [NodeID]
  }

  /// The node of this operation. Cost: constant, apart from the size of a list.
  mutating func add(
    _ operation: Operation, _ operands: [NodeID], at origin: Origin? = nil
  ) -> NodeID {
    let key = Key(operation: operation, operands: operands)
    if let id = known[key] {
      if nodes[id.index].origin == nil { nodes[id.index].origin = origin }
      return id
    }
    var layer = 0
    for operand in operands { layer = max(layer, nodes[operand.index].layer) }
    if case .aggregate = operation { layer += 1 }
    let id = NodeID(nodes.count)
    nodes.append(Node(operation: operation, operands: operands, layer: layer, origin: origin))
    known[key] = id
    return id
  }

  /// Takes the node that was added last away again.
  mutating func removeLast() {
    let node = nodes.removeLast()
    known[Key(operation: node.operation, operands: node.operands)] = nil
  }

  /// Gives an aggregate its name.
  mutating func name(_ id: NodeID, _ name: String) { nodes[id.index].name = name }

  /// Gives an elementwise operation its name, if it has none and is one.
  mutating func step(_ id: NodeID, _ name: String) {
    guard case .elementwise = nodes[id.index].operation, nodes[id.index].step == nil else { return }
    nodes[id.index].step = name
  }
}
