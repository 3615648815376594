import Foundation
import RASP
import RASPModel
import RASPSyntax
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
  /// What it was made from; `nil` if that is not kept.
  let record: ProgramRecord?
  private let session: TextSession?

  init(_ entry: Gallery.Entry, inputs: [String]) {
    name = entry.name
    runnable = .sop(entry.program)
    example = entry.example
    applied = nil
    self.inputs = inputs
    record = ProgramRecord(gallery: entry.name)
    session = nil
  }

  /// - Parameter session: what ran the text; it finds places in it.
  init(
    _ name: String, _ outcome: Outcome, session: TextSession, record: ProgramRecord?,
    inputs: [String]
  ) throws(SyntaxDiagnostic) {
    self.name = name
    runnable = try outcome.program()
    applied = outcome.input
    self.example = outcome.input ?? session.example
    self.inputs = inputs
    self.record = record
    self.session = session
  }

  /// What to run the program on, as lines of text: the inputs that were given, or else what the text
  /// itself ran it on.
  var lines: [InputLine] {
    let texts = inputs.isEmpty ? applied.map { [Value.jsonArray($0.tokens)] } ?? [] : inputs
    return texts.map { .text($0) }
  }

  func program(causal: Bool = false) -> Program { Program(runnable, causal: causal) }

  /// What an expression promises of inputs, which may use the program's names.
  ///
  /// - Throws: a ``Failure`` with the place in the expression, or that it is no s-op.
  func promise(_ text: String) throws -> Program {
    let session = session ?? Dialect.standard.session(Surroundings())
    do throws(SyntaxDiagnostic) {
      let outcome = try session.evaluate(text, name: "--where")
      guard case .sop(let sop) = try outcome.program() else {
        throw SyntaxDiagnostic(
          Report(.meaning, "--where takes an s-op, which is True at every position"), at: nil)
      }
      return Program(sop)
    } catch {
      throw Failure(error)
    }
  }

  /// An error of a run, with its place in the program's text if there is one.
  func failure(_ diagnostic: Diagnostic) -> Failure {
    guard let session else { return Failure(diagnostic.description) }
    return Failure(session.explain(diagnostic))
  }

  /// The line of a text where a part of the program was written.
  func line(_ origin: Origin) -> Labels.Line? {
    session?.place(origin).map {
      Labels.Line(file: ($0.source.name as NSString).lastPathComponent, number: $0.line)
    }
  }
}
