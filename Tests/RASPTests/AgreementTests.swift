import TestSupport
import Testing

@testable import RASP

/// The evaluator that is fast against the one that is plain, on random programs and inputs.
struct AgreementTests {
  private static let programs = 4_000
  private static let inputsPerProgram = 6

  @Test func columnarAgreesWithReference() throws {
    print("random programs: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var coverage = Coverage()
    for _ in 0..<AgreementTests.programs {
      let (flavour, count) = (random.pick(Flavour.allCases), random.length())
      var generator = ProgramGenerator(seed: random.next(), input: flavour, count: count)
      let program = generator.program()
      try program.verify()
      var inputs: [[Value]] = []
      for _ in 0..<(count > 70 ? 1 : count > 9 ? 4 : AgreementTests.inputsPerProgram) {
        let isUsual = random.chance(90)
        inputs.append(
          random.values(
            isUsual ? flavour : random.pick(Flavour.allCases),
            count: isUsual ? count : random.number(0...9)))
      }
      try expectAgreement(program, inputs, &coverage)
    }
    Randomness.report("random programs and inputs", count: coverage.pairs)
    if Randomness.isUsualSeed { expectWide(coverage) }
  }

  /// Selectors of a few comparisons, and what extrema keep of them: every way to find it often.
  @Test func columnarAgreesOnExtrema() throws {
    print("random extrema: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var coverage = Coverage()
    let programs = Randomness.environmentCount ?? 1_000
    for _ in 0..<programs {
      let count = random.chance(20) ? random.number(60...90) : random.number(0...14)
      let flavour = random.pick(Flavour.allCases)
      let selector = random.extremum(count)
      let sop = random.aggregate(selector, count)
      let program = Program(sop, causal: random.chance(30))
      try program.verify()
      let inputs = (0..<(count > 14 ? 1 : 4)).map { _ in random.values(flavour, count: count) }
      try expectAgreement(program, inputs, &coverage)
    }
    Randomness.report("extrema and inputs", count: coverage.pairs)
    guard Randomness.isUsualSeed else { return }
    let share = Double(coverage.successes) / Double(coverage.pairs)
    #expect((0.4...0.95).contains(share))
    for way in Coverage.expectedPicks {
      #expect(coverage.picks[way, default: 0] >= programs / 20, "\(way): \(coverage.picks)")
    }
    #expect(coverage.problems["noOrder", default: 0] >= programs / 20)
  }

  /// Means of several equal values that are no numbers, and of values that differ, by every plan.
  @Test func columnarAgreesOnMeansOfEqualValues() throws {
    print("random means: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var (all, several) = (Coverage(), Coverage())
    let programs = Randomness.environmentCount ?? 1_000
    for _ in 0..<programs {
      let count = random.chance(20) ? random.number(60...90) : random.number(2...14)
      let program = Program(random.meanOfEqual(), causal: random.chance(30))
      try program.verify()
      let inputs = (0..<(count > 14 ? 1 : 4)).map { _ in
        random.values(random.pick([.text, .mixed]), count: count)
      }
      try expectAgreement(program, inputs, &all)
      for input in inputs where try program.averagesEqual(input) {
        try expectAgreement(program, [input], &several)
      }
    }
    Randomness.report("means and inputs", count: all.pairs)
    guard Randomness.isUsualSeed else { return }
    for plan in Coverage.expectedPlans where plan != "several joins" {
      #expect(several.plans[plan, default: 0] >= 20, "\(plan): \(several.plans)")
    }
    #expect(several.picks["ties", default: 0] >= 20, "\(several.picks)")
    #expect(all.problems["notNumbers", default: 0] >= programs / 10, "\(all.problems)")
  }

  /// Runs a program on inputs in every way that there is.
  private func expectAgreement(
    _ program: Program, _ inputs: [[Value]], _ coverage: inout Coverage
  ) throws {
    let batch = program.run(batch: inputs)
    for (input, batched) in zip(inputs, batch) {
      let reference = Result { () throws(Diagnostic) in
        try ReferenceEvaluator.evaluate(program, input)
      }
      let outcome = Result { () throws(Diagnostic) in try program.run(input) }
      try expect(outcome, equals: reference, "as planned", program, input)
      try expect(batched, equals: reference, "in a batch", program, input)
      let typed = Result { () throws(Diagnostic) in try program.run(TypedColumn(input)).values }
      try expect(typed, equals: reference, "as a typed column", program, input)
      for method in SelectorPlan.Method.allCases where method != .words {
        let outcome = Result { () throws(Diagnostic) in
          var evaluator = ColumnarEvaluator(
            program, tokens: Column(input), layout: BatchLayout(count: input.count), method: method)
          return try evaluator.run().values(0..<input.count)
        }
        try expect(outcome, equals: reference, "by \(method)", program, input)
        coverage.add(plansOf: program, input.count, outcome, method)
      }
      coverage.add(plansOf: program, input.count, outcome, nil)
      coverage.add(program, input.count, outcome)
    }
  }

  /// Stops at the first difference, and shows all that is needed to see it again.
  private func expect(
    _ outcome: Result<[Value], Diagnostic>, equals reference: Result<[Evaluated], Diagnostic>,
    _ way: String, _ program: Program, _ input: [Value]
  ) throws {
    let agree =
      switch (outcome, reference) {
      case (.success(let values), .success(let all)):
        all[program.output.index] == .sequence(values) && values.exact == all.last?.exact
      case (.failure(let a), .failure(let b)): a == b && a.description == b.description
      default: false
      }
    try #require(
      agree,
      """
      RASP_SEED=\(Randomness.environmentSeed)
      \(program)input \(Value.jsonArray(input))
      columnar, \(way): \(outcome)
      reference: \(reference.map { $0[program.output.index] })
      """)
  }

  /// That the programs were worth running.
  private func expectWide(_ coverage: Coverage) {
    #expect(coverage.pairs >= 20_000)
    let share = Double(coverage.successes) / Double(coverage.pairs)
    #expect((0.4...0.95).contains(share))
    #expect(coverage.nodesPerSuccess > 5)
    for name in Coverage.expectedOperations {
      #expect(coverage.operations[name, default: 0] >= 100, "few successful runs of \(name)")
    }
    for plan in Coverage.expectedPlans {
      #expect(coverage.plans[plan, default: 0] >= 500, "few runs of the plan \(plan)")
    }
    for name in Coverage.expectedProblems {
      #expect(coverage.problems[name, default: 0] >= 5, "few runs end with \(name)")
    }
  }
}

extension Randomness {
  /// What an extremum keeps of some comparisons, mostly of s-ops that have an order.
  fileprivate mutating func extremum(_ count: Int) -> AttentionSelector {
    let sides: [SOp] = [
      tokens, tokens == "a", indices, indices % 3, SOp(list: values(.integer, count: count)), 1,
    ]
    var selector = AttentionSelector(pick(Relation.allCases), key(pick(sides)), query(pick(sides)))
    for _ in 0..<number(0...2) {
      let index = pick([indices, tokens, sides[4]])
      let other = AttentionSelector(
        pick(Relation.allCases), key(index), query(pick([index, pick(sides)])))
      selector = chance(85) ? selector & other : selector | other
    }
    let score = pick(sides)
    switch number(0...5) {
    case 0: return selector.leftmost()
    case 1: return selector.rightmost()
    case 2: return chance(50) ? selector.best(score) : selector.least(score)
    case 3: return selector.best(score).leftmost()
    case 4: return selector.least(score).rightmost()
    default: return chance(90) ? selector.rightmost() : selector & !selector.leftmost()
    }
  }

  fileprivate mutating func aggregate(_ selector: AttentionSelector, _ count: Int) -> SOp {
    switch number(0...3) {
    case 0: selector.value(tokens, default: "_")
    case 1: selector.value(indices, default: -1)
    case 2: selector.mean(SOp(list: values(.integer, count: count)), default: nil)
    default: selector.width
    }
  }
}

extension Evaluated {
  fileprivate var exact: [Constant]? {
    if case .sequence(let values) = self { values.exact } else { nil }
  }
}

extension Program {
  /// Whether the program has values, some of them from several keys and no numbers.
  fileprivate func averagesEqual(_ input: [Value]) throws -> Bool {
    guard let results = try? ReferenceEvaluator.evaluate(self, input),
      let aggregate = self[output].aggregate
    else { return false }
    let values = results[aggregate.value.index].sequence
    let rows = results[aggregate.selector.index].matrix
    return rows.enumerated().contains { query, row in
      let selected = row.indices.filter { row[$0] && (!isCausal || $0 <= query) }
      return selected.count > 1 && values[selected[0]].number == nil
    }
  }
}

extension Randomness {
  /// A mean, mostly of values that are equal where a selector selects them together.
  fileprivate mutating func meanOfEqual() -> SOp {
    let value: SOp = chance(70) ? tokens : `where`(tokens == pick(["a", "b", ""]), "x", "y")
    let same = AttentionSelector(.equal, key(value), query(chance(70) ? value : tokens))
    let relation = pick(Relation.allCases)
    let other = AttentionSelector(relation, key(indices), query(indices + SOp(pick([-1, 0, 2]))))
    let selector: AttentionSelector =
      switch number(0...7) {
      case 0: same
      case 1: same & other
      case 2: same | (key(indices) == query(indices))
      case 3: other
      case 4: same.best(`where`(tokens == "a", 1, 0))
      case 5: (same & other).rightmost()
      case 6: other & (key(indices % 3) < query(indices % 5))
      default: same & (key(1) == query(1)) & !other
      }
    return selector.mean(chance(75) ? value : "z", default: pick([0, "none", nil]))
  }
}
