/// One operation of a program.
package struct Node: Sendable {
  /// What the node computes.
  package let operation: Operation
  /// Nodes before this one.
  package let operands: [NodeID]
  /// The number of attention layers that must run before the node's value is there.
  package let layer: Int
  /// The name of an aggregate, if it was given one.
  package internal(set) var name: String?
  /// The name of an elementwise operation, if it was given one itself: figures show it as a step.
  package internal(set) var step: String?
  /// Where a program text first wrote the operation, if one did.
  package internal(set) var origin: Origin?
}
