import RASP
import RASPExplorer
import RASPText

/// Reads a text of any dialect and builds its program.
struct TextReader {
  private let text: EditedText
  private let source: SourceText
  private let session: TextSession
  private let printed = Printed()

  /// Less than on the command line: a page should answer while one types.
  private static let limits = Limits(
    steps: 2_000_000, size: 100_000, total: 2_000_000, operations: 20_000)

  init(_ text: EditedText) {
    self.text = text
    source = SourceText(text.source, name: "program")
    session = text.dialect.session(
      Surroundings(limits: TextReader.limits, print: { [printed] in printed.add($0) }))
  }

  func read() -> Reading {
    var reading = Reading()
    let (session, source) = (session, source)
    reading.place = { EditorPlace(session.place($0), in: source) }
    reading.explain = { Finding(session.explain($0), in: source) }
    runEarlier()
    do throws(SyntaxDiagnostic) {
      try build(&reading)
      reading.warnings = findings()
    } catch {
      reading.errors = findings()
      let isKnown = reading.errors.contains { $0.message == error.message }
      if !isKnown { reading.errors.insert(Finding(error, in: source), at: 0) }
    }
    reading.printed = printed.text
    return reading
  }

  /// Earlier solutions help where they can; one that fails is just not there.
  private func runEarlier() {
    for earlier in text.earlier {
      do throws(SyntaxDiagnostic) {
        try session.run(SourceText(earlier, name: "earlier"))
      } catch {
        continue
      }
    }
  }

  private func build(_ reading: inout Reading) throws(SyntaxDiagnostic) {
    var outcome = try session.run(source)
    if let expression = text.expression { outcome = try session.evaluate(expression) }
    if let output = outcome.output {
      (reading.program, reading.input) = (output.program, output.input)
      return
    }
    reading.program = Program(try outcome.program(), causal: text.isCausal)
  }

  private func findings() -> [Finding] {
    session.check(source).prefix(20).map { Finding($0, in: source) }
  }

  /// Runs the text itself, for calls after it.
  func prepare() throws(SyntaxDiagnostic) {
    runEarlier()
    try session.run(source)
  }

  func finding(_ diagnostic: SyntaxDiagnostic) -> Finding { Finding(diagnostic, in: source) }

  func finding(_ diagnostic: Diagnostic) -> Finding {
    Finding(session.explain(diagnostic), in: source)
  }

  /// The program of a call after the text, for the checker of puzzles.
  func program(_ call: String) throws(SyntaxDiagnostic) -> SOp {
    try session.evaluate(call, name: "check").sop()
  }
}

/// What a text prints, cut where nobody would read on.
final class Printed {
  private(set) var text = ""
  private static let limit = 20_000

  func add(_ more: String) {
    if text.utf8.count < Printed.limit { text += more }
  }
}
