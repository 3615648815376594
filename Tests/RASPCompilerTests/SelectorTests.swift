import RASP
import RASPCompiler
import TestSupport
import Testing

/// Selectors combined three levels deep, under sums and averages, with defaults of every kind.
struct SelectorTests {
  private static let rounds = Effort.isThorough ? 1_500 : 40
  private static let defaults: [Value] = [0, 1, -2, .null, true, false, 0.5, "none", ""]

  @Test func combinedThreeLevelsDeep() throws {
    print("random selectors: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var (heads, refused, pairs) = (0, 0, 0)
    for round in 0..<SelectorTests.rounds {
      let hasXor = round % 4 > 1
      let selector = SelectorTests.selector(3, hasXor: hasXor, &random)
      let fallback = random.pick(SelectorTests.defaults)
      // Averages of several and single values of other kinds can only be told apart of booleans.
      let sop =
        round % 2 == 0
        ? selector.value(random.pick([tokens, 1, indices, tokens - 2]), default: fallback)
        : selector.mean(random.pick([tokens, 1, indices * 2 - 3]), default: fallback)
      let program = Program(sop, causal: round % 3 == 0)
      let domain = Domain(vocabulary: [1, 2, 4], maximumLength: 5)
      let model: CompiledModel
      do {
        model = try Compiler.compile(program, for: domain)
      } catch {
        // Exclusive ors may have a form of too many conjunctions, which is said to be the reason.
        try #require(hasXor, "\(program)\(error)")
        #expect(error.reasons.map(\.fault.caseName) == ["selectorTooComplex"])
        refused += 1
        continue
      }
      #expect(model.sizes.blocks == 1)
      heads += model.sizes.heads[0]
      let inputs = SampleInputs(program, domain, seed: 1).all
      let result = try model.compared(on: inputs)
      try #require(result.mismatchCount == 0, "\(program)\(result.report)")
      #expect(result.inputs == inputs.count)
      pairs += inputs.count
    }
    Randomness.report("compiled selectors and inputs", count: pairs)
    guard Randomness.isUsualSeed else { return }
    #expect(heads > SelectorTests.rounds)
    #expect(refused * 5 <= SelectorTests.rounds)
  }

  private static func selector(
    _ depth: Int, hasXor: Bool, _ random: inout Randomness
  ) -> AttentionSelector {
    if depth == 0 {
      let sops = [tokens, indices, tokens % 2, indices - 1, SOp(3)]
      return AttentionSelector(
        random.pick(Relation.allCases), key(random.pick(sops)), query(random.pick(sops)))
    }
    let first = selector(depth - 1, hasXor: hasXor, &random)
    if random.chance(20) { return !first }
    let second = selector(depth - 1, hasXor: hasXor, &random)
    switch Int.random(in: 0..<(hasXor ? 4 : 2), using: &random) {
    case 0: return first & second
    case 1: return first | second
    case 2: return first == second
    default: return first != second
    }
  }

  /// A predicate is a comparison like others, in and under combinations.
  @Test(arguments: [false, true]) func predicates(causal: Bool) throws {
    let near = select(key(indices), query(indices)) { (k: Int, q: Int) in abs(k - q) <= 1 }
    let same = select(key(tokens), query(tokens)) { (k: Value, q: Value) in k == q }
    for sop in [near.value(1), (near & !same).value(indices), (near != same).mean(indices)] {
      let model = try CompiledModel(sop, ["a", "b", "c"], 5, causal: causal)
      let result = try model.compared()
      #expect(result.mismatchCount == 0, "\(result.report)")
      #expect(result.inputs == 364)
    }
  }
}
