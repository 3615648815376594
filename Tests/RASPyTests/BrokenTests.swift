import Foundation
import RASPText
import RASPy
import TestSupport
import Testing

/// Broken programs and what is said of them, side by side in one file a topic.
///
/// A topic's `.py` has its programs behind lines `#: what is wrong`. The `.txt` repeats each with
/// its messages; one that is missing is written, and the test fails.
@Suite struct BrokenTests {
  static let folder = Shared.package.appendingPathComponent("Tests/RASPyTests/Broken")

  static func topics() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".py") }.map { String($0.dropLast(3)) }.sorted()
  }

  @Test(arguments: try topics())
  func messagesAreKept(_ topic: String) throws {
    let file = Self.folder.appendingPathComponent(topic + ".py")
    var report: [UInt8] = []
    for program in Self.programs(Array(try Data(contentsOf: file))) {
      report += program.title + program.source
      report += Array(Self.messages(program.source, asProgram: topic == "programs").utf8)
    }
    let snapshot = Self.folder.appendingPathComponent(topic + ".txt")
    guard let kept = try? Data(contentsOf: snapshot) else {
      try Data(report).write(to: snapshot)
      Issue.record("wrote \(snapshot.path); read it")
      return
    }
    if Array(kept) == report { return }
    let lines = String(decoding: report, as: UTF8.self).split(separator: "\n")
    let wanted = String(decoding: kept, as: UTF8.self).split(separator: "\n")
    for (line, other) in zip(lines, wanted) where line != other {
      Issue.record("\(topic): \(line)\ninstead of: \(other)")
      break
    }
    #expect(lines.count == wanted.count)
  }

  @Test func thereAreEnough() throws {
    var count = 0
    for topic in try Self.topics() {
      let file = Self.folder.appendingPathComponent(topic + ".py")
      count += Self.programs(Array(try Data(contentsOf: file))).count
    }
    print("broken programs: \(count)")
    #expect(count >= 100)
  }

  // MARK: Programs

  private struct Program {
    var title: [UInt8]
    var source: [UInt8] = []
  }

  private static func programs(_ bytes: [UInt8]) -> [Program] {
    var programs: [Program] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: Array("#: ".utf8)) {
        programs.append(Program(title: line + [0x0A]))
      } else if !programs.isEmpty {
        programs[programs.count - 1].source += line + [0x0A]
      }
    }
    if programs.last?.source.last == 0x0A { programs[programs.count - 1].source.removeLast() }
    return programs
  }

  // MARK: Messages

  /// What `check` finds, and what running says if that is something else.
  private static func messages(_ source: [UInt8], asProgram: Bool) -> String {
    let text = SourceText(source, name: "test.py")
    let session = Session(limits: Limits(steps: 2_000_000, size: 200_000))
    let found = session.check(text)
    var report = found.map { $0.description }.joined()
    var failure: SyntaxDiagnostic?
    do throws(SyntaxDiagnostic) {
      let outcome = try session.run(text)
      if asProgram { _ = try outcome.program() }
    } catch {
      failure = error
    }
    guard let failure else { return report + "-- it runs\n\n" }
    if failure.description != found.first?.description {
      report += (found.isEmpty ? "" : "-- when it runs\n") + failure.description
    } else if !found.contains(where: { $0.description == failure.description }) {
      report += failure.description
    }
    return report + "\n"
  }
}
