import RASP
import RASPCompiler
import RASPOptimizer
import TestSupport
import Testing

/// Random programs, most of them of one to three layers, against what is made of them.
struct RandomProgramTests {
  /// The numbers themselves with the usual seed, others with another.
  private static func generator(_ number: UInt64) -> SplitMix64 {
    if Randomness.isUsualSeed { return SplitMix64(seed: number) }
    return SplitMix64(seed: Randomness.environmentSeed &+ (number << 32))
  }

  /// So many programs in one test; `RASP_PROGRAMS` asks for more of them.
  private static let inATest: UInt64 = 20
  private static let tests = UInt64((Randomness.environmentCount ?? 200) + 19) / inATest

  @Test(arguments: 0..<tests) func keepsTheValuesOfEveryInput(_ test: UInt64) throws {
    for number in test * Self.inATest..<(test + 1) * Self.inATest { try check(number) }
    Randomness.report("optimized programs and inputs", count: 364 * Int(Self.inATest))
  }

  private func check(_ number: UInt64) throws {
    var source = RandomProgram(generator: Self.generator(number))
    let sop = source.sop(depth: 4)
    // Every third has a column beside one of its own from which it differs on few inputs.
    let program = Program(number % 3 == 2 ? Self.salted(sop) : sop)
    let domain = Domain(vocabulary: [0, 1, 2], maximumLength: 5)
    var options = OptimizerOptions()
    (options.sampleSize, options.mostTried, options.rounds) = (60, 400, 3)
    options.selection = OptimizerOptions.Selection.allCases[Int(number % 7 % 3)]
    options.effort.enumerated = 400
    let result = try Optimizer.optimize(program, for: domain, options)
    try result.program.verify()
    #expect(result.program.layer <= program.layer)
    let comparison = Comparison(program, result.program, on: domain, must: .refines)
    #expect(comparison.evidence == .enumerated(inputs: 364), "\(program)\n\(result.program)")
  }

  /// 9 where four tokens of five are 2 and the first is 0.
  private static func salted(_ sop: SOp) -> SOp {
    let twos = (key(tokens) == query(2)).value(1)
    let start = (key(indices) == query(0)).value(tokens)
    return RASP.`where`((twos == 4) & (start == 0), 9, sop)
  }

  @Test func areNotAllTrivial() {
    let layers = (0..<12 as Range<UInt64>).map { seed in
      var source = RandomProgram(generator: SplitMix64(seed: seed))
      return Program(source.sop(depth: 4)).layer
    }
    #expect(Set(layers).isSuperset(of: [1, 2]))
  }
}

/// Expressions that run on every sequence of small integers.
private struct RandomProgram {
  var generator: SplitMix64

  private mutating func below(_ limit: Int) -> Int { Int(generator.next() % UInt64(limit)) }

  mutating func sop(depth: Int) -> SOp {
    if depth == 0 { return [tokens, indices, 1, tokens][below(4)] }
    switch below(7) {
    case 0: return sop(depth: depth - 1) + sop(depth: depth - 2 < 0 ? 0 : depth - 2)
    case 1: return sop(depth: depth - 1) - SOp(below(3))
    case 2: return RASP.`where`(condition(depth: depth - 1), sop(depth: depth - 1), SOp(below(4)))
    default: return selector(depth: depth - 1).value(sop(depth: max(0, depth - 2)), default: -1)
    }
  }

  private mutating func condition(depth: Int) -> SOp {
    switch below(3) {
    case 0: sop(depth: depth) == SOp(below(3))
    case 1: sop(depth: depth) < SOp(below(4))
    default: sop(depth: depth) != tokens
    }
  }

  private mutating func selector(depth: Int) -> AttentionSelector {
    let position = AttentionSelector(
      Relation.allCases[below(6)], key(indices), query(indices))
    let content = AttentionSelector(
      below(3) == 0 ? .less : .equal, key(sop(depth: max(0, depth - 1))),
      query(sop(depth: max(0, depth - 2))))
    switch below(4) {
    case 0: return position
    case 1: return content
    case 2: return position & content
    default: return ~content & position
    }
  }
}
