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

  /// An attempt that failed for tables that are too large or too fine once more, with what they are of
  /// made by blocks before. If errors of tables before them are large, these are the first to be made of
  /// smaller ones, or they are made anew by a block behind: whichever takes fewer weights.
  private static func split(_ failed: Lowering) -> Lowering {
    let split = split(failed, sharpening: false)
    if failed.findings.noisyTables.isEmpty { return split }
    let sharpened = self.split(failed, sharpening: true)
    if !split.findings.reasons.isEmpty { return sharpened }
    if !sharpened.findings.reasons.isEmpty { return split }
    let counts = (split.builder.plan.termCount, sharpened.builder.plan.termCount)
    return counts.0 <= counts.1 ? split : sharpened
  }

  private static func split(_ failed: Lowering, sharpening: Bool) -> Lowering {
    var (lowering, facts) = (failed, failed.facts)
    for _ in 0..<CompilerOptions.mostSteps {
      guard let tables = lowering.findings.faultyTables else { break }
      let noisy = lowering.findings.noisyTables.subtracting(facts.stream.sharpened)
      let parts = sharpening ? [] : Set(noisy.flatMap { facts.steps(to: $0) })
      let steps = parts.isEmpty ? Set(tables.flatMap { facts.steps(to: $0) }) : parts
      if !noisy.isEmpty && parts.isEmpty {
        facts = facts.sharpening(noisy)
      } else if !steps.isEmpty {
        facts = facts.holding(steps)
      } else {
        break
      }
      lowering = attempt(facts, failed.options, meansAreSums: failed.meansAreSums)
    }
    return lowering
  }
}

extension Plan {
  /// How many weights the heads and hidden units have, as they are before dimensions are merged.
  fileprivate var termCount: Int {
    var count = 0
    for block in blocks {
      for head in block.heads {
        for score in head.scores { count += score.query.terms.count + score.key.terms.count }
        for move in head.moves { count += move.value.terms.count + 1 }
      }
      for unit in block.units { count += unit.input.terms.count + unit.outputs.count }
    }
    return count
  }
}
