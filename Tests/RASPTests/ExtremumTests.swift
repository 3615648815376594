import TestSupport
import Testing

@testable import RASP

/// Selection by position and by score, by hand.
struct ExtremumTests {
  private static let all = key(1) == query(1)
  private static let earlier = Gallery.same & Gallery.before

  private func values(_ sop: SOp, _ input: Input, causal: Bool = false) throws -> [Value] {
    let values = try sop(input, causal: causal).values
    let program = Program(sop, causal: causal)
    try program.verify()
    let truth = try ReferenceEvaluator.evaluate(program, input.tokens)[program.output.index]
    #expect(truth == .sequence(values))
    for method in SelectorPlan.Method.allCases {
      var evaluator = ColumnarEvaluator(
        program, tokens: Column(input.tokens), layout: BatchLayout(count: input.tokens.count),
        method: method)
      #expect(try evaluator.run().values(0..<input.tokens.count) == values, "\(method)")
    }
    return values
  }

  @Test func firstAndLast() throws {
    let l = key(tokens) == query("l")
    #expect(try values(l.leftmost().value(indices, default: -1), "hello") == [2, 2, 2, 2, 2])
    #expect(try values(l.rightmost().value(indices, default: -1), "hello") == [3, 3, 3, 3, 3])
    #expect(try values(l.rightmost().value(indices, default: -1), "heo") == [-1, -1, -1])
    #expect(
      try values(Self.earlier.rightmost().value(indices, default: nil), "abaab")
        == [nil, nil, 0, 2, 1])
  }

  @Test func bestKeepsTies() throws {
    let best = Self.all.best(tokens)
    #expect(try values(best.value(indices), [3, 9, 2, 9]) == [4, 4, 4, 4])
    #expect(try values(best.mean(indices), [3, 9, 2, 9]) == [2.0, 2.0, 2.0, 2.0])
    #expect(try values(best.width, [3, 9, 2, 9]) == [2, 2, 2, 2])
    #expect(try values(best.leftmost().value(indices), [3, 9, 2, 9]) == [1, 1, 1, 1])
    #expect(try values(Self.all.least(tokens).value(indices), [3, 9, 2, 9]) == [2, 2, 2, 2])
    // Equal amounts are ties, whatever their kinds, and the first one's own kind is kept.
    #expect(try Self.all.max(tokens)([1, true, 1.0]).values[0].isIdentical(to: 1))
    #expect(try values(Self.all.min(tokens), ["b", "a", "c"]) == ["a", "a", "a"])
  }

  /// Later keys are hidden first, and the choice is made among the others.
  @Test func causal() throws {
    #expect(
      try values(Self.all.rightmost().value(tokens), "abc", causal: true) == ["a", "b", "c"])
    #expect(try values(Self.all.max(tokens), [1, 3, 2], causal: true) == [1, 3, 3])
    let inside = !Self.all.rightmost()
    #expect(try values(inside.width, "abc", causal: true) == [0, 1, 2])
  }

  @Test func anExtremumInsideAnother() throws {
    let notLast = Self.all & !Self.all.rightmost()
    #expect(try values(notLast.rightmost().value(tokens, default: "_"), "abc") == ["b", "b", "b"])
    let byTwo = Self.all.best(tokens).least(indices % 2)
    #expect(try values(byTwo.value(indices), [5, 5, 5, 1]) == [2, 2, 2, 2])
    #expect(
      SelectorNormalForm.pickInside(
        Program(notLast.rightmost()).output, in: Program(notLast.rightmost()))
        != nil)
    #expect(SelectorNormalForm(Program(byTwo).output, in: Program(byTwo)) == nil)
  }

  /// By position one key is left: what stands above changes nothing.
  @Test func normalForm() {
    func form(_ selector: AttentionSelector) -> SelectorNormalForm? {
      let program = Program(selector)
      return SelectorNormalForm(program.output, in: program)
    }
    #expect(form(Gallery.same.rightmost().leftmost())?.pick?.position == .rightmost)
    #expect(form(Gallery.same.rightmost().best(tokens))?.pick?.score == nil)
    #expect(form(Gallery.previous.rightmost())?.pick == nil)
    #expect(
      form(Gallery.same.best(tokens).leftmost())?.description == "leftmost of best %0 of [%0 = %0]")
    #expect(form(Gallery.same)?.pick == nil)
  }

  @Test func scoresWithoutAnOrder() throws {
    #expect(throws: (any Error).self) { try values(Self.all.best(tokens).width, [1, "a"]) }
    do {
      _ = try Self.all.best(tokens).width([1, 2, "a"])
      Issue.record("no error")
    } catch {
      #expect(
        error.description == """
          no order between "a" and 1: > compares two numbers or two strings
            in: (key(1) == query(1)).best(tokens)
            at: position 2
          """)
      let program = Program(Self.all.best(tokens).width)
      #expect(throws: error) { try ReferenceEvaluator.evaluate(program, [1, 2, "a"]) }
    }
    // A single key is preferred to none, but `None` has no order even with itself.
    #expect(throws: (any Error).self) { try Self.all.best(nil).width([1]) }
    #expect(try values(Self.all.best(nil).width, []) == [])
  }

  /// The programs of one layer, and the addition of three, against those of the article.
  @Test func galleryAgreesWithTheArticle() throws {
    var random = Randomness(seed: Randomness.environmentSeed)
    for _ in 0..<200 {
      let count = random.number(1...12)
      let numbers = Input((0..<count).map { _ in random.number(0...4) })
      #expect(try Gallery.hardMinimum()(numbers).values == Gallery.minimum()(numbers).values)
      #expect(try Gallery.hardFirst(3)(numbers).values == Gallery.first(3)(numbers).values)
      let match = tokens != 0
      #expect(try Gallery.hardSlide(match)(numbers).values == Gallery.slide(match)(numbers).values)
      let sum = Input("\(random.number(0...99_999))+\(random.number(0...9_999))")
      #expect(try Gallery.hardAdd()(sum).values == Gallery.add()(sum).values, "\(sum.tokens)")
    }
    #expect(Gallery.hardAdd().layer == 3)
    #expect(Gallery.add().layer == 6)
    for sop in [Gallery.hardMinimum(), Gallery.hardFirst("l"), Gallery.hardSlide(tokens == 1)] {
      #expect(sop.layer == 1 && sop.heads[0].count == 1)
    }
  }

  @Test func galleryOfSelection() throws {
    #expect(try values(Gallery.induction(), "abcab") == ["_", "_", "_", "b", "c"])
    #expect(try values(Gallery.nearest(tokens == "a"), "xaxxa") == ["_", "a", "a", "a", "a"])
    #expect(try values(Gallery.previousSame(), "hello") == [-1, -1, -1, 2, -1])
    #expect(try values(Gallery.maximum(), [5, 3, 9, 5, 2]) == [9, 9, 9, 9, 9])
    #expect(try values(Gallery.argmax(), [3, 9, 2, 9]) == [1, 1, 1, 1])
    for entry in Gallery.selectionEntries { _ = try values(entry.program, entry.example) }
  }

  /// What was passed over is a hollow square.
  @Test func figures() throws {
    let earlier = Gallery.before.rightmost()
    let lines = try earlier.figure(on: "abc").split(separator: "\n").dropFirst()
    #expect(lines == ["0 · · ·", "1 ■ · ·", "2 □ ■ ·"])
    let trace = try Trace(Program(earlier), "abc")
    #expect(trace.candidates(trace.program.output)?[2] == [true, true, false])
    let plain = try Trace(Program(Gallery.before), "abc")
    #expect(plain.candidates(plain.program.output) == nil)
  }

  @Test func explanations() {
    let nearest = Program(Gallery.previousSame()).explain(length: 1_000)
    #expect(nearest.contains("selects  rightmost of [tokens = tokens][indices < indices]"))
    #expect(nearest.contains("method   a pass by position with the last key a group"))
    let ties = Program(Self.all.best(tokens).width).explain(length: 1_000)
    #expect(ties.contains("method   the preferred key of each group; then all with that score"))
    let smaller = (Gallery.before & (key(tokens) < query(tokens))).rightmost()
    #expect(Program(smaller.width).explain(length: 1_000).contains("cost     n log n"))
    #expect(Program(smaller.width).explain(length: 10).contains("a word of bits a query"))
  }

  @Test func layersAndHeads() {
    let nearest = Self.earlier.rightmost().value(indices)
    #expect(nearest.layer == 1)
    #expect(nearest.heads.map { $0.count } == [1])
    #expect(Self.all.best(Gallery.histogram()).value(tokens).layer == 2)
    #expect(
      Program(nearest).description == """
        %0 = tokens
        %1 = select == %0, %0
        %2 = indices
        %3 = select < %2, %2
        %4 = selector_and %1, %3
        %5 = rightmost %4
        %6 = sum %5, %2, default 0    # layer 1
        output %6

        """)
  }
}
