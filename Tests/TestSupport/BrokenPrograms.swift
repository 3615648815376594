import Foundation
import Testing

/// Broken programs of a dialect and what is said of them, side by side in one file a topic. Where the
/// file of what is said is missing, it is written, and the test fails so that it gets read.
public struct BrokenPrograms: Sendable {
  private let folder: URL
  private let fileEnding: String
  /// What starts the line with the title of a program.
  private let mark: String

  /// - Parameters:
  ///   - tests: the name of the test target, whose folder `Broken` has the files.
  ///   - comment: what starts a comment in the dialect.
  public init(tests: String, fileEnding: String, comment: String) {
    folder = Shared.package.appendingPathComponent("Tests/\(tests)/Broken")
    self.fileEnding = fileEnding
    mark = comment + ": "
  }

  public func topics() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(fileEnding) }.map { String($0.dropLast(fileEnding.count)) }.sorted()
  }

  /// How many programs there are in all topics.
  public func count() throws -> Int { try topics().map { try programs($0).count }.reduce(0, +) }

  /// - Parameters:
  ///   - check: what a check of a text with a name finds.
  ///   - run: what running it throws; `nil` if it runs.
  public func expectMessagesAreKept(
    _ topic: String, check: (_ text: String, _ name: String) -> [String],
    run: (_ text: String, _ name: String) -> String?
  ) throws {
    let report = try programs(topic).map { program in
      let lines = program.split(separator: "\n", maxSplits: 1)
      let (text, name) = (lines.count > 1 ? String(lines[1]) : "", "test" + fileEnding)
      return program + BrokenPrograms.messages(check(text, name), run(text, name))
    }.joined()
    let snapshot = folder.appendingPathComponent(topic + ".txt")
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

  /// The programs of a topic, each with its title.
  private func programs(_ topic: String) throws -> [String] {
    let file = folder.appendingPathComponent(topic + fileEnding)
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.components(separatedBy: mark).dropFirst().map { mark + $0 }
  }

  /// What a check finds, and what running says if that is something else.
  private static func messages(_ found: [String], _ error: String?) -> String {
    guard let error else { return found.joined() + "-- it runs\n\n" }
    return found.joined() + (error == found.first ? "" : "-- when it runs\n" + error) + "\n"
  }
}
