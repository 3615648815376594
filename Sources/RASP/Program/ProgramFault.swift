/// What a program breaks of its form.
public enum ProgramFault: Error, Sendable, Hashable {
  /// The program has no nodes, or its output is not one of them.
  case noOutput
  /// An operand is not before the node that uses it.
  case operandNotBefore(NodeID)
  /// A node has too few or too many operands, or a selector where an s-op belongs.
  case wrongOperands(NodeID)
  /// The stored layer is not what the operands imply.
  case wrongLayer(NodeID)
  /// The same operation of the same operands occurs before.
  case duplicate(NodeID)
  /// Nothing between the node and the output uses it.
  case unused(NodeID)
  /// A node that is no aggregate has a name.
  case nameWithoutHead(NodeID)
}
