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

/// The state of lowering: what each s-op has become so far, and the plan as far as it is built.
///
/// Each field is written by this file alone; the builder and the findings by their own methods.
struct Lowering {
  let facts: CompilerFacts
  let options: CompilerOptions
  /// Whether a mean is told by the sum and the number of what it is over, where it could be a mean.
  let meansAreSums: Bool
  private let texts: WholeTexts
  var builder: PlanBuilder
  var findings: LoweringFindings

  private var readouts: [NodeID: Readout] = [:]
  private var leaves: [NodeID: Leaf] = [:]
  private var tokens: Readout?
  private var positions: Readout?
  /// What positions tell of selectors, by the selector.
  private var selections: [NodeID: PositionSelections?] = [:]

  init(_ facts: CompilerFacts, _ options: CompilerOptions, meansAreSums: Bool) {
    self.facts = facts
    self.options = options
    self.meansAreSums = meansAreSums
    texts = WholeTexts(facts.source)
    builder = PlanBuilder(facts.domain)
    findings = LoweringFindings(
      facts.source, mayFail: facts.stream.leavesOut || facts.kinds.mayFailToSelect)
  }

  var program: Program { facts.program }
  var domain: Domain { facts.domain }

  /// How an s-op is called in labels: an aggregate by its name.
  func text(_ id: NodeID) -> String { texts[id] }

  /// An s-op in labels.
  func name(_ id: NodeID) -> SOpName { SOpName(id: id, text: text(id)) }

  /// How the aggregate is called whose heads give an s-op.
  func headName(_ id: NodeID) -> SOpName { name(facts.means[id] ?? id) }

  /// A source in labels, which the program may not name.
  private func name(of source: Source, _ text: String) -> SOpName {
    SOpName(id: facts.source.ids.first { program[$0].operation == .source(source) }, text: text)
  }

  /// How a selector's conjunction is called.
  func text(_ term: SelectorNormalForm.Term) -> String {
    SelectorNormalForm(terms: [term]).text(in: texts)
  }
}

// MARK: What each s-op has become

extension Lowering {
  /// Holds an s-op in the residual stream from now on.
  mutating func set(_ id: NodeID, _ readout: Readout) {
    findings.note(values: readout.values.count)
    readouts[id] = readout
  }

  /// Lets elementwise operations of the layer read an aggregate.
  mutating func set(_ id: NodeID, _ leaf: Leaf?) { leaves[id] = leaf }

  /// What an elementwise operation reads of a leaf of its slice.
  mutating func read(_ leaf: NodeID, below id: NodeID) -> Leaf? {
    if program[leaf].isAggregate, program[leaf].layer == program[id].layer { return leaves[leaf] }
    return readout(leaf).map { .readout($0) }
  }

  /// The readout of an s-op that is in the residual stream; `nil` if making it failed, which is
  /// among the reasons then.
  mutating func readout(_ id: NodeID) -> Readout? {
    if let readout = readouts[id] { return readout }
    guard program[id].layer == 0, !facts.slices.isMixed(id), let readout = embedded(id)
    else { return nil }
    set(id, readout)
    return readout
  }

  mutating func readout(_ source: SelectorNormalForm.Source) -> Readout? {
    switch source {
    case .indices: positionReadout()
    case .node(let id): readout(id)
    }
  }

  /// The error of what a comparison reads; none for what is not in the stream.
  func noise(of source: SelectorNormalForm.Source) -> Double {
    switch source {
    case .indices: 0
    case .node(let id): readouts[id]?.noise ?? 0
    }
  }

  mutating func tokenReadout() -> Readout {
    if let tokens { return tokens }
    let dimensions = builder.embedTokens(domain.vocabulary, of: name(of: .tokens, "tokens"))
    let readout = Readout(oneHot: domain.vocabulary, dimensions, noise: 0)
    findings.note(values: readout.values.count)
    tokens = readout
    return readout
  }

  mutating func positionReadout() -> Readout {
    if let positions { return positions }
    let indices = (0..<domain.maximumLength).map { Value.integer(Int64($0)) }
    let dimensions = builder.embedPositions(indices, of: name(of: .indices, "indices"))
    let readout = Readout(oneHot: indices, dimensions, noise: 0)
    findings.note(values: readout.values.count)
    positions = readout
    return readout
  }

  /// What positions tell of a selector.
  mutating func positionSelections(
    _ selector: NodeID, _ form: SelectorNormalForm
  ) -> PositionSelections? {
    if let known = selections[selector] { return known }
    let found = PositionSelections(form, facts.forward)
    selections[selector] = .some(found)
    return found
  }
}
