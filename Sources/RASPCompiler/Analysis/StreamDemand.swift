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
  /// For each layer the blocks without heads that follow its block.
  private(set) var steps: [Int]
  /// Of the s-ops that such blocks make, which one.
  private var depths: [NodeID: Int] = [:]
  /// The first layer whose heads read one of them; `nil` if none does.
  private(set) var firstMixedLayer: Int?
  /// Whether a selector's form leaves out a comparison that it was made of, so that what is
  /// compared there is not looked at.
  private(set) var leavesOut = false
  /// Whether the embedding must tell tokens apart, and positions.
  private(set) var readsTokens = false
  private(set) var readsPositions = false
  /// How many s-ops and aggregates are made.
  private(set) var count = 0
  /// The largest error that the indicators of an s-op may have where heads read them.
  private(set) var tolerance: NodeMap<Double>

  /// The s-ops that a block without heads makes anew, exactly.
  let sharpened: Set<NodeID>

  private var isSeen: NodeMap<Bool>

  /// Cost: linear in the program, and in the slices of the s-ops that are kept.
  init(_ facts: ProgramFacts, sharpening sharpened: Set<NodeID> = []) {
    let (program, slices) = (facts.program, facts.slices)
    self.sharpened = sharpened
    tolerance = NodeMap(repeating: Precision.indicatorNoise, for: program)
    isSeen = NodeMap(repeating: false, for: program)
    sops = [[NodeID]](repeating: [], count: program.layer + 1)
    aggregates = sops
    steps = sops.map { _ in 0 }
    var isAggregated = isSeen
    var isNoted = isSeen
    var pending = [program.output]
    while let id = pending.popLast() {
      if isSeen[id] { continue }
      isSeen[id] = true
      if !slices.isMixed(id) { sops[program[id].layer].append(id) }
      for leaf in slices.leaves(of: id) {
        let layer = program[leaf].layer
        if layer == 0 {
          note(leaf, in: program)
          continue
        }
        guard let aggregate = program[leaf].aggregate, layer == program[id].layer else {
          pending.append(leaf)
          continue
        }
        if isAggregated[leaf] { continue }
        isAggregated[leaf] = true
        aggregates[layer].append(leaf)
        for source in StreamDemand.sources(of: aggregate, facts) {
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
    if !slices.held.isEmpty || !sharpened.isEmpty { findDepths(facts) }
    count = mixed.count + sops.joined().count + aggregates.joined().count
    leavesOut = aggregates.joined().contains { leavesOut($0, program) }
    for id in aggregates.joined() { tighten(id, facts) }
  }

  /// How many blocks after that of its layer an s-op is made: 0 if all that it reads is there.
  func depth(of id: NodeID) -> Int { depths[id] ?? 0 }

  private mutating func findDepths(_ facts: ProgramFacts) {
    for layer in sops.indices.dropFirst() {
      for id in sops[layer] {
        for leaf in facts.slices.leaves(of: id)
        where leaf != id && facts.program[leaf].layer == layer && !facts.program[leaf].isAggregate {
          depths[id] = max(depth(of: id), depth(of: leaf) + 1)
        }
        steps[layer] = max(steps[layer], depth(of: id) + (sharpened.contains(id) ? 1 : 0))
      }
    }
  }

  /// Notes what a leaf of layer 0 takes of the embedding.
  private mutating func note(_ leaf: NodeID, in program: Program) {
    switch program[leaf].operation {
    case .source(.tokens): readsTokens = true
    case .source(.indices), .source(.list): readsPositions = true
    case .source(.constant), .elementwise, .selector, .aggregate: break
    }
  }

  /// Whether an aggregate's selector compares what is not kept.
  private func leavesOut(_ id: NodeID, _ program: Program) -> Bool {
    guard let selector = program[id].aggregate?.selector else { return false }
    return program.selectors(below: selector).contains { part in
      switch program[part].selector {
      case .select(_, let key, let query)?: isUnseen(key, program) || isUnseen(query, program)
      case .pick(_, _, let score?)?: isUnseen(score, program)
      case .pick(_, _, nil)?, .not?, .combine?, nil: false
      }
    }
  }

  /// A head that picks tells grades apart, so what it reads must be exact.
  private mutating func tighten(_ id: NodeID, _ facts: ProgramFacts) {
    guard let selector = facts.program[id].aggregate?.selector,
      let form = facts.forms[selector], let pick = form.pick
    else { return }
    let atoms = form.terms.flatMap { $0.atoms }
    // How many grades a score has is not known yet.
    let tolerance =
      pick.score == nil
      ? Precision.pickTolerance(
        comparisons: atoms.count, highestGrade: facts.domain.maximumLength - 1)
      : Precision.unitNoise
    for atom in atoms {
      for case .node(let source) in atom.subject.sources(in: facts.program) {
        self.tolerance[source] = min(self.tolerance[source], tolerance)
      }
    }
    if let score = pick.score { self.tolerance[score.sop] = Precision.unitNoise }
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
    of aggregate: AppliedAggregate<NodeID>, _ facts: ProgramFacts
  ) -> [NodeID] {
    var sources = [aggregate.value]
    let form = facts.forms[aggregate.selector]
    for term in form?.terms ?? [] {
      for atom in term.atoms {
        for case .node(let id) in atom.subject.sources(in: facts.program) { sources.append(id) }
      }
    }
    if let score = form?.pick?.score { sources.append(score.sop) }
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
