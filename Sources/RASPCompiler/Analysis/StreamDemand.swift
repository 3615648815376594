import RASP

/// Which s-ops must be in the residual stream, one-hot, and which aggregates each layer computes.
///
/// Everything elementwise between two attentions is one function of what was there before and of
/// the heads just computed. So only what a later layer reads is kept: keys, queries and values of
/// its heads, and operands of its elementwise operations.
struct Needs {
  /// The s-ops that are read by a later layer, or are the output, in program order.
  private(set) var sops: [NodeID] = []
  /// The aggregates that must be computed, in program order.
  private(set) var aggregates: [NodeID] = []
  /// Elementwise s-ops of token and position together that heads read.
  private(set) var mixed: [NodeID] = []
  /// The first layer whose heads read one of them; `nil` if none does.
  private(set) var firstMixedLayer: Int?

  /// Whether a selector's form leaves out a comparison that it was made of, so that what is
  /// compared there is not looked at.
  private(set) var leavesOut = false

  private let program: Program
  private var isSeen: [Bool]

  init(_ program: Program, _ facts: Facts) {
    self.program = program
    isSeen = [Bool](repeating: false, count: program.nodes.count)
    var pending = [program.output]
    while let id = pending.popLast() {
      if isSeen[id.index] { continue }
      isSeen[id.index] = true
      sops.append(id)
      for leaf in program.leaves(of: id) where program[leaf].layer > 0 {
        guard program[leaf].isAggregate, program[leaf].layer == program[id].layer else {
          pending.append(leaf)
          continue
        }
        if aggregates.contains(leaf) { continue }
        aggregates.append(leaf)
        for source in Needs.sources(of: leaf, program, facts) {
          pending.append(source)
          noteMixed(source, readAt: program[leaf].layer)
        }
      }
    }
    sops.sort()
    aggregates.sort()
    mixed.sort()
    leavesOut = aggregates.contains { aggregate in
      guard let selector = program[aggregate].aggregate?.selector else { return false }
      return program.comparisons(of: selector).contains { comparison in
        program[comparison].operands.contains { isUnseen($0) }
      }
    }
  }

  private func isUnseen(_ id: NodeID) -> Bool {
    switch program[id].operation {
    case .source(.tokens), .source(.indices), .source(.constant): false
    case .source(.list), .elementwise, .selector, .aggregate: !isSeen[id.index]
    }
  }

  private mutating func noteMixed(_ id: NodeID, readAt layer: Int) {
    guard program.isMixed(id) else { return }
    if !mixed.contains(id) { mixed.append(id) }
    firstMixedLayer = min(firstMixedLayer ?? layer, layer)
  }

  /// The s-ops that the heads of an aggregate read.
  private static func sources(
    of aggregate: NodeID, _ program: Program, _ facts: Facts
  ) -> [NodeID] {
    var sources: [NodeID] = []
    if let value = program[aggregate].aggregate?.value { sources.append(value) }
    for term in facts.forms[aggregate]?.terms ?? [] {
      for atom in term.atoms {
        switch atom.subject {
        case .pair(let key, let query):
          for case .node(let id) in [key, query] { sources.append(id) }
        case .predicate(let id): sources.append(contentsOf: program[id].operands)
        }
      }
    }
    return sources
  }
}

extension Node {
  var isAggregate: Bool {
    if case .aggregate = operation { return true }
    return false
  }
}

extension Program {
  /// What an s-op is an elementwise function of: aggregates of its own layer, s-ops of lower
  /// layers, tokens, positions. An aggregate is its own only leaf.
  func leaves(of id: NodeID) -> [NodeID] {
    var leaves: [NodeID] = []
    forEachNode(below: id) { node, isLeaf in
      if isLeaf { leaves.append(node) }
    }
    return leaves
  }

  /// The elementwise operations between an s-op and its leaves, operands first.
  func cone(of id: NodeID) -> [NodeID] {
    var cone: [NodeID] = []
    forEachNode(below: id) { node, isLeaf in
      if !isLeaf { cone.append(node) }
    }
    return cone.sorted()
  }

  private func forEachNode(below root: NodeID, _ body: (NodeID, _ isLeaf: Bool) -> Void) {
    let layer = self[root].layer
    var seen: Set<NodeID> = []
    var pending = [root]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      let node = self[id]
      switch node.operation {
      case .source(.tokens), .source(.indices), .source(.list), .aggregate: body(id, true)
      case .source(.constant): body(id, false)
      case .elementwise, .selector:
        // An s-op of a lower layer is read from the stream, but one of layer 0 is made anew.
        if node.layer < layer && node.layer > 0 {
          body(id, true)
        } else {
          body(id, false)
          pending.append(contentsOf: node.operands.reversed())
        }
      }
    }
  }

  /// Whether an s-op is a function of token and position together, and of nothing else.
  func isMixed(_ id: NodeID) -> Bool {
    guard self[id].layer == 0 else { return false }
    var readsToken = false
    var readsPosition = false
    for leaf in leaves(of: id) {
      if self[leaf].operation == .source(.tokens) {
        readsToken = true
      } else {
        readsPosition = true
      }
    }
    return readsToken && readsPosition
  }
}
