import RASP
import RASPExplorer
import RASPText

/// What a text came to.
struct Reading {
  /// The program; `nil` if the text has an error.
  var program: Program?
  /// The input, if the text itself ran its program on one.
  var input: Input?
  var errors: [Finding] = []
  /// What would fail if it ran, but did not run.
  var warnings: [Finding] = []
  /// What the text printed.
  var printed = ""
  /// Where in the edited text an operation was written.
  var place: (Origin?) -> EditorPlace? = { _ in nil }
  /// What the program met when it ran.
  var explain: (Diagnostic) -> Finding = { diagnostic in
    Finding(
      message: diagnostic.problem.description, help: nil, details: diagnostic.details, place: nil)
  }
}
