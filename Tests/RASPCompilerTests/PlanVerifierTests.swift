import RASP
import Testing

@testable import RASPCompiler

/// Each invariant of a plan, broken.
struct PlanVerifierTests {
  private static func plan() throws -> Plan {
    let program = Program(Gallery.histogram())
    let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
    let facts = ProgramFacts(program, over: domain, forms: SelectorForms(program))
    return try Lowering.lower(
      CompilerFacts(MeanTimesCount.rewrite(facts, of: program)), CompilerOptions()
    ).plan
  }

  private func fault(_ change: (inout Plan) -> Void) throws -> String {
    var plan = try PlanVerifierTests.plan()
    try plan.verify()
    change(&plan)
    do throws(PlanFault) {
      try plan.verify()
      return "none"
    } catch {
      return error.text
    }
  }

  private static func unit(_ input: LinearForm, _ target: Dimension) -> Plan.Unit {
    Plan.Unit(input: input, outputs: [.init(dimension: target, weight: 1)], label: "made")
  }

  @Test func readsOnlyWhatIsThere() throws {
    let late = try PlanVerifierTests.plan().contents.count - 1
    #expect(
      try fault {
        $0.blocks[0].units.append(Self.unit(.init(.init(index: 99)), .init(index: late)))
      }
        == "the unit 'made' of block 0 has %99, which does not exist")
    #expect(
      try fault {
        $0.blocks[0].units.append(Self.unit(.init(.init(index: late)), .init(index: late)))
      } == "the unit 'made' of block 0 reads %\(late) before it is written")
  }

  @Test func writesOnlyWhatIsItsOwn() throws {
    #expect(
      try fault { $0.blocks[0].units.append(Self.unit(.init(constant: 7), .real)) }
        == "the unit 'made' of block 0 writes 1, which is not its to write")
    #expect(
      try fault { $0.blocks[0].units.append(Self.unit(.init(constant: 7), .init(index: 2))) }
        == "the unit 'made' of block 0 writes %2, which is not its to write")
    #expect(
      try fault { $0.tokens[0].append(.init(dimension: .beginning, weight: 1)) }
        == "the token embedding writes BOS, which is not its to write")
  }

  @Test func isFiniteInFloat32() throws {
    #expect(
      try fault { $0.logits[0] = LinearForm(constant: 1e39) }
        == "a logit has a weight that is not finite")
  }

  @Test func isSilentAtBOS() throws {
    let last = try PlanVerifierTests.plan().contents.count - 1
    #expect(
      try fault { $0.blocks[0].units.append(Self.unit(.init(.beginning), .init(index: last))) }
        == "the unit 'made' of block 0 is not silent at BOS")
    #expect(
      try fault { plan in
        let target = plan.blocks[0].heads[0].moves[0].target
        plan.blocks[0].heads[0].moves.append(
          .init(value: .init(.beginning), target: target, factor: 1))
      } == "head 0 of block 0 moves BOS")
    #expect(
      try fault { plan in
        let head = plan.blocks[0].heads[0]
        plan.blocks[0].heads[0] = Plan.Head(
          scores: Array(head.scores.dropFirst()), moves: head.moves, label: head.label)
      } == "head 0 of block 0 does not tell BOS from tokens")
  }

  @Test func saysNothingTwice() throws {
    #expect(
      try fault { $0.blocks[0].units.append($0.blocks[0].units[0]) }.hasSuffix("is there twice"))
    #expect(
      try fault { $0.blocks[0].heads[0].moves.append($0.blocks[0].heads[0].moves[0]) }
        == "head 0 of block 0 moves the same twice")
    #expect(
      try fault { $0.outputs[0] = $0.outputs[1] } == "an output is there twice")
  }

  @Test func goesWithItsLabels() throws {
    #expect(
      try fault { $0.blocks[0].heads[0].label.moves = [] }
        == "head 0 of block 0 has other moves than labels")
    #expect(try fault { $0.logits.removeLast() } == "outputs and logits differ in number")
  }
}
