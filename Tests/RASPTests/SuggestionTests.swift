import RASP
import Testing

struct SuggestionTests {
  private let names = Gallery.entries.map(\.name)

  @Test(arguments: [
    ("histgram", "histogram"), ("filp", "flip"), ("ad", "add"), ("shitf", "shift"),
    ("ralgin", "ralign"), ("split_frist", "split_first"), ("cumsum_from_ned", "cumsum_from_end"),
    ("sorts", "sort"), ("flip", "flip"),
  ])
  func theNearestNameIsMeant(_ word: String, _ name: String) {
    #expect(suggestion(for: word, among: names) == name)
  }

  @Test func farWordsMeanNothing() {
    #expect(suggestion(for: "transformer", among: names) == nil)
    #expect(suggestion(for: "", among: names) == nil)
    #expect(suggestion(for: "flip", among: []) == nil)
    #expect(suggestion(for: String(repeating: "add", count: 100_000), among: names) == nil)
  }

  @Test func ofEquallyNearNamesTheFirst() {
    #expect(suggestion(for: "cat", among: ["bat", "hat"]) == "bat")
    #expect(suggestion(for: "cat", among: ["hat", "bat", "cat"]) == "cat")
  }
}
