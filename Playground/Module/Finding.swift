import RASP
import RASPExplorer
import RASPText

/// Something that is wrong with a program, and where in the text that is being edited.
struct Finding {
  let message: String
  let help: String?
  /// In which operation and at which position, a line each.
  let details: [String]
  /// Where in the edited text; `nil` if it is elsewhere, or nowhere.
  let place: EditorPlace?

  var json: String {
    var object = JSONObject()
    object.add("message", message)
    if let help { object.add("help", help) }
    object.add("details", json: JSONObject.array(texts: details))
    if let place { place.add(to: &object) }
    return object.json
  }
}

extension EditorPlace {
  /// The place, if it is in the edited text.
  init?(_ place: Place?, in edited: SourceText) {
    guard let place, place.source === edited else { return nil }
    self.init(line: place.line, range: place.utf16Range)
  }
}

extension Finding {
  init(_ diagnostic: SyntaxDiagnostic, in edited: SourceText) {
    // A place outside the edited text, such as the call of a puzzle, is led to from within it.
    var place = EditorPlace(diagnostic.place, in: edited)
    for call in diagnostic.calls where place == nil {
      place = EditorPlace(call.place, in: edited)
    }
    self.init(
      message: diagnostic.message, help: diagnostic.help.flatMap { Finding.withoutOptions($0) },
      details: diagnostic.details, place: place)
  }

  /// A help for those who have no command line; `nil` if nothing is left.
  private static func withoutOptions(_ help: String) -> String? {
    if help.utf8.isEmpty || help.hasPrefix("--") { return nil }
    let option = ", or give it with -e"
    return help.hasSuffix(option) ? String(help.dropLast(option.utf8.count)) : help
  }
}
