import RASPSyntax
import RASPText

/// Runs the cells of a notebook one after the other, as people do: an error ends its cell and not
/// the notebook, and what a cell's last expression gives is shown.
struct NotebookRun {
  /// The last value of a cell that is a program.
  private(set) var last: Outcome?
  private(set) var hasFailed = false

  /// - Parameter show: is given what cells show.
  init(_ notebook: Notebook, in session: TextSession, show: (String) -> Void) {
    for note in notebook.notes { FileIO.printError("note: " + note) }
    for cell in notebook.cells {
      do throws(SyntaxDiagnostic) {
        let outcome = try session.run(cell)
        guard outcome.hasValue else { continue }
        show(try outcome.display())
        if (try? outcome.program()) != nil { last = outcome }
      } catch {
        hasFailed = true
        for message in Failure(error).messages { FileIO.printError("error: " + message) }
      }
    }
  }
}
