/// Numbers from 0 to 1 as shades; others are written.
struct ShadedCells {
  let cells: [[Double]]
  let widths: [Int]
  var height = TextLines.cell

  func drawing() -> Drawing {
    var edges = [0]
    for width in widths { edges.append(edges[edges.count - 1] + width) }
    var shades: [String] = []
    for (row, cells) in cells.enumerated() {
      for (column, number) in cells.enumerated() {
        shades.append(cell(number, x: edges[column], y: row * height, width: widths[column]))
      }
    }
    let (width, total) = (edges[edges.count - 1], cells.count * height)
    var lines = ""
    for x in edges { lines += "M\(x) 0v\(total)" }
    for row in 0...cells.count { lines += "M0 \(row * height)h\(width)" }
    let grid = "<path class=\"g\" transform=\"translate(.5,.5)\" d=\"" + lines + "\"/>"
    return Drawing(width: width, height: total, elements: shades.joined() + grid)
  }

  /// A number near zero is left out; one between is a shade; one outside is written.
  private func cell(_ number: Double, x: Int, y: Int, width: Int) -> String {
    if abs(number) < 0.004 { return "" }
    let opacity = number.isNaN ? 1 : max(0, min(1, abs(number)))
    let hundredths = Int((opacity * 100).rounded())
    var text = "<rect class=\"hq\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
    if hundredths < 100 {
      text += " fill-opacity=\"." + (hundredths < 10 ? "0" : "") + "\(hundredths)\""
    }
    text += "><title>" + ShadedCells.text(number) + "</title></rect>"
    if abs(number - 1) < 0.004 || number > 0 && number < 1 { return text }
    let size = min(11, height - 4)
    return text + "<text class=\"t\" style=\"font-size:\(size)px\" x=\"\(x + width / 2)\" y=\""
      + "\(y + height / 2 + size * 365 / 1_000)\">" + ShadedCells.short(number) + "</text>"
  }

  /// A number with three digits.
  static func text(_ number: Double) -> String {
    if number == 0 { return "0" }
    if number.isNaN { return "no number" }
    if number.isInfinite { return number < 0 ? "-∞" : "∞" }
    var (digits, exponent) = (abs(number), 0)
    while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
    let sign = number < 0 ? "-" : ""
    var hundredths = Int((digits * 100).rounded())
    if hundredths == 1_000 { (hundredths, exponent) = (100, exponent + 1) }
    if (-3...3).contains(exponent) {
      return ((number * 1_000).rounded() / 1_000).description
    }
    let rest = hundredths % 100
    return sign + "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)e\(exponent)"
  }

  /// A number as it fits a cell.
  static func short(_ number: Double) -> String {
    let rounded = number.rounded()
    if !(abs(number) < 1e6) { return text(number) }
    if abs(number - rounded) < 0.05 || abs(number) >= 100 { return String(Int64(rounded)) }
    let tenths = (number * 10).rounded() / 10
    return tenths.description
  }
}
