import RASP
import RASPCompiler
import TestSupport
import Testing

/// Random programs over small vocabularies, on all their inputs.
struct RandomProgramTests {
  private static let programs = Effort.isThorough ? 6_000 : 60

  @Test func compiledOrRefusedForAReason() throws {
    print("random programs: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var refusals: [String: Int] = [:]
    var (compiled, pairs) = (0, 0)
    for _ in 0..<RandomProgramTests.programs {
      let seed = random.next()
      var generator = ProgramGenerator(seed: seed)
      let test = generator.next()
      let inputs = SampleInputs(test.program, test.domain, seed: 1).all
      do {
        let model = try Compiler.compile(test.program, for: test.domain)
        try expectAgreement(model, inputs)
        compiled += 1
        pairs += inputs.count
      } catch let refusal as Refusal {
        for reason in refusal.reasons {
          refusals[reason.fault.caseName, default: 0] += 1
          try expectJustified(reason.fault, test, inputs, "\(test.program)\(refusal)")
        }
      }
    }
    print("random programs: \(compiled) of \(RandomProgramTests.programs) compiled; refused:")
    for (name, count) in refusals.sorted(by: { $0.key < $1.key }) { print("  \(name): \(count)") }
    Randomness.report("compiled programs and inputs", count: pairs)
    guard Randomness.isUsualSeed else { return }
    #expect(compiled * 100 > RandomProgramTests.programs * 85)
  }

  private func expectAgreement(_ model: CompiledModel, _ inputs: [[Value]]) throws {
    let result = try model.compared(on: inputs)
    try #require(
      result.mismatchCount == 0,
      "\(model.program)\(model.domain.vocabulary): \(result.report)")
    try #require(
      result.failures == 0, "fails on inputs, but is compiled: \(model.program)")
    #expect(model.sizes.blocks - model.program.layer <= 1)
    var check = LabelCheck(model)
    for input in inputs.suffix(2) {
      let faults = try check.faults(on: input)
      try #require(faults.isEmpty, "\(model.program)\(input): \(faults.prefix(3))")
    }
  }

  /// That a program is refused for what the evaluator finds as well, or for what a model in float32
  /// cannot do.
  private func expectJustified(
    _ fault: Refusal.Fault, _ test: ProgramGenerator.Case, _ inputs: [[Value]], _ text: String
  ) throws {
    let outcomes = test.program.run(batch: inputs)
    switch fault {
    case .failsOn(let input, let diagnostic):
      #expect(throws: diagnostic, "\(text)") { try test.program.run(input) }
    case .fails(let problem, _):
      let isSeen = outcomes.contains { outcome in
        if case .failure(let diagnostic) = outcome { diagnostic.problem == problem } else { false }
      }
      #expect(isSeen, "\(text)")
    case .noValue:
      let isEmpty = zip(inputs, outcomes).allSatisfy { input, outcome in
        if case .success = outcome { input.isEmpty } else { true }
      }
      #expect(isEmpty, "\(text)")
    case .kindsMixed(let a, let b):
      #expect(!a.isIdentical(to: b) && (a == b || a.kind != b.kind), "\(text)")
    case .tooPrecise(let bits): #expect(bits > 0, "\(text)")
    case .extremumOfSeveral(_, let terms): #expect(terms != 1, "\(text)")
    case .equalOfSeveral(let terms):
      #expect(terms > 1 && test.program.ids.contains { test.program[$0].isMean }, "\(text)")
    case .severalPicked:
      #expect(test.program.ids.contains { test.program[$0].isScored }, "\(text)")
    case .tooManyValues, .tooManyCombinations, .gradesTooNoisy: break
    default: Issue.record("\(text)")
    }
  }
}

extension Node {
  fileprivate var isMean: Bool { aggregate?.reduction == .mean }

  /// Whether it keeps keys by their score.
  fileprivate var isScored: Bool {
    if case .pick(_, _, .some)? = selector { true } else { false }
  }
}

extension Refusal.Fault {
  var caseName: String {
    Mirror(reflecting: self).children.first?.label ?? "\(self)"
  }
}
