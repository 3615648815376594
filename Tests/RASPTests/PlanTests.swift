import Testing

@testable import RASP

struct PlanTests {
  private func plan(_ selector: AttentionSelector, _ count: Int) -> SelectorPlan {
    let program = Program(selector.value(1))
    return SelectorPlan(program[program.output].aggregate!.selector, in: program, count: count)
  }

  private func shapes(_ selector: AttentionSelector) -> [JoinPlan.Shape]? {
    plan(selector, 10_000).joins?.map(\.shape)
  }

  @Test func shapesFollowFromTheSelector() {
    let smaller = key(tokens) < query(tokens)
    #expect(shapes(Gallery.previous) == [.position])
    #expect(shapes(Gallery.same) == [.groups])
    #expect(shapes(Gallery.before) == [.range])
    #expect(shapes(Gallery.before & Gallery.same) == [.groupedRange])
    #expect(shapes(Gallery.before & smaller) == [.twoRanges])
    #expect(shapes((Gallery.before & Gallery.same) | smaller) == [.groupedRange, .range])
    // A window has two bounds of one key.
    #expect(shapes(Gallery.before & (key(indices) > query(indices - 3))) == [.range])
    // Equality beside a bound of the same key is an interval, too.
    #expect(shapes(Gallery.before & Gallery.previous) == [.range])
    // Everything less what is equal.
    #expect(shapes(key(tokens) != query(tokens)) == [.groups, .groups])
    #expect(shapes(Gallery.before & smaller & (key(tokens + 1) < query(indices))) == nil)
  }

  @Test func predicatesAndManyTermsTakeBits() {
    let odd = select(key(tokens), query(tokens)) { (k: Int, q: Int) in (k + q) % 2 == 1 }
    #expect(plan(odd, 10_000).method == .bits)
    #expect(plan(odd, 64).method == .words)
    #expect(plan(Gallery.same, 65).method == .joins)
  }

  /// Sums whose terms leave 64 bits, or cancel across 600 powers of ten, on the long way.
  @Test func longSumsAreExact() throws {
    let pairs: [Value] = (0..<100).flatMap { _ in [.double(1e300), 1.5, .double(-1e300)] }
    #expect(try Gallery.cumsum()(Input(pairs)).values.last == 150)
    let wide: [Value] = (0..<100).flatMap { _ in [.integer(.max), .integer(.min), 1] }
    #expect(try Gallery.cumsum()(Input(wide)).values.last == 0)
    #expect(try Gallery.cumsum()(Input(wide + [.integer(.min)])).values.last == .integer(.min))
    #expect(throws: Diagnostic.self) {
      try Gallery.cumsum()(Input([Value](repeating: .integer(.max), count: 100)))
    }
    let mean = Gallery.before.mean(tokens)
    #expect(try mean(Input(pairs)).values[99] == 0.5)
  }

  @Test func predicatesHaveALimitOfLength() {
    let any = select(key(1), query(1)) { (_: Int, _: Int) in true }
    let input = Input([Value](repeating: 1, count: Program.attentionLimit + 1))
    #expect(message { try any.value(1)(input) }.contains("is too long: attention is limited to"))
  }
}
