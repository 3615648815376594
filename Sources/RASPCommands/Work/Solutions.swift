import RASP
import RASPPuzzles
import RASPSyntax
import RASPText

/// A file of solutions to the puzzles.
struct Solutions {
  private let session: TextSession

  /// - Throws: a ``Failure`` if the file cannot be read or run.
  init(_ path: String, seed: UInt64 = 0) throws {
    var surroundings = Surroundings(
      print: { FileIO.printError($0, terminator: "") }, module: FileIO.modules(beside: path),
      seed: seed)
    if Notebook.isNotebook(path) {
      surroundings.keepsNamesOfFailures = true
      session = Dialect.ofPuzzles.session(surroundings)
      let notebook = try Notebook(path)
      for cell in notebook.cells { run(cell) }
      return
    }
    session = Dialect.ofPuzzles.session(surroundings)
    do {
      try session.run(try FileIO.readSource(path))
    } catch let diagnostic as SyntaxDiagnostic {
      throw Failure(diagnostic)
    }
  }

  /// Runs a cell, whose error ends it alone. A stub that is called is what is not solved yet.
  private func run(_ cell: SourceText) {
    do throws(SyntaxDiagnostic) {
      try session.run(cell)
    } catch {
      if error.isNotImplemented { return }
      for message in Failure(error).messages { FileIO.printError("error: " + message) }
    }
  }

  /// What became of a puzzle.
  enum State {
    /// Not defined, or still the stub.
    case open
    case solved(Score, par: Score)
    /// A case that does not come out right.
    case wrong(Puzzle.Case, figure: String, output: [Value])
    /// An error, in building the program or in running it.
    case failed(Failure)

    var isSolved: Bool { if case .solved = self { true } else { false } }
  }

  func check(_ puzzle: Puzzle) -> State {
    guard session.names.contains(puzzle.name) else { return .open }
    do {
      let verdict = try puzzle.check { (call: String) throws(SyntaxDiagnostic) -> SOp in
        try program(call)
      }
      switch verdict {
      case .solved(let score, let par): return .solved(score, par: par)
      case .wrong(let check, let program, let output):
        let figure = (try? program.figure(on: check.input)) ?? ""
        return .wrong(check, figure: figure, output: output)
      case .failed(_, _, let diagnostic):
        return .failed(Failure(session.explain(diagnostic)))
      }
    } catch {
      return error.isNotImplemented ? .open : .failed(Failure(error))
    }
  }

  private func program(_ call: String) throws(SyntaxDiagnostic) -> SOp {
    try session.evaluate(call, name: "<check>").sop()
  }
}
