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
    ("README.md", 12), ("Docs/compiler.md", 3), ("Docs/raspy.md", 11), ("Docs/rasp.md", 8),
    ("Docs/crasp.md", 6), ("Docs/brasp.md", 6), ("Docs/optimizer.md", 2), ("Docs/circuits.md", 9),
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

  @Test(arguments: [
    "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Docs/architecture.md", "Docs/glossary.md",
    "Docs/circuits.md", "Docs/decisions/README.md",
  ])
  func linksLeadSomewhere(page: String) throws {
    let folder = Tool.package.appendingPathComponent(page).deletingLastPathComponent()
    for part in try READMETests.page(page).components(separatedBy: "](").dropFirst() {
      let link = String(part.prefix { $0 != ")" && $0 != "#" })
      if link.hasPrefix("http") || link.isEmpty { continue }
      let path = folder.appendingPathComponent(link).path
      #expect(FileManager.default.fileExists(atPath: path), "\(link) of \(page)")
    }
  }

  /// Each decision is in the list of them.
  @Test func decisionsAreListed() throws {
    let list = try READMETests.page("Docs/decisions/README.md")
    let folder = Tool.package.appendingPathComponent("Docs/decisions").path
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(pages.count > 10)
    for page in pages where page != "README.md" {
      #expect(list.contains("](\(page))"), "\(page)")
    }
  }

  /// The newest version of the changelog is what the command says of itself.
  @Test func changelogHasTheVersion() throws {
    let headings = try READMETests.page("CHANGELOG.md").split(separator: "\n")
      .filter { $0.hasPrefix("## ") && $0 != "## Unreleased" }
    let newest = try #require(headings.first).split(separator: " ")
    #expect(newest.count == 4)
    #expect(try Tool.rasp("--version").output == newest[1] + "\n")
  }

  /// The folders that the README tells of are there, and none of the modules is left out.
  @Test func foldersAreAsTold() throws {
    let map = text.components(separatedBy: "What is where:")[1]
      .components(separatedBy: "## ")[0]
    let sources = Tool.package.appendingPathComponent("Sources").path
    for module in try FileManager.default.contentsOfDirectory(atPath: sources)
    where module != "CNumerics" {
      #expect(map.contains("`\(module)`") || map.contains("`Sources/\(module)`"), "\(module)")
    }
  }
}
