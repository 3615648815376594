import RASP

/// Slicing: which elementwise operations lie between an s-op and what it is read from.
struct ElementwiseSlices: Sendable {
  let program: Program
  /// Elementwise s-ops that are made by a block of their own, so that what is behind reads them.
  private(set) var held: Set<NodeID> = []
  /// Whether an s-op of no layer reads the token, and whether it reads the position.
  private var readsToken = NodeMap<Bool>()
  private var readsPosition = NodeMap<Bool>()

  /// Cost: linear in the program.
  init(_ program: Program) {
    self.program = program
    for id in program.ids {
      let node = program[id]
      switch node.operation {
      case .source(let source):
        readsToken.append(source == .tokens)
        readsPosition.append(source.isOfPosition)
      case .elementwise:
        readsToken.append(node.operands.contains { readsToken[$0] })
        readsPosition.append(node.operands.contains { readsPosition[$0] })
      case .selector, .aggregate:
        readsToken.append(false)
        readsPosition.append(false)
      }
    }
  }

  /// Has what is behind some elementwise s-ops read them.
  mutating func hold(_ ids: Set<NodeID>) { held.formUnion(ids) }

  /// Whether an s-op is a function of token and position together, and of nothing else.
  func isMixed(_ id: NodeID) -> Bool {
    program[id].layer == 0 && readsToken[id] && readsPosition[id]
  }

  /// What an s-op is an elementwise function of: aggregates of its own layer, s-ops of lower layers
  /// or that are held, tokens, positions. An aggregate is its own only leaf.
  ///
  /// Cost: linear in the operations between them.
  func leaves(of id: NodeID) -> [NodeID] {
    var leaves: [NodeID] = []
    forEachNode(below: id) { node, isLeaf in
      if isLeaf { leaves.append(node) }
    }
    return leaves
  }

  /// The elementwise operations between an s-op and its leaves, operands first.
  func slice(of id: NodeID) -> [NodeID] {
    var slice: [NodeID] = []
    forEachNode(below: id) { node, isLeaf in
      if !isLeaf { slice.append(node) }
    }
    return slice.sorted()
  }

  /// How many nodes are between an s-op and its leaves, both included; `nil` if there are more than
  /// a limit.
  ///
  /// Cost: linear in the limit.
  func size(of id: NodeID, atMost limit: Int) -> Int? {
    var (seen, pending) = (Set([id]), [id])
    while let id = pending.popLast() {
      for operand in program[id].operands where seen.insert(operand).inserted {
        pending.append(operand)
      }
      if seen.count > limit { return nil }
    }
    return seen.count
  }

  private func forEachNode(below root: NodeID, _ body: (NodeID, _ isLeaf: Bool) -> Void) {
    let layer = program[root].layer
    var seen: Set<NodeID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      let node = program[id]
      switch node.operation {
      case .source(.tokens), .source(.indices), .source(.list), .aggregate: body(id, true)
      case .source(.constant): body(id, false)
      case .elementwise, .selector:
        // An s-op of a lower layer is read from the stream, but one of layer 0 is made anew.
        if node.layer < layer && node.layer > 0 || id != root && held.contains(id) {
          body(id, true)
        } else {
          body(id, false)
          pending.append(contentsOf: node.operands.reversed())
        }
      }
    }
  }
}

extension Source {
  /// Whether the source varies with the position alone.
  fileprivate var isOfPosition: Bool {
    switch self {
    case .indices, .list: true
    case .tokens, .constant: false
    }
  }
}
