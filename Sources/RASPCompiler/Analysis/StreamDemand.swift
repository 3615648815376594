import RASP

/// Liveness: which s-ops must be in the residual stream, one-hot, and which aggregates each layer
/// computes.
///
/// Everything elementwise between two attentions is one function of what was there before and of
/// the heads just computed. So only what a later layer reads is kept: keys, queries and values of
/// its heads, and operands of its elementwise operations.
struct StreamDemand: Sendable {
  /// For each layer the s-ops of it that are read by a later layer, or are the output, in program
  /// order; functions of token and position together left out.
  private(set) var sops: [[NodeID]]
  /// For each layer the aggregates that must be computed, in program order.
  private(set) var aggregates: [[NodeID]]
  /// Elementwise s-ops of token and position together that heads read.
  private(set) var mixed: [NodeID] = []
  /// The first layer whose heads read one of them; `nil` if none does.
  private(set) var firstMixedLayer: Int?
  /// Whether a selector's form leaves out a comparison that it was made of, so that what is
  /// compared there is not looked at.
  private(set) var leavesOut = false

  private let slices: ElementwiseSlices
  private var isSeen: NodeMap<Bool>

  /// Cost: linear in the program, and in the slices of the s-ops that are kept.
  init(_ program: Program, _ forms: SelectorForms, _ slices: ElementwiseSlices) {
    self.slices = slices
    isSeen = NodeMap(repeating: false, for: program)
    sops = [[NodeID]](repeating: [], count: program.layer + 1)
    aggregates = sops
    var isAggregated = isSeen
    var isNoted = isSeen
    var pending = [program.output]
    while let id = pending.popLast() {
      if isSeen[id] { continue }
      isSeen[id] = true
      if !slices.isMixed(id) { sops[program[id].layer].append(id) }
      for leaf in slices.leaves(of: id) where program[leaf].layer > 0 {
        let layer = program[leaf].layer
        guard let aggregate = program[leaf].aggregate, layer == program[id].layer else {
          pending.append(leaf)
          continue
        }
        if isAggregated[leaf] { continue }
        isAggregated[leaf] = true
        aggregates[layer].append(leaf)
        for source in StreamDemand.sources(of: aggregate, program, forms) {
          pending.append(source)
          if slices.isMixed(source) { note(source, readAt: layer, &isNoted) }
        }
      }
    }
    for layer in sops.indices {
      sops[layer].sort()
      aggregates[layer].sort()
    }
    mixed.sort()
    leavesOut = aggregates.joined().contains { leavesOut($0, program) }
  }

  /// Whether an aggregate's selector compares what is not kept.
  private func leavesOut(_ id: NodeID, _ program: Program) -> Bool {
    guard let selector = program[id].aggregate?.selector else { return false }
    return program.comparisons(of: selector).contains { comparison in
      program[comparison].operands.contains { isUnseen($0, program) }
    }
  }

  private func isUnseen(_ id: NodeID, _ program: Program) -> Bool {
    switch program[id].operation {
    case .source(.tokens), .source(.indices), .source(.constant): false
    case .source(.list), .elementwise, .selector, .aggregate: !isSeen[id]
    }
  }

  private mutating func note(
    _ id: NodeID, readAt layer: Int, _ isNoted: inout NodeMap<Bool>
  ) {
    if !isNoted[id] { mixed.append(id) }
    isNoted[id] = true
    firstMixedLayer = min(firstMixedLayer ?? layer, layer)
  }

  /// The s-ops that the heads of an aggregate read.
  private static func sources(
    of aggregate: AppliedAggregate<NodeID>, _ program: Program, _ forms: SelectorForms
  ) -> [NodeID] {
    var sources = [aggregate.value]
    for term in forms[aggregate.selector]?.terms ?? [] {
      for atom in term.atoms {
        for case .node(let id) in atom.subject.sources(in: program) { sources.append(id) }
      }
    }
    return sources
  }
}

extension SelectorNormalForm.Subject {
  /// What the comparison reads: of the key, then of the query.
  func sources(in program: Program) -> [SelectorNormalForm.Source] {
    switch self {
    case .pair(let key, let query): [key, query]
    case .predicate(let id): program[id].operands.map { .node($0) }
    }
  }
}

extension Node {
  var isAggregate: Bool {
    switch operation {
    case .aggregate: true
    case .source, .elementwise, .selector: false
    }
  }
}
