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
}
