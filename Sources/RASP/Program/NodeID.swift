/// The index of a node in its program.
public struct NodeID: Sendable, Hashable, Comparable {
  /// The position in the program, from 0.
  public let index: Int

  /// The index of the node at this position.
  public init(_ index: Int) { self.index = index }

  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}
