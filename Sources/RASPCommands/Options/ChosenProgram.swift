import RASP
import RASPText

/// A program that was chosen on the command line, and the inputs that came with it.
struct ChosenProgram {
  /// What it is called: its name, its file, or the text itself.
  let name: String
  let runnable: Outcome.Runnable
  /// An input that shows the program.
  let example: Input
  /// What the text itself ran the program on, if its last line does.
  let applied: Input?
  let inputs: [String]
  private let explain: ((Diagnostic) -> SyntaxDiagnostic)?

  init(_ entry: Gallery.Entry, inputs: [String]) {
    name = entry.name
    runnable = .sop(entry.program)
    example = entry.example
    applied = nil
    self.inputs = inputs
    explain = nil
  }

  /// - Parameter explain: finds the place of an error of a run in the program's text.
  init(
    _ name: String, _ outcome: Outcome, example: Input,
    explain: @escaping (Diagnostic) -> SyntaxDiagnostic, inputs: [String]
  ) throws(SyntaxDiagnostic) {
    self.name = name
    runnable = try outcome.program()
    applied = outcome.input
    self.example = outcome.input ?? example
    self.inputs = inputs
    self.explain = explain
  }

  /// What to run the program on, as lines of text: the inputs that were given, or else what the text
  /// itself ran it on.
  var lines: [InputLine] {
    let texts = inputs.isEmpty ? applied.map { [Value.jsonArray($0.tokens)] } ?? [] : inputs
    return texts.map { .text($0) }
  }

  func program(causal: Bool = false) -> Program { Program(runnable, causal: causal) }

  /// An error of a run, with its place in the program's text if there is one.
  func failure(_ diagnostic: Diagnostic) -> Failure {
    guard let explain else { return Failure(diagnostic.description) }
    return Failure(explain(diagnostic))
  }
}
