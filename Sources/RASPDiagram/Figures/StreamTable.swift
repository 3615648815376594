import RASP
import RASPModel

/// The contents of the residual stream: a row a dimension, a column a position.
struct StreamTable {
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
      drawing.add(stage(time, rows), x: 0, y: y)
    }
    return drawing
  }

  private func title(_ time: Int) -> String {
    if time == 0 { return "Residual stream: the embedding" }
    return "Residual stream: what block \((time - 1) / 2) adds, "
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
    drawing.add(TextLines.row(columns, widths: widths, role: .key), x: labelWidth, y: top)
    for (index, text) in texts.enumerated() {
      let y = top + TextLines.cell + index * StreamTable.rowHeight
      drawing.add(TextLines.small(text, height: StreamTable.rowHeight), x: 0, y: y)
    }
    let cells = rows.map { row in
      columns.indices.map { Double(trace.stream[time][$0][row.index]) }
    }
    let table = ShadedCells(cells: cells, widths: widths, height: StreamTable.rowHeight)
    drawing.add(table.drawing(), x: labelWidth, y: top + TextLines.cell)
    return drawing
  }
}
