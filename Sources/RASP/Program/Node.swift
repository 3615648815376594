/// The place of a node in its program.
public struct NodeID: Sendable, Hashable, Comparable {
  /// The position in ``Program/nodes``, from 0.
  public let index: Int

  /// The place of the node at this position.
  public init(_ index: Int) { self.index = index }

  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

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
  /// Where a program text first wrote the operation, if one did.
  public internal(set) var origin: Origin?
}
