import RASP

/// What lowering gives: a plan, and what the stages after it must know.
struct LoweredProgram {
  let plan: Plan
  /// Whether some combination of values, which may or may not occur, has no result.
  let mayFail: Bool
  let largestValueSet: Int
  let bitsNeeded: Double
}

extension Lowering {
  /// Every s-op that is needed, layer by layer: first the heads, then what is made of them.
  ///
  /// Where holding equal values of different kinds as one may have changed a result, it is done once
  /// more with all of them told apart.
  /// Where an MLP would have to tell too much apart, means are held as sums and counts, and then
  /// steps between are made by blocks without heads.
  static func lower(
    _ facts: CompilerFacts, _ options: CompilerOptions
  ) throws(Refusal) -> LoweredProgram {
    let first = attempt(facts, options)
    var lowering = first
    if first.findings.isTooPrecise {
      lowering = split(attempt(facts, options, meansAreSums: true))
    }
    if !lowering.findings.reasons.isEmpty { lowering = split(first) }
    if lowering.findings.isTooPrecise && !first.findings.isTooPrecise {
      lowering = split(attempt(facts, options, meansAreSums: true))
    }
    let findings = lowering.findings
    if !findings.reasons.isEmpty { throw Refusal(first.findings.reasons) }
    return LoweredProgram(
      plan: lowering.builder.plan, mayFail: findings.mayFail,
      largestValueSet: findings.largestValueSet, bitsNeeded: findings.bitsNeeded)
  }

  private static func attempt(
    _ facts: CompilerFacts, _ options: CompilerOptions, meansAreSums: Bool = false
  ) -> Lowering {
    var lowering = Lowering(facts, options, meansAreSums: meansAreSums)
    lowering.lowerAll()
    if lowering.findings.isDoubtful {
      lowering = Lowering(facts.showingAllKinds(), options, meansAreSums: meansAreSums)
      lowering.lowerAll()
    }
    return lowering
  }

  /// An attempt that failed for tables that are too large or too fine once more, with what these
  /// tables are of made by blocks before, as long as there is something to be made.
  private static func split(_ failed: Lowering) -> Lowering {
    var (lowering, facts) = (failed, failed.facts)
    for _ in 0..<CompilerOptions.mostSteps {
      guard let tables = lowering.findings.tables else { break }
      let choices = tables.map { Set($0.flatMap { facts.steps(to: $0) }) }
      guard let steps = choices.first(where: { !$0.isEmpty }) else { break }
      facts = facts.holding(steps)
      lowering = attempt(facts, failed.options, meansAreSums: failed.meansAreSums)
    }
    return lowering
  }

  private mutating func lowerAll() {
    if lowerElementwiseOutput() { return }
    var made = 0
    for layer in 0...program.layer { lower(layer: layer, &made) }
    lowerOutput()
  }

  /// Makes everything that belongs to a layer.
  private mutating func lower(layer: Int, _ made: inout Int) {
    if layer > 0 || facts.prelude > 0 { builder.begin(block: facts.block(of: layer)) }
    // Functions of token and position are made by the first block.
    if layer == (facts.prelude > 0 ? 0 : 1) {
      for id in facts.stream.mixed {
        lower(sop: id)
        report(&made, layer)
      }
    }
    for id in facts.stream.aggregates[layer] {
      lower(aggregate: id)
      report(&made, layer)
    }
    for depth in 0...facts.stream.steps[layer] {
      if depth > 0 { builder.begin(block: facts.block(of: layer) + depth) }
      for id in facts.stream.sops[layer] where facts.stream.depth(of: id) == depth {
        if layer == 0 { _ = readout(id) } else { lower(sop: id) }
        report(&made, layer)
      }
    }
  }

  private func report(_ made: inout Int, _ layer: Int) {
    made += 1
    options.onProgress?(
      CompilerProgress(
        layer: layer, layers: program.layer, done: made, total: facts.stream.count))
  }

  /// The logits are the indicators of the output's values.
  private mutating func lowerOutput() {
    let output = program.output
    if facts.slices.isMixed(output) && !facts.stream.mixed.contains(output) {
      lower(sop: output)
    }
    guard let readout = readout(output) else { return }
    builder.setOutputs(readout.values, readout.indicators)
  }
}
