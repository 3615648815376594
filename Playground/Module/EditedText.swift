import RASP
import RASPSyntax
import RASPText

/// A program as the page has it.
struct EditedText {
  /// How it is written.
  let dialect: Dialect
  /// What stands in the editor.
  let source: String
  /// What to evaluate after it; the text's own last expression if `nil`.
  let expression: String?
  /// Solutions of earlier puzzles, whose names it may use if it is in their dialect.
  let earlier: [String]
  /// Whether each position sees only itself and what is before it.
  let isCausal: Bool

  init(
    _ dialect: Dialect, source: String, expression: String?, earlier: [String], isCausal: Bool
  ) {
    self.dialect = dialect
    self.source = source
    self.expression = expression
    self.earlier = dialect.id == DialectDescription.ofPuzzles.id ? earlier : []
    self.isCausal = isCausal
  }
}

extension EditedText {
  /// What files that are made of it call it.
  var fileName: String { "program" + dialect.fileEnding }
}

extension Request {
  /// The dialect of some whose id is the argument at an index.
  ///
  /// - Throws: a ``RequestError`` that lists the dialects.
  func dialect(_ index: Int, among dialects: [Dialect]) throws(RequestError) -> Dialect {
    let id = try text(index)
    for dialect in dialects where dialect.id == id { return dialect }
    throw RequestError(
      "there is no dialect " + id.cut(to: 40) + "; there is "
        + dialects.map { $0.id }.joined(separator: ", "))
  }
}
