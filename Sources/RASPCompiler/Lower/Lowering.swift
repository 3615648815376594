import RASP

/// What an elementwise operation may read of an aggregate of its own layer, or of an s-op that is
/// in the residual stream.
enum Leaf: Sendable {
  case readout(Readout)
  case measure(Measure)
  /// An aggregate of numbers and other values: which other value was moved, the last of the
  /// readout's values standing for none, and what the numbers come to.
  case split(text: Readout, numbers: Measure)
}

/// The state of a compilation: what each s-op has become so far, and the plan.
struct Lowering {
  /// The program as it was written, which labels and refusals speak of.
  let source: Program
  /// What is compiled instead, node by node.
  let program: Program
  /// The aggregates whose sums stand for what is made of them.
  private let means: [NodeID: NodeID]
  let domain: Domain
  let options: CompilerOptions
  let facts: Facts
  let needs: Needs
  let kinds: [KindUse]
  /// Blocks before the first that belongs to a layer: 1 if a function of token and position must be
  /// computed before the first attention reads it.
  let prelude: Int

  var plan = Plan()
  var reasons: [Refusal.Reason] = []
  /// The operations that are among the reasons, each once whatever it fails on.
  private var failing: Set<NodeID> = []
  /// Whether some combination of values, which may or may not occur, has no result.
  var mayFail: Bool
  /// Whether holding equal values of different kinds as one may have changed a result.
  private(set) var isDoubtful = false
  /// The most values of an s-op.
  var largestValueSet = 1
  /// The most bits by which a lookup must tell values apart.
  var bitsNeeded = 0.0

  private(set) var readouts: [NodeID: Readout] = [:]
  var leaves: [NodeID: Leaf] = [:]
  private var tokens: Readout?
  private var positions: Readout?
  /// The heads of the block that is being made.
  var heads: [HeadKey: Int] = [:]
  var measured: [MeasureKey: Dimension] = [:]
  /// The hidden units of the block that is being made, by what they read.
  var units: [LinearForm: Int] = [:]

  /// - Parameter showsKinds: whether equal values of different kinds are always told apart.
  init(
    _ program: Program, _ domain: Domain, _ options: CompilerOptions, showsKinds: Bool = false
  ) {
    source = program
    let counting = Counting(program, domain)
    let program = counting.program
    self.program = program
    means = counting.means
    self.domain = domain
    self.options = options
    facts = Facts(program, domain)
    needs = Needs(program, facts)
    kinds = showsKinds ? program.nodes.map { _ in .all } : KindUse.uses(program)
    mayFail = needs.leavesOut || Kinds.mayFailToSelect(program, domain)
    let isMixedOutput = program.isMixed(program.output)
    prelude = needs.firstMixedLayer == 1 || isMixedOutput ? 1 : 0
    plan.tokens = domain.vocabulary.map { _ in [] }
    plan.positions = (0..<domain.maximumLength).map { _ in [] }
  }

  /// The block that computes a layer.
  func block(of layer: Int) -> Int { max(0, layer - 1 + prelude) }

  mutating func refuse(_ fault: Refusal.Fault, _ id: NodeID) {
    reasons.append(.init(fault, id, in: source))
  }

  private var tokensNode: NodeID? {
    program.ids.first { program[$0].operation == .source(.tokens) }
  }

  /// How an s-op is called in labels: an aggregate by its name.
  func text(_ id: NodeID) -> String {
    source.expression(id, depth: 4, namingHeads: true).cut(to: 60)
  }

  /// How the aggregate is called whose heads give an s-op.
  func headText(_ id: NodeID) -> String { text(means[id] ?? id) }

  mutating func set(_ id: NodeID, _ readout: Readout) {
    largestValueSet = max(largestValueSet, readout.values.count)
    readouts[id] = readout
  }
}

// MARK: What is there from the embedding

extension Lowering {
  mutating func tokenReadout() -> Readout {
    if let tokens { return tokens }
    let dimensions = domain.vocabulary.map { token in
      plan.add(.init(sop: "tokens", content: "= " + token.description, time: 0, isSigned: false))
    }
    for (place, dimension) in dimensions.enumerated() {
      plan.tokens[place].append(.init(dimension: dimension, weight: 1))
    }
    let readout = Readout(
      values: domain.vocabulary, indicators: dimensions.map { LinearForm($0) }, noise: 0)
    tokens = readout
    largestValueSet = max(largestValueSet, readout.values.count)
    return readout
  }

  mutating func positionReadout() -> Readout {
    if let positions { return positions }
    let dimensions = (0..<domain.maximumLength).map { index in
      plan.add(.init(sop: "indices", content: "= \(index)", time: 0, isSigned: false))
    }
    for (place, dimension) in dimensions.enumerated() {
      plan.positions[place].append(.init(dimension: dimension, weight: 1))
    }
    let readout = Readout(
      values: dimensions.indices.map { .integer(Int64($0)) },
      indicators: dimensions.map { LinearForm($0) }, noise: 0)
    positions = readout
    largestValueSet = max(largestValueSet, readout.values.count)
    return readout
  }

  /// The readout of an s-op that is in the residual stream; `nil` if making it failed, which is
  /// among the reasons then.
  mutating func readout(_ id: NodeID) -> Readout? {
    if let readout = readouts[id] { return readout }
    guard program[id].layer == 0, !program.isMixed(id) else { return nil }
    guard let readout = embedded(id) else { return nil }
    set(id, readout)
    return readout
  }

  mutating func readout(_ source: SelectorNormalForm.Source) -> Readout? {
    switch source {
    case .indices: positionReadout()
    case .node(let id): readout(id)
    }
  }

  /// An s-op of layer 0 that is a function of the token alone, or of the position alone.
  private mutating func embedded(_ id: NodeID) -> Readout? {
    switch program[id].operation {
    case .source(.tokens): return tokenReadout()
    case .source(.indices): return positionReadout()
    case .source(.list(let values)): return positionReadout().mapped(padded(values))
    case .source(.constant), .elementwise, .selector, .aggregate: break
    }
    let leaves = program.leaves(of: id)
    if leaves.isEmpty { return constant(id) }
    return alias(id, of: leaves, leaves[0] == tokensNode ? tokenReadout() : positionReadout())
  }

  private mutating func constant(_ id: NodeID) -> Readout? {
    var cone = Cone(program, id, given: [])
    do throws(Cone.Failure) {
      return .constant(kinds[id.index].standing(for: try cone.evaluate()))
    } catch {
      refuse(.fails(error.problem, error.operands), error.node)
      return nil
    }
  }

  /// An s-op that is a function of one other: it reads the other's dimensions. Several leaves of
  /// layer 0 are all functions of the position.
  mutating func alias(_ id: NodeID, of leaves: [NodeID], _ base: Readout) -> Readout? {
    var cone = Cone(program, id, given: Set(leaves))
    var results: [Value?] = []
    // Lists of the same length and positions vary together.
    let columns = leaves.map { columnValues($0, like: base) }
    for place in base.values.indices {
      var isGiven = true
      for (leaf, column) in zip(leaves, columns) {
        if let value = column[place] { cone.set(leaf, value) } else { isGiven = false }
      }
      results.append(isGiven ? result(&cone) : Value?.none)
    }
    guard results.contains(where: { $0 != nil }) else {
      if reasons.isEmpty { refuse(.noValue, id) }
      return nil
    }
    return base.mapped(results.map { $0.map { kinds[id.index].standing(for: $0) } })
  }

  /// A list's value at each position, and none behind its end.
  private func padded(_ values: [Constant]) -> [Value?] {
    (0..<domain.maximumLength).map { $0 < values.count ? values[$0].value : Value?.none }
  }

  private func columnValues(_ leaf: NodeID, like base: Readout) -> [Value?] {
    switch program[leaf].operation {
    case .source(.indices): (0..<domain.maximumLength).map { .integer(Int64($0)) }
    case .source(.list(let values)): padded(values)
    case .source(.tokens), .source(.constant), .elementwise, .selector, .aggregate:
      base.values.map { Optional.some($0) }
    }
  }

  /// What a cone gives on what was set. What is read from token and position does occur, so a
  /// failure there is a reason; other combinations may never occur.
  mutating func result(_ cone: inout Cone) -> Value? {
    defer { if cone.isDoubtful { isDoubtful = true } }
    do throws(Cone.Failure) {
      return try cone.evaluate()
    } catch {
      if program[error.node].layer == 0 && !options.allowsFailures {
        if failing.insert(error.node).inserted {
          refuse(.fails(error.problem, error.operands), error.node)
        }
      } else {
        mayFail = true
      }
      return nil
    }
  }
}
