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
  static func lower(
    _ facts: CompilerFacts, _ options: CompilerOptions
  ) throws(Refusal) -> LoweredProgram {
    var lowering = Lowering(facts, options)
    lowering.lowerAll()
    if lowering.findings.isDoubtful {
      lowering = Lowering(facts.showingAllKinds(), options)
      lowering.lowerAll()
    }
    let findings = lowering.findings
    if !findings.reasons.isEmpty { throw Refusal(findings.reasons) }
    return LoweredProgram(
      plan: lowering.builder.plan, mayFail: findings.mayFail,
      largestValueSet: findings.largestValueSet, bitsNeeded: findings.bitsNeeded)
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
    for id in facts.stream.sops[layer] {
      if layer == 0 { _ = readout(id) } else { lower(sop: id) }
      report(&made, layer)
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
