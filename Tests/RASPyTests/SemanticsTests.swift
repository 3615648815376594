import Foundation
import RASPText
import RASPy
import TestSupport
import Testing

/// Programs of plain Python and what Python 3.11 prints for them.
@Suite struct SemanticsTests {
  static let folder = Shared.package.appendingPathComponent("Tests/RASPyTests/Semantics")

  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".py") }.sorted()
  }

  @Test(arguments: try names())
  func printsWhatPythonPrints(_ name: String) throws {
    let file = Self.folder.appendingPathComponent(name)
    let source = try String(contentsOf: file, encoding: .utf8)
    let expected = try String(
      contentsOf: file.deletingPathExtension().appendingPathExtension("txt"), encoding: .utf8)
    var printed = ""
    let session = Session(print: { printed += $0 })
    let text = SourceText(source, name: name)
    for fault in session.check(text) { Issue.record("\(fault.description)") }
    do throws(SyntaxDiagnostic) { try session.run(text) } catch { Issue.record("\(error)") }
    let (lines, wanted) = (printed.split(separator: "\n"), expected.split(separator: "\n"))
    for (line, other) in zip(lines, wanted) { #expect(line == other) }
    #expect(lines.count == wanted.count)
  }
}
