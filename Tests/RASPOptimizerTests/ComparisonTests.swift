import RASP
import RASPCompiler
import RASPOptimizer
import Testing

/// Two programs on all short inputs.
struct ComparisonTests {
  private let domain = Domain(vocabulary: ["a", "b"], maximumLength: 4)

  @Test func enumeratesTheWholeDomain() {
    let before = Program(Gallery.same.value(1))
    let mean = Program((Gallery.same.mean(1) * Gallery.same.value(1)).round())
    let comparison = Comparison(before, mean, on: domain)
    #expect(comparison.evidence == .enumerated(inputs: 31))
    #expect(comparison.enumeratedLength == 4)
  }

  @Test(arguments: 1...4) func findsAShortestInput(_ length: Int) throws {
    // The programs differ from this many tokens on.
    let changed = SOp.where(Gallery.length >= SOp(length), 7, Gallery.histogram())
    let comparison = Comparison(
      Program(Gallery.histogram()), Program(changed), on: domain)
    let difference = try #require(comparison.difference)
    #expect(difference.input.count == length)
    #expect(difference.isShortest)
    #expect(comparison.evidence == nil)
  }

  @Test func saysWhenItHasOnlyTested() {
    var effort = Comparison.Effort()
    (effort.enumerated, effort.random) = (10, 100)
    let program = Program(Gallery.flip())
    let comparison = Comparison(program, program, on: domain, effort: effort)
    #expect(comparison.evidence == .tested(upTo: 2, inputs: 7, random: 100, seed: 1))
    #expect(comparison.evidence?.isComplete == false)
  }

  @Test func shortensWhatRandomInputsFind() throws {
    var effort = Comparison.Effort()
    (effort.enumerated, effort.random) = (3, 1_000)
    let changed = SOp.where(Gallery.length >= 3, 7, Gallery.histogram())
    let comparison = Comparison(
      Program(Gallery.histogram()), Program(changed), on: domain, effort: effort)
    let difference = try #require(comparison.difference)
    #expect(difference.input.count == 3)
    #expect(!difference.isShortest)
  }

  @Test func tellsKindsApart() {
    let comparison = Comparison(
      Program(tokens == "a"), Program(SOp.where(tokens == "a", 1, 0)), on: domain)
    #expect(comparison.difference?.input.count == 1)
  }

  @Test func failuresCountUnlessTheSecondMayGiveMore() {
    let failing = Program(SOp(1).floorDivided(by: .where(tokens == "a", 1, 0)))
    let total = Program(SOp(1))
    #expect(Comparison(failing, total, on: domain).difference?.input.count == 1)
    let refined = Comparison(failing, total, on: domain, must: .refines)
    #expect(refined.evidence == .enumerated(inputs: 31))
    #expect(refined.failures == 26)
    #expect(Comparison(total, failing, on: domain, must: .refines).difference != nil)
  }
}

extension SOp {
  fileprivate static func `where`(_ condition: SOp, _ a: SOp, _ b: SOp) -> SOp {
    RASP.`where`(condition, a, b)
  }
}
