import RASP
import RASPSyntax
import Testing

@Suite struct ArticleTests {
  static func blocks() -> [String] {
    guard let text = Shared.text("reference/thinking-like-transformers.md") else { return [] }
    var (blocks, current): ([String], [Substring]?) = ([], nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```python" {
        current = []
      } else if line == "```", let lines = current {
        blocks.append(lines.joined(separator: "\n") + "\n")
        current = nil
      } else {
        current?.append(line)
      }
    }
    return blocks
  }

  @Test func look() {
    let session = Session(print: { print($0, terminator: "") })
    for (index, block) in Self.blocks().enumerated() {
      print("--- \(index)\n\(block)")
      do throws(SyntaxDiagnostic) {
        let outcome = try session.run(SourceText(block, name: "block\(index).py"))
        print(try outcome.display())
      } catch {
        print(error.description)
      }
      print(session.check(SourceText(block, name: "block\(index).py")).map { $0.description }.joined())
    }
  }
}
