import RASP
import RASPModel

extension Figure {
  /// The weights of a model on one input: for each head what it is meant to attend to beside what
  /// it attends to, then the residual stream by label.
  ///
  /// Weights are shown in parts of what one selected key should get, so that a selected key is 1
  /// whatever the head; the column of BOS is its share of the whole. Cost: n x n for each head, n
  /// for each dimension.
  /// `tokens` is the input that was traced. With `isBare` the figure is for a page that has the
  /// style of ``Palette`` itself.
  public static func weights(
    _ trace: ForwardTrace, model: Transformer, labels: Labels, tokens: [Value],
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
        drawing.add(self.head(head, block: block, index: index), x: 0, y: y)
      }
    }
    let y = drawing.height + (drawing.height == 0 ? 0 : WeightsFigure.gap)
    drawing.add(StreamTable(trace: trace, labels: labels, tokens: tokens).drawing(), x: 0, y: y)
    return drawing
  }

  // MARK: Heads

  private func head(_ head: Labels.Head, block: Int, index: Int) -> Drawing {
    let shares = Shares(trace, model: model, head: head, block: block, index: index)
    let title = "Block \(block), head \(index): " + head.sops.joined(separator: ", ")
    var drawing = TextLines.left(title.cut(to: 70), .label)
    drawing.add(TextLines.left(head.selects.cut(to: 90), .name), x: 0, y: drawing.height)
    let top = drawing.height + TextLines.cell
    let queries = TextLines.column(tokens, .query)
    drawing.add(queries, x: 0, y: top + TextLines.cell)
    var x = queries.width
    let parts: [(String, [[Double]], isWhole: Bool)] = [
      ("intended", shares.intended, true), ("softmax", shares.actual, false),
      (shares.differenceText, shares.difference, true),
    ]
    for (caption, cells, isWhole) in parts {
      let matrix = self.matrix(cells, isWhole ? nil : shares.beginning)
      drawing.add(
        TextLines.word(caption, width: max(matrix.width, TextMetrics.width(caption)), .name), x: x,
        y: top - TextLines.cell)
      drawing.add(matrix, x: x, y: top)
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
      drawing.add(TextLines.word("BOS", width: width, .key), x: 0, y: 0)
      let column = ShadedCells(cells: beginning.map { [$0] }, widths: [width])
      drawing.add(column.drawing(), x: 0, y: TextLines.cell)
      left = width + 4
    }
    drawing.add(TextLines.row(tokens, widths: widths, role: .key), x: left, y: 0)
    drawing.add(
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
  /// How far off each share is, in parts of the largest of them, or of what is worth a shade.
  let difference: [[Double]]
  private let largest: Double
  /// What float32 rounds away is not painted.
  private static let noticeable = 0.01

  init(
    _ trace: ForwardTrace, model: Transformer, head: Labels.Head, block: Int, index: Int
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
        return off / max(largest, Shares.noticeable)
      }
    }
  }

  var differenceText: String { "off by " + ShadedCells.text(largest) }
}
