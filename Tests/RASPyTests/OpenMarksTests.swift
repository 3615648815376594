import Foundation
import RASPText
import TestSupport
import Testing

@testable import RASPy

/// What a look at lines alone says is open, against the parser, which reads all of them.
@Suite struct OpenMarksTests {
  @Test(arguments: [
    ("x = 1", Openness.unknown), ("x = [1,", .inside), ("x = [1]", .unknown), ("x = ['", .unknown),
    ("def f(x):", .block), ("def f(x):  # (", .block), ("def f(x):\n  y = 1", .block),
    ("def f(x):\n  y = 1\n", .unknown), ("def f(x):\n  y = (\n\n1", .inside),
    ("def f(x):\n  '''(\n\n", .inside), ("'''(\n'''", .unknown), ("'''\\''\n", .inside),
    ("x = {1:", .inside), ("x = (]", .unknown), ("'a\\' (' + ')'", .unknown),
    ("\"'\" + (", .inside),
    ("'''a''' + [", .inside), ("''", .unknown), ("x = 1 \\", .unknown), ("else: x", .unknown),
  ])
  func marks(text: String, expected: Openness) {
    var (open, found): ([UInt8], Openness) = ([], .unknown)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      found = Session.openness(behind: String(line), &open)
    }
    #expect(found == expected, "\(text)")
  }

  /// Every beginning of the programs of the examples and of the tests of meaning.
  @Test func whatIsOpenIsIncomplete() throws {
    var count = 0
    for folder in ["Examples", "Tests/RASPyTests/Semantics"] {
      let root = Shared.package.appendingPathComponent(folder)
      let files = try #require(FileManager.default.enumerator(atPath: root.path))
      for case let name as String in files where name.hasSuffix(".py") {
        let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
        count += openBeginnings(text, name)
      }
    }
    #expect(count > 300, "\(count) beginnings were open")
  }

  private func openBeginnings(_ text: String, _ name: String) -> Int {
    // A text that cannot be read says nothing of its beginnings.
    guard Parser.parse(SourceText(text, name: name)).faults.isEmpty else { return 0 }
    var (open, entry, count): ([UInt8], String, Int) = ([], "", 0)
    for line in text.components(separatedBy: "\n").prefix(200) {
      if !entry.isEmpty, !Session.isContinued(entry, by: line) { (open, entry) = ([], "") }
      entry += line + "\n"
      if Session.openness(behind: line, &open) != .unknown {
        #expect(Session.isIncomplete(entry), "\(name): \(line)")
        count += 1
      } else if !Session.isIncomplete(entry) {
        (open, entry) = ([], "")
      }
    }
    return count
  }
}
