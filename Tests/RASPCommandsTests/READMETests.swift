import Foundation
import TestSupport
import Testing

/// The README says nothing that is not so: its program is the example's, its commands print what
/// stands below them, its figure is what `rasp draw` draws.
@Suite struct READMETests {
  private let text: String

  init() throws { text = try READMETests.page("README.md") }

  private static func page(_ path: String) throws -> String {
    try String(contentsOf: Tool.package.appendingPathComponent(path), encoding: .utf8)
  }

  @Test(arguments: [
    ("README.md", "Examples/Flip/main.swift", "flip-example"),
    ("Docs/article.md", "Examples/Article/main.swift", "article-example"),
  ])
  func programIsTheExample(page: String, file: String, executable: String) throws {
    let text = try READMETests.page(page)
    #expect(text.fencedBlocks("swift").first == (try READMETests.page(file)))
    let output = try Tool.run(executable, [])
    #expect(output.status == 0)
    #expect(text.fencedBlocks("text").first == output.output)
  }

  @Test(arguments: [
    ("README.md", 12), ("Docs/compiler.md", 2), ("Docs/raspy.md", 9), ("Docs/rasp.md", 8),
  ])
  func commandsPrintWhatIsShown(page: String, least: Int) throws {
    var checked = 0
    for block in try READMETests.page(page).fencedBlocks("console") {
      // A command starts with "$ "; what follows, up to the next one, is its output.
      for entry in ("\n" + block).components(separatedBy: "\n$ ").dropFirst() {
        let lines = entry.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
        let expected = lines.count > 1 ? String(lines[1]) : ""
        let command = lines[0].replacingOccurrences(of: "swift run -c release ", with: "")
        let tool = try Tool.shell(command + " 2>&1")
        #expect(trimmed(tool.output) == trimmed(expected), "\(command)")
        checked += 1
      }
    }
    #expect(checked >= least)
  }

  private func trimmed(_ text: String) -> String {
    text.trimmingCharacters(in: .newlines)
  }

  @Test func figureIsWhatIsDrawn() throws {
    let file = Tool.package.appendingPathComponent("Docs/flip.svg")
    let figure = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains("(Docs/flip.svg)"))
    #expect(try Tool.rasp("draw", "flip", "hello").output == figure)
  }

  @Test func linksLeadSomewhere() throws {
    for part in text.components(separatedBy: "](").dropFirst() {
      let link = String(part.prefix { $0 != ")" })
      if link.hasPrefix("http") { continue }
      let path = Tool.package.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link)")
    }
  }
}
