import RASP
import RASPSyntax

/// Reads a text of the RASP dialect. Its program is the value of its last statement that has one.
struct RaspReader {
  private let text: EditedText
  private let source: SourceText

  init(_ text: EditedText) {
    self.text = text
    source = SourceText(text.source, name: "program")
  }

  func read() -> Reading {
    var reading = Reading()
    let source = source
    let session = ClassicSession(limits: RaspyReader.limits)
    reading.place = { EditorPlace(session.place($0), in: source) }
    reading.explain = { Finding(session.explain($0), in: source) }
    do throws(SyntaxDiagnostic) {
      try build(&reading, session)
    } catch {
      reading.errors = findings()
      let isKnown = reading.errors.contains { $0.message == error.message }
      if !isKnown { reading.errors.insert(Finding(error, in: source), at: 0) }
    }
    return reading
  }

  private func build(_ reading: inout Reading, _ session: ClassicSession) throws(SyntaxDiagnostic) {
    var outcome = try session.run(source)
    if let expression = text.expression { outcome = try session.evaluate(expression) }
    switch try outcome.program() {
    case .sop(let sop): reading.program = Program(sop, causal: text.isCausal)
    case .selector(let selector): reading.program = Program(selector, causal: text.isCausal)
    }
  }

  /// Everything that is wrong. The statements run once more, so in a session of their own.
  private func findings() -> [Finding] {
    ClassicSession(limits: RaspyReader.limits).check(source).prefix(20)
      .map { Finding($0, in: source) }
  }
}
