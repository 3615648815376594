import Foundation
import RASPCounting
import RASPText
import TestSupport
import Testing

/// Broken programs in C-RASP and what is said of them, side by side in one file a topic,
/// as in `BrokenTests`.
@Suite struct BrokenTests {
  static let folder = Shared.package
    .appendingPathComponent("Tests/RASPCountingTests/Broken")

  static func topics() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".cr") }.map { String($0.dropLast(3)) }.sorted()
  }

  @Test(arguments: try topics())
  func messagesAreKept(_ topic: String) throws {
    let report = try Self.programs(topic).map { $0 + Self.messages($0) }.joined()
    let snapshot = Self.folder.appendingPathComponent(topic + ".txt")
    guard let kept = try? String(contentsOf: snapshot, encoding: .utf8) else {
      try report.write(to: snapshot, atomically: true, encoding: .utf8)
      Issue.record("wrote \(snapshot.path); read it")
      return
    }
    let (lines, wanted) = (
      report.components(separatedBy: "\n"), kept.components(separatedBy: "\n")
    )
    for (line, other) in zip(lines, wanted) where line != other {
      Issue.record("\(topic): \(line)\ninstead of: \(other)")
      break
    }
    #expect(lines.count == wanted.count)
  }

  @Test func thereAreEnough() throws {
    let count = try Self.topics().map { try Self.programs($0).count }.reduce(0, +)
    #expect(count >= 30)
  }

  /// The programs of a topic, each with its title.
  private static func programs(_ topic: String) throws -> [String] {
    let file = folder.appendingPathComponent(topic + ".cr")
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.components(separatedBy: "//: ").dropFirst().map { "//: " + $0 }
  }

  /// What `check` finds, and what running says if that is something else.
  private static func messages(_ program: String) -> String {
    let lines = program.split(separator: "\n", maxSplits: 1)
    let source = SourceText(lines.count > 1 ? String(lines[1]) : "", name: "test.cr")
    let found = Session().check(source).map { $0.description }
    var report = found.joined()
    do throws(SyntaxDiagnostic) {
      try Session().run(source)
      return report + "-- it runs\n\n"
    } catch {
      if error.description != found.first {
        report += "-- when it runs\n" + error.description
      }
    }
    return report + "\n"
  }
}
