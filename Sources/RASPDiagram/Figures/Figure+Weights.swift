import RASP
import RASPModel

extension Figure {
  /// The weights of a model on one input: for each head what it is meant to attend to beside what
  /// it attends to, then the residual stream by label.
  ///
  /// Weights are shown in parts of what one selected key should get, so that a selected key is 1
  /// whatever the head; the column of BOS is its share of the whole. Cost: n x n for each head, n
  /// for each dimension.
  /// - Parameters:
  ///   - tokens: the input that was traced.
  ///   - isBare: whether it is for a page that has the style of ``Palette`` itself.
  public static func weights(
    _ trace: ForwardTrace, _ model: Transformer, _ labels: Labels, tokens: [Value],
    isBare: Bool = false
  ) -> String {
    WeightsFigure(trace: trace, model: model, labels: labels, tokens: tokens).drawing()
      .document(
        label: "The weights of a transformer of \(model.blocks.count) blocks on an input",
        isBare: isBare)
  }
}

/// Heads block by block, then the contents of the residual stream in the order of writing.
private struct WeightsFigure {
  let trace: ForwardTrace
  let model: Transformer
  let labels: Labels
  let tokens: [Value]

  private static let gap = TextLines.cell

  func drawing() -> Drawing {
    var drawing = Drawing(width: 0, height: 0)
    for (block, heads) in labels.heads.enumerated() {
      for (index, head) in heads.enumerated() {
        let y = drawing.height + (drawing.height == 0 ? 0 : WeightsFigure.gap)
        drawing.place(self.head(head, block, index), x: 0, y: y)
      }
    }
    let y = drawing.height + (drawing.height == 0 ? 0 : WeightsFigure.gap)
    drawing.place(StreamTable(trace: trace, labels: labels, tokens: tokens).drawing(), x: 0, y: y)
    return drawing
  }

  // MARK: Heads

  private func head(_ head: Labels.Head, _ block: Int, _ index: Int) -> Drawing {
    let shares = Shares(trace, model, head, block: block, index: index)
    let title = "Block \(block + 1), head \(index + 1): " + head.sops.joined(separator: ", ")
    var drawing = TextLines.left(title.cut(to: 70), .label)
    drawing.place(TextLines.left(head.selects.cut(to: 90), .name), x: 0, y: drawing.height)
    let top = drawing.height + TextLines.cell
    let queries = TextLines.column(tokens, .query)
    drawing.place(queries, x: 0, y: top + TextLines.cell)
    var x = queries.width
    let parts: [(String, [[Double]], isWhole: Bool)] = [
      ("intended", shares.intended, true), ("softmax", shares.actual, false),
      (shares.differenceText, shares.difference, true),
    ]
    for (caption, cells, isWhole) in parts {
      let matrix = self.matrix(cells, isWhole ? nil : shares.beginning)
      drawing.place(
        TextLines.word(caption, width: max(matrix.width, TextMetrics.width(caption)), .name), x: x,
        y: top - TextLines.cell)
      drawing.place(matrix, x: x, y: top)
      x += max(matrix.width, TextMetrics.width(caption)) + WeightsFigure.gap
    }
    return drawing
  }

  /// Cells with their keys above; BOS's column before them if it is given.
  private func matrix(_ cells: [[Double]], _ beginning: [Double]?) -> Drawing {
    let widths = tokens.map { TextLines.width($0) }
    var drawing = Drawing(width: 0, height: 0)
    var left = 0
    if let beginning {
      let width = TextLines.width("BOS") + 4
      drawing.place(TextLines.word("BOS", width: width, .key), x: 0, y: 0)
      let column = ShadedCells(cells: beginning.map { [$0] }, widths: [width])
      drawing.place(column.drawing(), x: 0, y: TextLines.cell)
      left = width + 4
    }
    drawing.place(TextLines.row(tokens, widths, .key), x: left, y: 0)
    drawing.place(
      ShadedCells(cells: cells, widths: widths).drawing(), x: left, y: TextLines.cell)
    return drawing
  }
}

/// How much each query gives each key, in parts of what one selected key should get.
private struct Shares {
  let intended: [[Double]]
  let actual: [[Double]]
  /// BOS's share of each query's attention.
  let beginning: [Double]
  /// How far off each share is, in parts of the largest of them.
  let difference: [[Double]]
  private let largest: Double

  init(
    _ trace: ForwardTrace, _ model: Transformer, _ head: Labels.Head, block: Int, index: Int
  ) {
    let weights = trace.attention[block][index]
    let marks = trace.intended(head, block: block, isCausal: model.isCausal)
    let sink = head.isSum ? model.sinkWeight : 0
    var actual: [[Double]] = []
    var largest = 0.0
    for (query, row) in marks.enumerated() {
      let selected = Double(row.filter { $0 }.count)
      let whole = max(1, sink + selected)
      actual.append(weights[query + 1].dropFirst().map { Double($0) * whole })
      for (key, isSelected) in row.enumerated() {
        largest = max(largest, abs(actual[query][key] - (isSelected ? 1 : 0)))
      }
    }
    intended = marks.map { $0.map { $0 ? 1 : 0 } }
    self.actual = actual
    self.largest = largest
    beginning = weights.dropFirst().map { Double($0[0]) }
    difference = marks.indices.map { query in
      marks[query].indices.map { key in
        let off = abs(actual[query][key] - (marks[query][key] ? 1 : 0))
        return largest > 0 ? off / largest : 0
      }
    }
  }

  var differenceText: String { "off by " + ShadedCells.text(largest) }
}

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
        shades.append(cell(number, edges[column], row * height, widths[column]))
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
  private func cell(_ number: Double, _ x: Int, _ y: Int, _ width: Int) -> String {
    if abs(number) < 0.004 { return "" }
    let opacity = max(0, min(1, abs(number)))
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
    var (digits, exponent) = (abs(number), 0)
    while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
    let sign = number < 0 ? "-" : ""
    let hundredths = Int((digits * 100).rounded())
    if (-3...3).contains(exponent) {
      return ((number * 1_000).rounded() / 1_000).description
    }
    let rest = hundredths % 100
    return sign + "\(hundredths / 100)." + (rest < 10 ? "0" : "") + "\(rest)e\(exponent)"
  }

  /// A number as it fits a cell.
  static func short(_ number: Double) -> String {
    let rounded = number.rounded()
    if abs(number - rounded) < 0.05 || abs(number) >= 100 { return String(Int64(rounded)) }
    let tenths = (number * 10).rounded() / 10
    return tenths.description
  }
}

/// The contents of the residual stream: a row a dimension, a column a position.
private struct StreamTable {
  let trace: ForwardTrace
  let labels: Labels
  let tokens: [Value]

  private static let rowHeight = 16

  func drawing() -> Drawing {
    var drawing = Drawing(width: 0, height: 0)
    let times = Set(labels.dimensions.map { $0.from }).sorted()
    for time in times {
      let rows = labels.dimensions.filter { $0.from == time }
      let y = drawing.height + (drawing.height == 0 ? 0 : TextLines.cell)
      drawing.place(stage(time, rows), x: 0, y: y)
    }
    return drawing
  }

  private func title(_ time: Int) -> String {
    if time == 0 { return "Residual stream: the embedding" }
    return "Residual stream: what block \((time + 1) / 2) adds, "
      + (time % 2 == 1 ? "attention" : "MLP")
  }

  private func stage(_ time: Int, _ rows: [Labels.Dimension]) -> Drawing {
    var drawing = TextLines.left(title(time), .label)
    var labelWidth = 0
    let texts = rows.map { ("\($0.index)  " + $0.sop + " " + $0.content).cut(to: 48) }
    for text in texts { labelWidth = max(labelWidth, TextMetrics.width(text) * 11 / 15 + 8) }
    let columns: [Value] = ["BOS"] + tokens
    let widths = columns.map { max(36, TextLines.width($0)) }
    let top = drawing.height
    drawing.place(TextLines.row(columns, widths, .key), x: labelWidth, y: top)
    for (index, text) in texts.enumerated() {
      let y = top + TextLines.cell + index * StreamTable.rowHeight
      drawing.place(TextLines.small(text, height: StreamTable.rowHeight), x: 0, y: y)
    }
    let cells = rows.map { row in
      columns.indices.map { Double(trace.stream[time][$0][row.index]) }
    }
    let table = ShadedCells(cells: cells, widths: widths, height: StreamTable.rowHeight)
    drawing.place(table.drawing(), x: labelWidth, y: top + TextLines.cell)
    return drawing
  }
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

  /// A small line of text that starts at the left.
  static func small(_ text: String, height: Int) -> Drawing {
    let size = 11
    return Drawing(
      width: TextMetrics.width(text) * size / TextMetrics.fontSize, height: height,
      elements: "<text class=\"o\" style=\"text-anchor:start;font-size:\(size)px\" y=\""
        + "\(height / 2 + size * 365 / 1_000)\">" + text.xmlEscaped + "</text>")
  }
}
