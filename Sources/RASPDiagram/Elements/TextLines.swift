import RASP

/// Values in a row or column, each centred in its cell.
enum TextLines {
  /// The side of a cell with a short value.
  static let cell = 24

  /// The longest text of one value.
  static let limit = 14

  static func text(_ value: Value) -> String { value.figureText.cut(to: limit) }

  /// The width that a value's cell needs. Two digits still fit the square cell.
  static func width(_ value: Value) -> Int {
    let width = TextMetrics.width(text(value))
    return width + 2 <= cell ? cell : width + 10
  }

  static func width(_ values: [Value]) -> Int {
    var width = cell
    for value in values { width = max(width, self.width(value)) }
    return width
  }

  /// Values side by side, in cells of these widths.
  static func row(_ values: [Value], widths: [Int], role: Palette.Role) -> Drawing {
    var (elements, x) = ("", 0)
    for (value, width) in zip(values, widths) {
      elements += "<text x=\"\(x + width / 2)\">" + text(value).xmlEscaped + "</text>"
      x += width
    }
    let baseline = TextMetrics.baseline(cell)
    let group = "<g class=\"" + role.rawValue + "\" transform=\"translate(0,\(baseline))\">"
    return Drawing(width: x, height: cell, elements: group + elements + "</g>")
  }

  /// Values side by side, each as wide as it needs.
  static func row(_ values: [Value], _ role: Palette.Role) -> Drawing {
    row(values, widths: values.map { width($0) }, role: role)
  }

  /// Values below each other, in cells of the standard height.
  static func column(_ values: [Value], _ role: Palette.Role) -> Drawing {
    let width = self.width(values)
    var elements = ""
    for (index, value) in values.enumerated() {
      let y = index * cell + TextMetrics.baseline(cell)
      elements += "<text y=\"\(y)\">" + text(value).xmlEscaped + "</text>"
    }
    let group = "<g class=\"" + role.rawValue + "\" transform=\"translate(\(width / 2),0)\">"
    return Drawing(
      width: width, height: values.count * cell, elements: group + elements + "</g>")
  }

  /// One word in the middle of a box of this size.
  static func word(_ text: String, width: Int, height: Int = cell, _ role: Palette.Role) -> Drawing
  {
    let y = TextMetrics.baseline(height)
    return Drawing(
      width: width, height: height,
      elements: "<text class=\"" + role.rawValue + "\" x=\"\(width / 2)\" y=\"\(y)\">"
        + text.xmlEscaped + "</text>")
  }

  /// The label at the left of a line of a figure.
  static func label(_ text: String, height: Int = cell) -> Drawing {
    word(text, width: labelWidth, height: height, .label)
  }

  static let labelWidth = 84
}

extension TextLines {
  /// A line of text that starts at the left.
  static func left(_ text: String, _ role: Palette.Role) -> Drawing {
    let width = TextMetrics.width(text)
    return Drawing(
      width: width, height: cell,
      elements: "<text class=\"" + role.rawValue + "\" style=\"text-anchor:start\" y=\""
        + "\(TextMetrics.baseline(cell))\">" + text.xmlEscaped + "</text>")
  }

  /// Words beside each other, in columns of one width.
  static func legend(_ words: [(text: String, role: Palette.Role)]) -> Drawing {
    let column = 128
    var drawing = Drawing(width: 0, height: cell)
    for (index, word) in words.enumerated() {
      let width = TextMetrics.width(word.text)
      drawing.add(TextLines.word(word.text, width: width, word.role), x: index * column, y: 0)
    }
    return drawing
  }

  /// A small line of text that starts at the left.
  static func small(_ text: String, height: Int) -> Drawing {
    let size = 11
    return Drawing(
      width: TextMetrics.width(text) * size / TextMetrics.fontSize, height: height,
      elements: "<text class=\"o\" style=\"text-anchor:start;font-size:\(size)px\" y=\""
        + "\(height / 2 + size * 365 / 1_000)\">" + text.xmlEscaped + "</text>")
  }
}
