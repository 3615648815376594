/// A program in the form that everything else reads: evaluators, figures, compilers.
///
/// Nodes are in topological order (operands first), no two nodes are the same operation of the
/// same operands, and every node is needed for the output. ``verify()`` checks that. The text form
/// is one line a node:
///
/// ```swift
/// print(Program(tokens + tokens))
/// // %0 = tokens
/// // %1 = add %0, %0
/// // output %1
/// ```
public struct Program: Sendable {
  /// The operations, operands first.
  package let nodes: [Node]
  /// The node whose value is the program's.
  public let output: NodeID
  /// Whether a query sees only keys at its own position and before: what a decoder can see.
  public let isCausal: Bool
  /// After which node each result can go, for evaluators.
  let lifetimes: ResultLifetimes

  init(nodes: [Node], output: NodeID, isCausal: Bool) {
    self.nodes = nodes
    self.output = output
    self.isCausal = isCausal
    lifetimes = ResultLifetimes(nodes, output: output)
  }

  /// The node at an index.
  package subscript(id: NodeID) -> Node { nodes[id.index] }

  /// The nodes' indices, in order.
  package var ids: some RandomAccessCollection<NodeID> { nodes.indices.lazy.map { NodeID($0) } }

  /// The program with another operation in a node's place: one of nodes before it, of the same
  /// layer and the same values. What only the former operation read stays, though nothing needs it.
  package func replacing(
    _ id: NodeID, with operation: Operation, of operands: [NodeID]
  ) -> Program {
    var nodes = nodes
    let former = self[id]
    nodes[id.index] = Node(
      operation: operation, operands: operands, layer: former.layer, name: former.name,
      step: former.step, origin: former.origin)
    return Program(nodes: nodes, output: output, isCausal: isCausal)
  }

  /// The number of attention layers: 0 for elementwise programs.
  public var layer: Int { self[output].layer }

  /// Whether the output is a sequence or a matrix.
  package var result: Operation.Sort { self[output].operation.result }
}
