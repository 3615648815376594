import RASP

/// Lays a diagnostic out for a terminal: the message, the marked line, the run, the calls, the help.
struct DiagnosticRenderer {
  let diagnostic: SyntaxDiagnostic

  /// How many columns of a long line are shown.
  private static let window = 96
  /// How many calls are shown at either end of a long chain.
  private static let shownCalls = 4

  func text() -> String {
    var text = "error: " + diagnostic.message + "\n"
    if let place = diagnostic.place {
      text += "  --> " + place.description + "\n" + marked(place)
    }
    for detail in diagnostic.details { text += "  " + detail + "\n" }
    text += calls()
    if let help = diagnostic.help { text += "  help: " + help + "\n" }
    return text
  }

  private func calls() -> String {
    let (calls, shown) = (diagnostic.calls, DiagnosticRenderer.shownCalls)
    var text = ""
    for (index, call) in calls.enumerated() {
      if calls.count > 2 * shown + 1, (shown..<calls.count - shown).contains(index) {
        if index == shown { text += "  … \(calls.count - 2 * shown) calls more\n" }
        continue
      }
      let what = call.function.map { "in " + $0 + ", called at " } ?? "run at "
      text += "  " + what + call.place.description + "\n"
    }
    return text
  }

  /// The line of the place and, below it, the mark.
  private func marked(_ place: Place) -> String {
    let line = place.source.line(place.source.lineIndex(place.span.start))
    if line.start == line.end { return "" }
    let start = min(place.span.start, line.end)
    let end = max(start, min(place.span.end, line.end))
    let left = cut(
      visible(place, start: line.start, end: start), keepingLast: DiagnosticRenderer.window / 2)
    let middle = cut(
      visible(place, start: start, end: end), keepingFirst: DiagnosticRenderer.window)
    let room = max(0, DiagnosticRenderer.window - left.count - middle.count)
    let right = cut(visible(place, start: end, end: line.end), keepingFirst: room)
    let indent = String(repeating: " ", count: String(left).columns)
    let tildes = String(repeating: "~", count: max(0, String(middle).columns - 1))
    return "  " + String(left + middle + right) + "\n  " + indent + "^" + tildes + "\n"
  }

  private func cut(_ text: [Unicode.Scalar], keepingFirst count: Int) -> [Unicode.Scalar] {
    text.count > count ? text.prefix(count) + ["…"] : text
  }

  private func cut(_ text: [Unicode.Scalar], keepingLast count: Int) -> [Unicode.Scalar] {
    text.count > count ? ["…"] + text.suffix(count) : text
  }

  /// Tabs as a space and other control characters as their pictures, so that columns agree.
  private func visible(_ place: Place, start: UInt32, end: UInt32) -> [Unicode.Scalar] {
    place.source.text(Span(start, end)).unicodeScalars.map { scalar in
      if scalar == "\t" { return " " }
      if scalar.value == 0x7F { return "␡" }
      return scalar.value < 0x20 ? Unicode.Scalar(scalar.value + 0x2400) ?? scalar : scalar
    }
  }
}

extension String {
  fileprivate init(_ scalars: [Unicode.Scalar]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
