import TestSupport
import Testing

@testable import RASP

/// Selectors whose keys are known without looking at values: positions at a distance, intervals of
/// positions, ranks, groups; and arithmetic of positions. Each against the plain evaluator.
struct PositionAgreementTests {
  private static let programs = Randomness.environmentCount ?? 8_000

  @Test func columnarAgreesOnPositions() throws {
    print("random positions: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var (pairs, failures) = (0, 0)
    var ways: [String: Int] = [:]
    for _ in 0..<PositionAgreementTests.programs {
      let program = Program(random.positions(), causal: random.chance(15))
      let count = random.chance(10) ? random.number(65...90) : random.number(0...12)
      let input = random.chance(80) ? random.integers(count) : random.values(.mixed, count: count)
      let reference = outcome { () throws(Diagnostic) in
        try ReferenceEvaluator.evaluate(program, input)[program.output.index].sequence
      }
      var evaluator = ColumnarEvaluator(
        program, tokens: Column(input), layout: BatchLayout(count: count), method: .joins)
      var seen: [String] = []
      evaluator.whenSelected = { seen.append($0.way) }
      let joined = outcome { () throws(Diagnostic) in try evaluator.run().values(0..<count) }
      let planned = outcome { () throws(Diagnostic) in
        try program.run(TypedColumn(input)).values
      }
      for (way, found) in [("by joins", joined), ("as planned", planned)] {
        try #require(
          found == reference,
          """
          \(way), RASP_SEED=\(Randomness.environmentSeed)
          \(program)input \(Value.jsonArray(input))
          \(found)
          reference: \(reference)
          """)
      }
      pairs += 1
      if joined.isFailure { failures += 1 } else { for way in seen { ways[way, default: 0] += 1 } }
    }
    Randomness.report("positions and inputs", count: pairs)
    guard Randomness.isUsualSeed, Randomness.environmentCount == nil else { return }
    for way in ["moved", "listed", "ranks", "ranked", "spans", "groups", "joins"] {
      #expect(ways[way, default: 0] >= 500, "\(way): \(ways)")
    }
    #expect(failures >= 100)
  }

  /// Sorting and counting of integers of each width, at its edges.
  @Test(arguments: [7, 8, 15, 16, 31, 32, 53, 63])
  func integersOfEachWidth(bits: Int) throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    let greatest = Int64((1 as UInt64) << UInt64(bits) - 1)
    let edges = [greatest, greatest - 1, -greatest, -greatest - 1, 0, -1, 1]
    for program in [Gallery.sort(), Gallery.minimum(), Gallery.histogram(), Gallery.window()]
      .map({ Program($0) })
    {
      for count in [0, 1, 65, 300] {
        let input = (0..<count).map { _ in
          Value.integer(
            random.chance(30)
              ? random.pick(edges) : Int64.random(in: -greatest...greatest, using: &random))
        }
        let found = outcome { () throws(Diagnostic) in
          try program.run(TypedColumn(input)).values
        }
        let reference = outcome { () throws(Diagnostic) in
          try ReferenceEvaluator.evaluate(program, input)[program.output.index].sequence
        }
        #expect(found == reference, "\(program) \(input)")
      }
    }
  }

  @Test func sortedIntegersAreThoseOfTheStandardLibrary() {
    var random = Randomness(seed: Randomness.environmentSeed)
    for bits in 1...63 {
      let values = (0..<random.number(0...2_000)).map { _ in
        Int64(bitPattern: random.next()) >> Int64(63 - bits) &+ (random.chance(50) ? 0 : 1)
      }
      #expect(ascending(values) == values.sorted())
      #expect(ascending(values.sorted()) == values.sorted())
      #expect(values.bounds == values.min().map { $0...(values.max() ?? $0) })
    }
  }

  private enum Outcome: Equatable {
    case values([Constant])
    case failure(Diagnostic)

    var isFailure: Bool {
      switch self {
      case .values: false
      case .failure: true
      }
    }
  }

  private func outcome(_ body: () throws(Diagnostic) -> [Value]) -> Outcome {
    do throws(Diagnostic) { return .values(try body().exact) } catch { return .failure(error) }
  }
}

extension Selected {
  fileprivate var way: String {
    switch self {
    case .ranks: "ranks"
    case .keys(.listed): "listed"
    case .keys(.ranked): "ranked"
    case .keys(.moved): "moved"
    case .keys(.words): "one word"
    case .several(.spans): "spans"
    case .several(.joins): isByGroup ? "groups" : "joins"
    case .several(.words): "words"
    case .several(.bits): "bits"
    }
  }

  private var isByGroup: Bool {
    if case .several(let selection) = self { selection.groups != nil } else { false }
  }
}

extension Randomness {
  fileprivate mutating func integers(_ count: Int) -> [Value] {
    let greatest = pick([1, 3, 100, 400, Int64.max / 2, Int64.max])
    return (0..<count).map { _ in .integer(Int64.random(in: -greatest...greatest, using: &self)) }
  }

  fileprivate mutating func positions() -> SOp {
    let value = pick([tokens, indices, indices % 3, tokens == 1, 1, line(), "x"])
    let fallback = pick([0, 7, -1, .null, "_", true] as [Value])
    let aggregate = { (selector: AttentionSelector) in selector.value(value, default: fallback) }
    switch number(0...7) {
    case 0, 1: return aggregate(key(line()) == query(line()))
    case 2: return aggregate(interval())
    case 3, 4, 5:
      return aggregate(key(rank()) == query(pick([indices, indices, 0, 1, line(), tokens])))
    case 6: return aggregate(key(pick([tokens, tokens % 3])) == query(pick([tokens, tokens % 3])))
    default: return pick([line() < line(), line() == 3, line() + line(), rank()])
    }
  }

  /// Positions times and plus something, at times near the end of 64 bits.
  private mutating func line() -> SOp {
    let far = SOp(pick([Value.integer(.max), .integer(.min), .integer(.max - 2)]))
    let near = SOp(Value.integer(Int64(number(-3...3))))
    switch number(0...7) {
    case 0: return indices
    case 1: return near - indices
    case 2: return (key(1) == query(1)).value(1) - indices - 1
    case 3: return indices * near
    case 4: return chance(30) ? indices + far : near
    case 5: return -indices
    default: return indices + near
    }
  }

  private mutating func interval() -> AttentionSelector {
    var selector = AttentionSelector(
      pick([.less, .lessOrEqual, .greater, .greaterOrEqual]), key(indices), query(line()))
    for _ in 0..<number(0...2) {
      selector =
        selector
        & AttentionSelector(
          pick(Relation.allCases.filter(\.needsOrder)), key(indices), query(line()))
    }
    return selector
  }

  private mutating func rank() -> SOp {
    let sides = pick([tokens, tokens % 3, indices % 4])
    let ties = AttentionSelector(pick([.less, .greater]), key(indices), query(indices))
    let values = AttentionSelector(pick([.less, .greater]), key(sides), query(sides))
    return (ties & (key(sides) == query(sides)) | values).value(1, default: pick([0, 0, 0, 1]))
  }
}
