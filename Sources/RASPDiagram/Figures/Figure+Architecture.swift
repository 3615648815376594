import RASP

extension Figure {
  /// A part of a transformer, as the sketch names it.
  public enum Part: Sendable, Hashable, CaseIterable {
    case input, feedForward, attention, final
    case key, query, value, output
  }

  /// The sketch of a transformer beside the sketch of one attention head. Highlighted parts are
  /// coloured.
  ///
  /// ```swift
  /// Figure.architecture(highlighting: [.attention, .key, .query])
  /// ```
  public static func architecture(highlighting parts: Set<Part> = []) -> String {
    var sketch = Sketch(highlighted: parts)
    sketch.drawStack()
    sketch.drawHead()
    let label =
      "A transformer: input, feed forward, attention, final;"
      + " attention: key, query, value, output"
    return Drawing(width: 444, height: 384, elements: sketch.elements).document(label: label)
  }
}

/// The strokes of the architecture sketch, at fixed points.
private struct Sketch {
  let highlighted: Set<Figure.Part>
  var elements = ""

  /// The stack of layers, read downwards.
  mutating func drawStack() {
    elements += "<path class=\"p\" d=\"M2 98h142v186h-142z\"/>\n"
    box(.input, text: "Input", x: 10, y: 2, width: 126, height: 50, colour: .box, corner: 5)
    box(
      .feedForward, text: "Feed Forward", x: 10, y: 116, width: 126, height: 50, colour: .box,
      corner: 5)
    box(
      .attention, text: "Attention", x: 10, y: 214, width: 126, height: 50, colour: .box, corner: 5)
    box(.final, text: "Final", x: 10, y: 332, width: 126, height: 50, colour: .box, corner: 5)
    arrow(from: (73, 52), to: (73, 98))
    arrow(from: (73, 166), to: (73, 214))
    arrow(from: (73, 284), to: (73, 332))
  }

  /// One head: queries come in from the left, keys from above, values from below.
  mutating func drawHead() {
    box(.key, text: "key", x: 280, y: 84, width: 116, height: 48, colour: .keyBox)
    box(
      .query, text: "query", x: 232, y: 132, width: 48, height: 116, colour: .queryBox, turned: -90)
    box(.value, text: "value", x: 280, y: 248, width: 116, height: 48, colour: .valueBox)
    box(.output, text: "output", x: 396, y: 132, width: 48, height: 116, colour: .box, turned: 90)
    elements += "<path class=\"p\" d=\"M280 132h116v116h-116z\"/>\n"
    for x in [304, 352] {
      elements += "<path class=\"o\" d=\"M\(x) 180h20v20h-20z\"/>\n"
    }
    arrow(from: (280, 190), to: (304, 190))
    arrow(from: (324, 190), to: (352, 190))
    arrow(from: (372, 190), to: (396, 190))
    arrow(from: (338, 132), to: (314, 180))
    arrow(from: (338, 248), to: (362, 200))
  }

  private mutating func box(
    _ part: Figure.Part, text: String, x: Int, y: Int, width: Int, height: Int,
    colour: Palette.Role, corner: Int = 0, turned angle: Int = 0
  ) {
    let isOn = highlighted.contains(part)
    let frame = "x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\" rx=\"\(corner)\""
    if isOn { elements += "<rect class=\"" + colour.rawValue + "\" " + frame + "/>\n" }
    elements += "<rect class=\"p\" " + frame + "/>\n"
    let transform = "translate(\(x + width / 2),\(y + height / 2)) rotate(\(angle))"
    elements +=
      "<text class=\"" + (isOn ? Palette.Role.boxText : .ink).rawValue
      + "\" transform=\"" + transform + "\" y=\"\(TextMetrics.baseline(0))\">" + text + "</text>\n"
  }

  private mutating func arrow(from: (x: Int, y: Int), to: (x: Int, y: Int)) {
    let (dx, dy) = (Double(to.x - from.x), Double(to.y - from.y))
    let length = (dx * dx + dy * dy).squareRoot()
    let (ux, uy) = (dx / length, dy / length)
    func point(back: Double, aside: Double) -> String {
      let x = Double(to.x) - back * ux - aside * uy
      let y = Double(to.y) - back * uy + aside * ux
      return decimal(x) + " " + decimal(y)
    }
    elements += "<path class=\"p\" d=\"M\(from.x) \(from.y)L\(to.x) \(to.y)\"/>"
    elements +=
      "<path class=\"o\" d=\"M\(to.x) \(to.y)L" + point(back: 9, aside: 4.5) + "L"
      + point(back: 6.5, aside: 0) + "L" + point(back: 9, aside: -4.5) + "z\"/>\n"
  }

  /// A coordinate with one digit behind the point.
  private func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }
}
