import Foundation
import RASP
import RASPDiagram
import Testing

/// What stands between and below the layers of a figure.
@Suite struct StepTests {
  @Test func additionShowsItsSumsAndCarries() throws {
    let figure = try Figure.sop(Gallery.add(), on: "683+345")
    #expect(figure.utf8.count < 35_000)
    let texts = figure.matches(of: /<text[^>]*>([^<]*)</).map { String($0.output.1) }
    let sums = try #require(texts.firstIndex(of: "sums"))
    #expect(Array(texts[(sums + 1)...(sums + 7)]) == ["0", "0", "0", "0", "9", "12", "8"])
    let carries = try #require(texts.firstIndex(of: "carries"))
    #expect(Array(texts[(carries + 1)...(carries + 7)]) == ["0", "0", "0", "0", "&lt;", "1", "0"])
    // After the layer that makes them, before the one that reads them.
    let (third, fourth) = (texts.firstIndex(of: "Layer 3"), texts.firstIndex(of: "Layer 4"))
    #expect(try #require(third) < sums && carries < (try #require(fourth)))
  }

  /// A step's name is its own: heads keep theirs, or none.
  @Test func namesOfStepsNameNoHead() {
    let program = Program(Gallery.add())
    #expect(
      program.heads.joined().map(\.name) == [
        "ralign", "ralign", "ralign", "shift", "cumsum", "slide",
      ])
    let doubled = ((key(1) == query(1)).value(1) * 2).named("twice")
    let named = Program(doubled + 1)
    #expect(named.ids.compactMap { named[$0].step } == ["twice"])
    #expect(named.heads[0][0].name == "twice")
    // A source is no step, and the result has a row of its own.
    #expect(
      Program(tokens.named("t")).ids.allSatisfy { Program(tokens.named("t"))[$0].step == nil })
  }

  @Test func theResultIsNoStepBesides() throws {
    let figure = try Figure.sop((indices + 1).named("next"), on: "ab")
    #expect(!figure.contains(">next<"))
    #expect(!figure.contains("left: queries"))
    #expect(try Figure.sop((indices + 1).named("next") * 2, on: "ab").contains(">next<"))
  }

  @Test func hiddenCellsAreHatchedAndExplained() throws {
    let causal = try Figure.sop(Gallery.flip(), on: "abc", causal: true)
    #expect(causal.contains("hatched: later positions,"))
    #expect(causal.matches(of: /url\(#hatching\)/).count == 2)
    #expect(causal.matches(of: /id="hatching"/).count == 1)
    // The cells right of the diagonal of three, cells of 24 pixels.
    #expect(causal.contains("d=\"M24 0H72V48H48v-24H24v-24\""))
    let open = try Figure.sop(Gallery.flip(), on: "abc")
    #expect(!open.contains("hatch") && open.contains("above: keys"))
    #expect(!(try Figure.sop(Gallery.flip(), on: "a", causal: true)).contains("url(#hatching)"))
  }

  /// Up to the head that fails, with the row of the query at which it did.
  @Test func aProgramThatFailsIsDrawnUpToThere() throws {
    let count = Gallery.same.value(1).named("count")
    let words = `where`(count > 1, tokens, "").named("words")
    let moved = Gallery.same.value(words).named("moved")
    let program = Program((key(moved) == query(moved)).value(1).named("later"))
    let (trace, failure) = Trace.upToFailure(program, "xhll")
    #expect(failure?.head == "moved")
    #expect(trace.failedQuery == 2)
    let figure = Figure.trace(trace)
    for shown in ["(count)", ">words<", "(moved)", "Layer 2"] { #expect(figure.contains(shown)) }
    for hidden in ["(later)", "Layer 3", "Final"] { #expect(!figure.contains(hidden)) }
    // Below the name and the keys of "moved" come its queries, 24 pixels each.
    let mark = "translate(0,\((2 + 2) * 24))\"><path class=\"v\" fill-opacity=\".3\""
    #expect(figure.components(separatedBy: mark).count == 2)
    #expect(figure.components(separatedBy: "fill-opacity=\".3\"").count == 2)
    #expect(!Figure.trace(try Trace(program, "xhl")).contains("fill-opacity=\".3\""))
  }
}
