import RASP
import RASPText
import RASPy
import TestSupport
import Testing

/// Every code block of the article, in order and unchanged, in one session.
@Suite struct ArticleTests {
  static func blocks() -> [String] {
    Shared.text("reference/thinking-like-transformers.md")?.fencedBlocks("python") ?? []
  }

  /// What each block shows: the bottom line of a figure, or the rows of a matrix.
  static let expected: [String] = [
    "o l l e h",  // flip
    "h e l l o",
    "5 2 4 5 2 2",
    "0 1 2 3 4",
    "0 1 2 3 4 5 6",
    "0 0 1 1 0",
    "1 3 5 9 3",
    "-4 -2 0 3 1",
    "0 1 1 1 0",
    "h q l l q",
    "3 1 2 3 4",  // atoi
    "2 4 2 3 5",
    "key  h e l l o",
    "query  h|e|l|l|o",
    "query  1|1|1|1|1",
    "■····|·■···|··■■·|··■■·|····■",  // same
    "·····|■····|·■···|··■··|···■·",
    "·····|■····|■■···|■■■··|■■■■·",  // before
    "·■■■■|··■■■|···■■|····■|·····",
    "·····|·····|·····|··■··|·····",
    "1 1 2 2 1",  // histogram
    "5 5 5 5 5",
    "■■■■■|■■■■■|■■■■■|·■■■■|··■■■",
    "■····|■■···|■■■··|■■■■·|■■■■■",
    "■····|■■···|■■■··|·■■■·|··■■■",
    "1 4 6 7 6",  // window
    "3 4 2 5 6",  // cumsum
    "4 7 9 10",
    "e e e e e",  // index
    "_ _ h e l",  // shift
    "2 2 2 2 2",  // minimum
    "2 2 2 2 2",  // first
    "- - x y z",  // ralign
    "0 0 0 0 z y r",  // split
    "0 0 0 0 z y r",
    "x x x h l l l l",  // slide
    "",
    "0 0 0 1 0 2 8",  // add
    "1028",
  ]

  /// The text runs `add` one block before it defines it: its own error, and the only one.
  static let usedBeforeDefinition = 36

  @Test func blocksShowWhatTheTextSays() throws {
    let blocks = Self.blocks()
    if blocks.isEmpty { return }
    #expect(blocks.count == Self.expected.count)
    let session = Session()
    for (index, (block, wanted)) in zip(blocks, Self.expected).enumerated() {
      let source = SourceText(block, name: "block \(index)")
      if index == Self.usedBeforeDefinition {
        #expect(throws: SyntaxDiagnostic.self) { try session.run(source) }
        #expect(session.check(source).map { $0.message } == ["the name 'add' is not defined"])
        continue
      }
      #expect(session.check(source).isEmpty)
      #expect(Self.gist(try session.run(source).display()) == wanted, "block \(index): \(block)")
    }
  }

  @Test func layersAreThoseOfTheText() throws {
    let blocks = Self.blocks()
    if blocks.isEmpty { return }
    let session = Session()
    for (index, block) in blocks.enumerated() where index != Self.usedBeforeDefinition {
      try session.run(SourceText(block, name: "block \(index)"))
    }
    let layers = [
      "tokens": 0, "histogram": 1, "length": 1, "flip()": 2, "shift(2)": 1, "minimum()": 2,
      "first(\"l\")": 2, "ralign()": 2, "split(\"+\", True)": 3, "split(\"+\", False)": 1,
      "slide(tokens != \"<\")": 2, "add()": 6, "x": 2, "atoi()": 0,
    ]
    try session.run(
      SourceText("histogram = (key(tokens) == query(tokens)).value(1)", name: "own"))
    for (expression, layer) in layers {
      guard case .sop(let sop) = try session.evaluate(expression).program() else {
        Issue.record("\(expression) is no s-op")
        continue
      }
      #expect(sop.layer == layer, "\(expression)")
    }
  }

  @Test func exampleChangesWhatIsShown() throws {
    let session = Session()
    session.example = "abc"
    #expect(Self.gist(try session.evaluate("tokens").display()) == "a b c")
    #expect(Self.gist(try session.evaluate("key(indices)").display()) == "key  0 1 2")
    #expect(Self.gist(try session.evaluate("tokens(\"xy\")").display()) == "x y")
  }

  /// A figure's last line, a matrix' rows without their queries, any other text as it is.
  private static func gist(_ figure: String) -> String {
    let lines = figure.split(separator: "\n").map { trimmed($0) }
    if let last = lines.last, last.hasPrefix("Final") { return trimmed(last.dropFirst(5)) }
    if figure.contains("■") {
      let rows = lines.filter { $0.contains("■") || $0.contains("·") }
      return rows.map { $0.filter { $0 == "■" || $0 == "·" } }.joined(separator: "|")
    }
    return lines.joined(separator: "|")
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0 == " " })
  }
}
