/// A piece of a figure: its size in pixels, and the SVG elements that draw it from (0, 0).
struct Drawing {
  var width: Int
  var height: Int
  var elements: String

  init(width: Int, height: Int, elements: String = "") {
    self.width = width
    self.height = height
    self.elements = elements
  }

  /// Draws `other` with its corner at (x, y), growing to hold it.
  mutating func add(_ other: Drawing, x: Int, y: Int) {
    width = max(width, x + other.width)
    height = max(height, y + other.height)
    if other.elements.utf8.isEmpty { return }
    elements += "<g transform=\"translate(\(x),\(y))\">" + other.elements + "</g>\n"
  }
}

extension Drawing {
  /// The drawing as a whole SVG file. `label` is what a screen reader says.
  ///
  /// The colours are classes, so that one rule serves light and dark pages. A renderer without
  /// media queries shows the light colours.
  /// - Parameter isBare: whether it is for a page that has the style itself.
  /// - Parameter isHatched: whether there are hidden cells.
  func document(
    label: String, margin: Int = 12, isBare: Bool = false, isHatched: Bool = false
  ) -> String {
    var page = Drawing(width: 0, height: 0)
    page.add(self, x: margin, y: margin)
    let (width, height) = (page.width + margin, page.height + margin)
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
      + " viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"" + label.xmlEscaped
      + "\">\n" + (isBare ? "" : "<style>" + Palette.style + "</style>\n")
      + (isHatched ? SelectorMatrix.pattern : "")
      + "<rect class=\"b\" width=\"\(width)\" height=\"\(height)\"/>\n" + page.elements
      + "</svg>\n"
  }
}

extension String {
  /// The text for an element or an attribute in double quotes. The two characters that XML does
  /// not allow are replaced; the figures have shown control characters by their pictures before.
  var xmlEscaped: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\u{FFFE}", "\u{FFFF}", "\0"..."\u{08}", "\u{0B}", "\u{0C}", "\u{0E}"..."\u{1F}":
        text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
