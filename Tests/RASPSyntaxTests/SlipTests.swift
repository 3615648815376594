import Foundation
import RASP
import RASPSyntax
import RASPText
import TestSupport
import Testing

/// The commonest slips, in each dialect: what is said of them, and that the advice, followed to the
/// letter, runs.
///
/// A program stands behind `#: what is wrong`; behind `#= runs on INPUT` what it is with the advice
/// followed. `#= fails on INPUT, runs on INPUT` is of one that can be built and fails when it runs.
/// The `.txt` beside it repeats each with the messages and the result. A snapshot that is missing is
/// written and the test fails.
@Suite struct SlipTests {
  private struct Slip {
    let title: String
    let broken: String
    /// The input on which it fails; it cannot be built if there is none.
    let failing: String?
    let input: String
    let mended: String
  }

  @Test(arguments: ["raspy.py", "rasp.rasp"])
  func adviceIsKeptAndRuns(_ file: String) throws {
    let folder = Shared.package.appendingPathComponent("Tests/RASPSyntaxTests/Slips")
    let dialect = try #require(Dialect.ofFile(file))
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    let slips = try Self.slips(text)
    #expect(slips.count > 12)
    var report = ""
    for slip in slips {
      let diagnostic = try #require(Self.fault(slip, dialect), "\(slip.title) has no fault")
      let help = try #require(diagnostic.help, "\(slip.title) has no help")
      expectFollowed(help, slip)
      report += "#: \(slip.title)\n\(slip.broken)\(diagnostic.description)#= \(slip.input)\n"
      report += slip.mended + (try Self.run(slip.mended, slip.input, dialect)) + "\n\n"
    }
    let snapshot = folder.appendingPathComponent(file.prefix { $0 != "." } + ".txt")
    guard let kept = try? String(contentsOf: snapshot, encoding: .utf8) else {
      try report.write(to: snapshot, atomically: true, encoding: .utf8)
      Issue.record("wrote \(snapshot.path); read it")
      return
    }
    for (line, other) in zip(report.split(separator: "\n"), kept.split(separator: "\n"))
    where line != other {
      Issue.record("\(line)\ninstead of: \(other)")
      break
    }
    #expect(report.count == kept.count)
  }

  /// The mended program has the code that the advice ends with.
  private func expectFollowed(_ help: String, _ slip: Slip) {
    let marks = [": write it first:\n", "write it first:\n", ": write "]
    guard let mark = marks.first(where: { help.contains($0) }) else {
      #expect(slip.failing != nil, "the help of \(slip.title) has no code: \(help)")
      return
    }
    let code = help.components(separatedBy: mark)[1].split(separator: "\n")
    for line in code {
      let wanted = line.trimmingCharacters(in: .whitespaces)
      #expect(slip.mended.contains(wanted), "\(slip.title): the advice is \(wanted)")
    }
  }

  private static func slips(_ text: String) throws -> [Slip] {
    try text.components(separatedBy: "#: ").dropFirst().map { part in
      let halves = part.components(separatedBy: "#= ")
      let (first, second) = (halves[0], try #require(halves.dropFirst().first))
      let title = String(first.prefix { $0 != "\n" })
      let heading = String(second.prefix { $0 != "\n" })
      let inputs = heading.components(separatedBy: "runs on ")
      let failing = inputs[0].hasPrefix("fails on ") ? inputs[0].dropFirst(9).dropLast(2) : nil
      return Slip(
        title: title, broken: String(first.dropFirst(title.count + 1)),
        failing: failing.map(String.init), input: try #require(inputs.last),
        mended: String(second.dropFirst(heading.count + 1)))
    }
  }

  private static func fault(_ slip: Slip, _ dialect: Dialect) -> SyntaxDiagnostic? {
    let session = dialect.session()
    do throws(SyntaxDiagnostic) {
      let outcome = try session.run(SourceText(slip.broken, name: "slip" + dialect.fileEnding))
      let program = Program(try outcome.program())
      guard let failing = slip.failing else { return nil }
      do throws(Diagnostic) {
        _ = try program.run(Input(failing).tokens)
        return nil
      } catch {
        return session.explain(error)
      }
    } catch {
      return error
    }
  }

  /// The result of a program, or the figure of what is none.
  private static func run(
    _ text: String, _ input: String, _ dialect: Dialect
  ) throws -> String {
    let outcome = try dialect.session().run(SourceText(text, name: "mended"))
    guard case .sop(let sop) = try outcome.program() else { return "-- a selector" }
    return try sop(Input(parsing: input)).description
  }
}
