import RASP

/// A selector with its keys above and its queries to the left, and for a head also the values
/// below, the output to the right and the name above.
struct HeadFigure {
  let trace: Trace
  private let selector: NodeID
  let comparisons: [NodeID]
  let head: Head?
  /// Whether a tooltip tells what meets at a cell.
  private let hasTooltips: Bool

  init(_ trace: Trace, _ head: Head, hasTooltips: Bool = true) {
    self.hasTooltips = hasTooltips
    self.trace = trace
    self.head = head
    selector = head.selector
    comparisons = head.comparisons
  }

  init(_ trace: Trace, selector: NodeID, hasTooltips: Bool = true) {
    self.hasTooltips = hasTooltips
    self.trace = trace
    head = nil
    self.selector = selector
    comparisons = trace.program.comparisons(of: selector)
  }

  func drawing() -> Drawing {
    let keys = comparisons.map { trace.keys($0) }
    let queries = comparisons.map { TextLines.column(trace.queries($0), .query) }
    let values = head.map { trace.values($0.value) }
    let widths = columnWidths(keys + (values.map { [$0] } ?? []))
    let matrix = SelectorMatrix(
      cells: trace.matrix(selector), candidates: trace.candidates(selector), widths: widths,
      isCausal: trace.program.isCausal,
      tooltip: hasTooltips && trace.isKnown(selector) ? tooltip(values) : nil
    ).drawing()

    var left = 0
    for query in queries { left += query.width }
    let top = matrixTop
    var drawing = Drawing(width: 0, height: 0)
    if let name = head?.name { addName(name, over: matrix, left, in: &drawing) }
    for (index, row) in keys.enumerated() {
      let y = top - (keys.count - index) * TextLines.cell
      drawing.add(TextLines.row(row, widths: widths, role: .key), x: left, y: y)
    }
    var x = 0
    for query in queries {
      drawing.add(query, x: x, y: top)
      x += query.width
    }
    drawing.add(matrix, x: left, y: top)
    if let values {
      drawing.add(
        TextLines.row(values, widths: widths, role: .value), x: left, y: top + matrix.height)
    }
    x = left + matrix.width
    for aggregate in head?.aggregates ?? [] {
      let output = TextLines.column(trace.values(aggregate), .ink)
      drawing.add(output, x: x, y: top)
      x += output.width
    }
    markFailure(below: top, in: &drawing)
    return drawing
  }

  /// A band over the row of the query at which the program failed.
  private func markFailure(below top: Int, in drawing: inout Drawing) {
    guard let query = trace.failedQuery, trace.hasFailed(selector, head?.aggregates ?? []) else {
      return
    }
    let (width, height) = (drawing.width, TextLines.cell)
    let band = "<path class=\"v\" fill-opacity=\".3\" d=\"M0 0h\(width)v\(height)H0\"/>"
    drawing.add(
      Drawing(width: width, height: height, elements: band), x: 0, y: top + query * height)
  }

  /// How far below the top of the drawing the matrix starts.
  var matrixTop: Int { (comparisons.count + (head?.name == nil ? 0 : 1)) * TextLines.cell }

  private func addName(
    _ name: String, over matrix: Drawing, _ left: Int, in drawing: inout Drawing
  ) {
    let text = "(" + name.cut(to: 40) + ")"
    let width = TextMetrics.width(text)
    let x = max(0, left + (matrix.width - width) / 2)
    drawing.add(TextLines.word(text, width: width, .name), x: x, y: 0)
  }

  func columnWidths(_ rows: [[Value]]) -> [Int] {
    var widths = [Int](repeating: TextLines.cell, count: trace.input.tokens.count)
    for row in rows {
      for (column, value) in row.enumerated() {
        widths[column] = max(widths[column], TextLines.width(value))
      }
    }
    return widths
  }

  /// Which query, keys and values meet. Comparisons of the same key with the same query are
  /// named once.
  private func tooltip(_ values: [Value]?) -> (Int, Range<Int>) -> String {
    var pairs: [NodeID] = []
    for comparison in comparisons {
      let operands = trace.program[comparison].operands
      let isKnown = pairs.contains { trace.program[$0].operands == operands }
      if !isKnown { pairs.append(comparison) }
    }
    let keys = pairs.map { trace.keys($0) }
    let queries = pairs.map { trace.queries($0) }
    return { row, columns in
      var text = "query"
      for query in queries { text += " " + query[row].figureText.cut(to: 40) }
      text += columns.count == 1 ? ", key" : ", keys"
      for column in columns {
        for (index, key) in keys.enumerated() {
          text += (index == 0 ? " " : "/") + key[column].figureText.cut(to: 40)
        }
      }
      guard let values else { return text }
      text += columns.count == 1 ? ", value" : ", values"
      for column in columns { text += " " + values[column].figureText.cut(to: 40) }
      return text
    }
  }
}

extension Trace {
  /// The values of the s-op that a comparison has as its key.
  func keys(_ comparison: NodeID) -> [Value] {
    program[comparison].keyAndQuery.map { values($0.key) } ?? []
  }

  /// The values of the s-op that a comparison has as its query.
  func queries(_ comparison: NodeID) -> [Value] {
    program[comparison].keyAndQuery.map { values($0.query) } ?? []
  }
}
