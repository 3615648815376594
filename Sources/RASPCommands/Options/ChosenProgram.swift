import RASP
import RASPText

/// A program that was chosen on the command line, and the inputs that came with it.
struct ChosenProgram {
  /// What it is called: its name, its file, or the text itself.
  let name: String
  let runnable: Outcome.Runnable
  /// An input that shows the program.
  let example: Input
  let inputs: [String]
  private let explain: ((Diagnostic) -> SyntaxDiagnostic)?

  init(_ entry: Gallery.Entry, inputs: [String]) {
    name = entry.name
    runnable = .sop(entry.program)
    example = entry.example
    self.inputs = inputs
    explain = nil
  }

  /// - Parameter explain: finds the place of an error of a run in the program's text.
  init(
    _ name: String, _ runnable: Outcome.Runnable, example: Input,
    explain: @escaping (Diagnostic) -> SyntaxDiagnostic, inputs: [String]
  ) {
    self.name = name
    self.runnable = runnable
    self.example = example
    self.inputs = inputs
    self.explain = explain
  }

  func program(causal: Bool = false) -> Program { Program(runnable, causal: causal) }

  /// An error of a run, with its place in the program's text if there is one.
  func failure(_ diagnostic: Diagnostic) -> Failure {
    guard let explain else { return Failure(diagnostic.description) }
    return Failure(explain(diagnostic))
  }
}
