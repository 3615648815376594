/// One operation of a program.
public struct Node: Sendable {
  /// What the node computes.
  public let operation: Operation
  /// Nodes before this one.
  public let operands: [NodeID]
  /// The number of attention layers that must run before the node's value is there.
  public let layer: Int
  /// The name of an aggregate, if it was given one.
  public internal(set) var name: String?
  /// The name of an elementwise operation, if it was given one itself: figures show it as a step.
  public internal(set) var step: String?
  /// Where a program text first wrote the operation, if one did.
  public internal(set) var origin: Origin?
}
