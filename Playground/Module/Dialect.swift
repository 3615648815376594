import RASP
import RASPSyntax

/// A way of writing programs as text. The page offers what is listed here.
enum Dialect: CaseIterable {
  case raspy
  /// The language of the paper.
  case rasp

  /// What requests call it.
  var id: String {
    switch self {
    case .raspy: "raspy"
    case .rasp: "rasp"
    }
  }

  /// What the page calls it.
  var title: String {
    switch self {
    case .raspy: "RASPy"
    case .rasp: "RASP"
    }
  }

  /// - Throws: a ``RequestError`` that lists the dialects.
  static func named(_ id: String) throws(RequestError) -> Dialect {
    for dialect in allCases where dialect.id == id { return dialect }
    throw RequestError(
      "there is no dialect " + id.cut(to: 40) + "; there is "
        + allCases.map { $0.id }.joined(separator: ", "))
  }

  /// Reads a text and builds its program.
  func read(_ text: EditedText) -> Reading {
    switch self {
    case .raspy: RaspyReader(text).read()
    case .rasp: RaspReader(text).read()
    }
  }
}

/// A program as the page has it.
struct EditedText {
  /// What stands in the editor.
  let source: String
  /// What to evaluate after it; the text's own last expression if `nil`.
  let expression: String?
  /// Texts whose names it may use, such as solutions of earlier puzzles.
  let earlier: [String]
  /// Whether each position sees only itself and what is before it.
  let isCausal: Bool
}

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
