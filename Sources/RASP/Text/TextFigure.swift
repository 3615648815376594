/// Figures as text, laid out as the drawn ones: queries to the left of a matrix, keys above, values
/// below, output to the right.
struct TextFigure {
  let trace: Trace

  private static let labelWidth = 9

  /// The longest text of one value.
  private static let cellLimit = 16

  /// A whole program: the input, each layer with its heads side by side, the output.
  func program() -> String {
    let input = TextFigure.labelled("Input", TextBlock([TextFigure.row(trace.input.tokens)]))
    let output = TextFigure.labelled("Final", TextBlock([TextFigure.row(trace.output)]))
    return ([input] + layers() + [output]).joined(separator: "\n")
  }

  /// The layers alone, each with its heads side by side.
  func layers() -> [String] {
    trace.program.heads.enumerated().map { index, heads in
      var layer = head(heads[0])
      for other in heads.dropFirst() { layer = layer.beside(head(other), gap: 4) }
      return TextFigure.labelled("Layer \(index + 1)", layer)
    }
  }

  /// A selector with its keys and queries.
  func selector(_ id: NodeID) -> TextBlock {
    TextBlock(matrixLines(id, comparisons: trace.program.comparisons(of: id), value: nil))
  }

  private func head(_ head: Head) -> TextBlock {
    var lines = matrixLines(head.selector, comparisons: head.comparisons, value: head.value)
    let width = TextBlock(lines).width
    for aggregate in head.aggregates {
      let (outputs, edge) = (trace.values(aggregate), TextBlock(lines).width)
      for (row, value) in outputs.enumerated() {
        let line = head.comparisons.count + row
        lines[line] = lines[line].padded(to: edge) + " " + TextFigure.cell(value)
      }
    }
    if let name = head.name {
      let left = queryWidth(head.comparisons)
      let slack = width - left - name.columns - 2
      let margin = String(repeating: " ", count: left + max(0, slack / 2))
      lines.insert(margin + "(" + name + ")", at: 0)
    }
    return TextBlock(lines)
  }

  private func queryWidth(_ comparisons: [NodeID]) -> Int {
    var width = 0
    for id in comparisons { width += TextFigure.width(queries(id)) + 1 }
    return width
  }

  private func keys(_ comparison: NodeID) -> [Value] {
    trace.program[comparison].keyAndQuery.map { trace.values($0.key) } ?? []
  }

  private func queries(_ comparison: NodeID) -> [Value] {
    trace.program[comparison].keyAndQuery.map { trace.values($0.query) } ?? []
  }

  /// The keys, a line a comparison; the rows of the matrix behind their queries; the values.
  private func matrixLines(
    _ selector: NodeID, comparisons: [NodeID], value: NodeID?
  ) -> [String] {
    let (matrix, candidates) = (trace.matrix(selector), trace.candidates(selector))
    let values = value.map { trace.values($0) }
    let widths = columnWidths(comparisons.map(keys) + (values.map { [$0] } ?? []))
    let margin = String(repeating: " ", count: queryWidth(comparisons))
    var lines = comparisons.map { margin + TextFigure.row(keys($0), widths) }
    for (row, cells) in matrix.enumerated() {
      var line = ""
      for comparison in comparisons {
        let width = TextFigure.width(queries(comparison))
        line += TextFigure.cell(queries(comparison)[row]).indented(to: width) + " "
      }
      let marks = cells.indices.map { column in
        cells[column] ? "■" : candidates?[row][column] == true ? "□" : "·"
      }
      lines.append(line + TextFigure.row(marks, widths))
    }
    if let values { lines.append(margin + TextFigure.row(values, widths)) }
    return lines
  }

  private func columnWidths(_ rows: [[Value]]) -> [Int] {
    var widths = [Int](repeating: 1, count: trace.input.tokens.count)
    for row in rows {
      for (column, value) in row.enumerated() {
        widths[column] = max(widths[column], TextFigure.cell(value).columns)
      }
    }
    return widths
  }
}

extension TextFigure {
  static func cell(_ value: Value) -> String { value.figureText.cut(to: cellLimit) }

  static func width(_ values: [Value]) -> Int {
    var width = 0
    for value in values { width = max(width, cell(value).columns) }
    return width
  }

  static func row(_ values: [Value]) -> String {
    row(values, [Int](repeating: 0, count: values.count))
  }

  static func row(_ values: [Value], _ widths: [Int]) -> String {
    row(values.map(cell), widths)
  }

  static func row(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      line += (index == 0 ? "" : " ") + cell.indented(to: widths[index])
    }
    return line
  }

  /// A block behind a label on its first line.
  static func labelled(_ label: String, _ block: TextBlock) -> String {
    TextBlock([label.indented(to: labelWidth - 2)]).beside(block, gap: 2).text
  }
}
