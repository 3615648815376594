import RASP
import RASPModel
import TestSupport
import Testing

@testable import RASPCompiler

/// Selection by position and by score: one head that prefers, exact in float32.
struct PickTests {
  struct Pick: Sendable, CustomTestStringConvertible {
    let name: String
    let sop: SOp
    let vocabulary: [Value]
    var isCausal = false
    var layers = 1
    var testDescription: String { name }
  }

  private static let all = key(1) == query(1)
  private static let earlier = Gallery.same & Gallery.before
  private static let letters: [Value] = ["a", "b", "c", "d"]
  private static let numbers: [Value] = [0, 1, 2, 5, -3]

  /// What stood behind the last earlier occurrence of this token: an induction head in two layers.
  private static var induction: SOp {
    let previous = Gallery.shift(1, default: "")
    let after = (key(previous) == query(tokens)) & Gallery.before
    return after.rightmost().value(tokens, default: "?")
  }

  private static func slide(_ match: SOp) -> SOp {
    let next = (key(match) == query(true)) & (key(indices) >= query(indices))
    return next.leftmost().value(tokens, default: "-")
  }

  private static let picks: [Pick] = [
    Pick(
      name: "nearest before", sop: earlier.rightmost().value(indices, default: -1),
      vocabulary: letters),
    Pick(
      name: "previous same, causal", sop: earlier.rightmost().value(indices, default: -1),
      vocabulary: letters, isCausal: true),
    Pick(
      name: "other so far, causal",
      sop: (key(tokens) != query(tokens)).rightmost().value(tokens, default: "none"),
      vocabulary: letters, isCausal: true),
    Pick(
      name: "last of all, causal", sop: all.rightmost().value(tokens), vocabulary: letters,
      isCausal: true),
    Pick(name: "induction", sop: induction, vocabulary: letters, layers: 2),
    Pick(name: "slide", sop: slide(tokens != "a"), vocabulary: letters),
    Pick(
      name: "first", sop: (key(tokens) == query("b")).leftmost().value(indices, default: 99),
      vocabulary: letters),
    Pick(name: "minimum", sop: all.least(tokens).leftmost().value(tokens), vocabulary: numbers),
    Pick(name: "maximum", sop: all.best(tokens).rightmost().value(tokens), vocabulary: numbers),
    Pick(name: "argmax", sop: all.best(tokens).leftmost().value(indices), vocabulary: numbers),
    Pick(
      name: "best of the same sign, causal",
      sop: (key(tokens > 0) == query(tokens > 0)).best(tokens).rightmost().value(indices),
      vocabulary: numbers, isCausal: true),
    Pick(
      name: "largest string", sop: all.best(tokens).leftmost().value(indices),
      vocabulary: ["b", "a", "aa", ""]),
    Pick(
      name: "by a score of its own", sop: all.best(indices).value(tokens),
      vocabulary: letters),
    Pick(
      name: "of a counted score",
      sop: all.best(Gallery.histogram()).leftmost().value(tokens), vocabulary: letters, layers: 2),
    Pick(
      name: "never",
      sop: (Gallery.before & (key(indices) > query(indices))).leftmost().value(1, default: 7),
      vocabulary: letters),
    Pick(
      name: "what comes of it",
      sop: `where`(earlier.rightmost().value(indices, default: -1) == indices - 1, "twin", tokens),
      vocabulary: letters),
  ]

  @Test(arguments: picks, [5, 10, 20, 60]) func agree(_ pick: Pick, _ length: Int) throws {
    let model = try CompiledModel(pick.sop, pick.vocabulary, length, causal: pick.isCausal)
    #expect(model.sizes.blocks == pick.layers)
    let result = try model.compared()
    #expect(result.mismatchCount == 0, "\(result.report)")
    #expect(result.inputs > 0 && result.failures == 0)
    #expect(result.smallestMargin?.margin ?? .infinity > 0.999)
    var samples = SampleInputs(model.program, model.domain, seed: 3)
    try model.expectAgreement(on: samples.random(3), labelsOnLast: 2)
  }

  /// Rows where much is nearly right: the one match is farthest, all others miss by one comparison,
  /// or nothing matches.
  @Test(arguments: Effort.isThorough ? [256, 1_024, 4_096] : [256]) func longRows(
    _ length: Int
  ) throws {
    let partner = (tokens + 1) % 4
    let sop = (key(tokens % 4) == query(partner)).rightmost().value(tokens, default: -1)
    let model = try CompiledModel(sop, (0..<8).map { .integer($0) }, length, causal: true)
    var inputs: [[Value]] = [
      [1] + [Value](repeating: 0, count: length - 1), [Value](repeating: 2, count: length),
      [5, 1] + [Value](repeating: 4, count: length - 2),
      (0..<length).map { .integer(Int64($0 % 8)) },
    ]
    var random = Randomness(seed: 1)
    inputs.append((0..<length).map { _ in .integer(Int64(random.number(0...7))) })
    let result = try model.compared(on: inputs)
    #expect(result.mismatchCount == 0, "\(result.report)")
    #expect(result.positions == inputs.count * length)
  }

  @Test func additionTakesThreeLayers() throws {
    let digit = `where`(tokens == "+", 0, Gallery.atoi())
    let plus = (key(tokens) == query("+")).leftmost().value(indices)
    let first = (key(indices) == query(indices - (Gallery.length - plus))).value(digit)
    let sum = first + `where`(indices > plus, digit, 0)
    let decided = (key(sum != 9) == query(true)) & (key(indices) > query(indices))
    let carry = decided.leftmost().value(`where`(sum > 9, 1, 0))
    let program = Program((sum + carry) % 10)
    #expect(program.layer == 3)
    let vocabulary: [Value] = "0123456789+".unicodeScalars.map { .string(String($0)) }
    let model = try CompiledModel(
      (sum + carry) % 10, vocabulary, 15, allowsFailures: true)
    #expect(model.sizes.blocks == 3)
    var random = Randomness(seed: Randomness.environmentSeed)
    let inputs: [[Value]] = (0..<Effort.samples).map { _ in
      let (a, b) = (random.number(1...7), random.number(1...7))
      let nines = random.chance(30)
      let digits = (0..<a + b).map { _ in
        Value.string(nines && random.chance(80) ? "9" : String(random.number(0...9)))
      }
      return digits[..<a] + ["+"] + digits[a...]
    }
    for input in inputs {
      #expect(try program.run(input) == Gallery.add()(Input(input)).values)
    }
    let result = try model.compared(on: inputs)
    #expect(result.mismatchCount == 0, "\(result.report)")
    #expect(result.inputs == inputs.count)
  }
}

// MARK: The arithmetic

extension PickTests {
  private static func plan(_ length: Int) throws -> (plan: Plan, program: Program, domain: Domain) {
    let program = Program(PickTests.earlier.rightmost().value(indices, default: -1))
    let domain = Domain(vocabulary: PickTests.letters, maximumLength: length)
    let facts = ProgramFacts(program, over: domain, forms: SelectorForms(program))
    let lowered = try Lowering.lower(
      CompilerFacts(MeanTimesCount.rewrite(facts, of: program)), CompilerOptions())
    return (lowered.plan, program, domain)
  }

  private static func mismatches(
    _ plan: Plan, _ program: Program, _ domain: Domain, noise: Double = 0
  ) throws -> Int {
    var transformer = LaidOutPlan(plan, CompilerOptions())
      .transformer(domain, isCausal: program.isCausal)
    if noise > 0 { transformer = transformer.disturbed(by: noise) }
    var samples = SampleInputs(program, domain, seed: 5)
    var result = Equivalence()
    try result.compare(program, transformer, on: samples.edgeCases + samples.random(40))
    #expect(result.positions > 0)
    return result.mismatchCount
  }

  /// A comparison that scores one step less lets a key that misses it reach what BOS has.
  @Test func oneStepLessFails() throws {
    let (plan, program, domain) = try PickTests.plan(8)
    #expect(try PickTests.mismatches(plan, program, domain) == 0)
    let exclusion = Precision.exclusion(highestGrade: domain.maximumLength - 1)
    let weaker = plan.scaled(from: exclusion, to: exclusion - Precision.gradeStep)
    #expect(try PickTests.mismatches(weaker, program, domain) > 0)
  }

  /// Indicators that are off by the bound do no harm; a hundred times the bound does.
  @Test func errorsWithinTheBoundDoNoHarm() throws {
    let (plan, program, domain) = try PickTests.plan(32)
    let bound = Precision.pickTolerance(
      comparisons: 2, highestGrade: domain.maximumLength - 1)
    #expect(try PickTests.mismatches(plan, program, domain, noise: bound) == 0)
    #expect(try PickTests.mismatches(plan, program, domain, noise: 100 * bound) > 0)
  }

  /// What later picks read is made anew where heads left it less exact than they need.
  @Test func whatIsReadIsExactEnough() throws {
    for length in [5, 60, 256] {
      let domain = Domain(vocabulary: PickTests.letters, maximumLength: length)
      let program = Program(PickTests.induction)
      let facts = CompilerFacts(
        MeanTimesCount.rewrite(
          ProgramFacts(program, over: domain, forms: SelectorForms(program)), of: program))
      let tolerance = Precision.pickTolerance(comparisons: 2, highestGrade: length - 1)
      let previous = try #require(
        program.ids.first { program[$0].isAggregate && program[$0].layer == 1 })
      #expect(facts.stream.tolerance[previous] == tolerance)
      #expect(tolerance <= Precision.indicatorNoise)
      _ = try Compiler.compile(program, for: domain)
    }
  }
}

extension Plan {
  /// The plan with what comparisons score, and what keys start with, changed from one number to
  /// another; grades and BOS's score as they were.
  fileprivate func scaled(from old: Double, to new: Double) -> Plan {
    var plan = self
    for (number, head) in plan.blocks[0].heads.enumerated() {
      let scores = head.scores.enumerated().map { index, score in
        if index == 0 {
          let constant = score.key.weight(of: .real)
          let key = score.key + LinearForm(constant: constant * new / old - constant)
          return Score(query: score.query, key: key)
        }
        let isComparison = score.query.terms.contains { abs($0.weight) == old }
        return Score(query: isComparison ? score.query * (new / old) : score.query, key: score.key)
      }
      plan.blocks[0].heads[number] = Head(scores: scores, moves: head.moves, label: head.label)
    }
    return plan
  }
}

extension Transformer {
  /// The model with every number of the embedding that is 0 or 1 off by so much, either way.
  fileprivate func disturbed(by noise: Double) -> Transformer {
    func off(_ matrix: SparseMatrix, from row: Int) -> SparseMatrix {
      var entries = Array(matrix.entries)
      for row in row..<matrix.rows {
        for column in 2..<matrix.columns {
          let sign: Float = (row * 7 + column * 13) % 3 == 0 ? -1 : 1
          entries.append(.init(row: row, column: column, value: sign * Float(noise)))
        }
      }
      return SparseMatrix(rows: matrix.rows, columns: matrix.columns, entries)
    }
    return Transformer(
      vocabulary: vocabulary, outputs: outputs, maximumLength: maximumLength, isCausal: isCausal,
      tokenEmbedding: off(tokenEmbedding, from: Transformer.firstToken),
      positionEmbedding: positionEmbedding, blocks: blocks, unembedding: unembedding)
  }
}
