import RASP

extension HeadFigure {
  /// Where links arrive at a head, and what is read there.
  var ends: [LinkEnd] {
    guard let head else { return [] }
    let trace = self.trace
    let pairs = comparisons.compactMap { trace.program[$0].keyAndQuery }
    let widths = pairs.map { TextLines.width(trace.values($0.query)) }
    var left = 0
    for width in widths { left += width }
    let (top, cell) = (matrixTop, TextLines.cell)
    var (ends, x) = ([LinkEnd](), 0)
    for (index, pair) in pairs.enumerated() {
      let y = top - (pairs.count - index) * cell + cell / 2
      // Lower rows are reached further left, so that no line crosses another row's.
      ends.append(
        LinkEnd(
          reads: pair.key, role: .key, part: "key of " + title, lane: left - 6 - 3 * index,
          point: Point(left - 1, y)))
      ends.append(
        LinkEnd(
          reads: pair.query, role: .query, part: "query of " + title, lane: x + widths[index] / 2,
          point: Point(x + widths[index] / 2, top + 2)))
      x += widths[index]
    }
    for score in trace.program.scores(below: head.selector) {
      ends.append(
        LinkEnd(
          reads: score, role: .ink, part: "score of " + title, lane: left - 4,
          point: Point(left - 1, top + 4)))
    }
    let below = top + trace.input.tokens.count * cell + cell / 2
    ends.append(
      LinkEnd(
        reads: head.value, role: .value, part: "value of " + title, lane: -7,
        point: Point(left - 1, below)))
    return ends
  }

  /// Where links leave a head: below each output.
  var starts: [LinkStart] {
    guard let head else { return [] }
    var left = 0
    for comparison in comparisons { left += TextLines.width(trace.queries(comparison)) }
    var x = left
    let rows = comparisons.map { trace.keys($0) } + [trace.values(head.value)]
    for width in columnWidths(rows) { x += width }
    let y = matrixTop + trace.input.tokens.count * TextLines.cell + 4
    var starts: [LinkStart] = []
    for aggregate in head.aggregates {
      let width = TextLines.width(trace.values(aggregate))
      if trace.isKnown(aggregate) {
        starts.append(LinkStart(node: aggregate, point: Point(x + width / 2, y), isAtSide: false))
      }
      x += width
    }
    return starts
  }

  private var title: String {
    guard let head else { return "" }
    return "(" + (head.name?.cut(to: 40) ?? "layer \(head.layer)") + ")"
  }
}
