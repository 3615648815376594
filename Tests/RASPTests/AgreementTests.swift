import Testing

@testable import RASP

/// The evaluator that is fast against the one that is plain, on random programs and inputs.
struct AgreementTests {
  private static let programs = 3_200
  private static let inputsPerProgram = 8

  @Test func columnarAgreesWithReference() throws {
    print("random programs: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var coverage = Coverage()
    for _ in 0..<AgreementTests.programs {
      let (flavour, count) = (random.pick(Flavour.allCases), random.length())
      var generator = ProgramGenerator(seed: random.next(), input: flavour, count: count)
      let program = generator.program()
      try program.verify()
      for _ in 0..<AgreementTests.inputsPerProgram {
        let isUsual = random.chance(90)
        let input = random.values(
          isUsual ? flavour : random.pick(Flavour.allCases),
          count: isUsual ? count : random.number(0...9))
        let outcome = Result { () throws(Diagnostic) in try program.run(input) }
        try expectAgreement(outcome, program, input)
        coverage.add(program, input.count, outcome)
      }
    }
    expectWide(coverage)
  }

  /// Stops at the first difference, and shows all that is needed to see it again.
  private func expectAgreement(
    _ outcome: Result<[Value], Diagnostic>, _ program: Program, _ input: [Value]
  ) throws {
    let reference = Result { () throws(Diagnostic) in
      try ReferenceEvaluator.evaluate(program, input)
    }
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
      columnar: \(outcome)
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
    for name in Coverage.expectedProblems {
      #expect(coverage.problems[name, default: 0] >= 5, "few runs end with \(name)")
    }
  }
}

extension Evaluated {
  fileprivate var exact: [Constant]? {
    if case .sequence(let values) = self { values.exact } else { nil }
  }
}
