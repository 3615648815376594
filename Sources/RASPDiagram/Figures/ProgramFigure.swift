import RASP

/// A program on an input: the input, each layer with its heads side by side, the result.
struct ProgramFigure {
  let trace: Trace

  private static let gap = TextLines.cell

  func drawing() -> Drawing {
    var drawing = Drawing(width: 0, height: 0)
    drawing.add(line("Input", trace.input.tokens), x: 0, y: 0)
    for (index, heads) in trace.program.heads.enumerated() {
      let layer = layer(index + 1, heads)
      drawing.add(layer, x: 0, y: drawing.height + ProgramFigure.gap)
    }
    drawing.add(
      line("Final", trace.output), x: 0, y: drawing.height + ProgramFigure.gap)
    return drawing
  }

  private func line(_ label: String, _ values: [Value]) -> Drawing {
    var line = TextLines.label(label)
    line.add(TextLines.row(values, .ink), x: TextLines.labelWidth, y: 0)
    return line
  }

  /// Heads side by side with their matrices at one height, and the label beside the middle of them.
  private func layer(_ number: Int, _ heads: [Head]) -> Drawing {
    let figures = heads.map { HeadFigure(trace, $0) }
    var top = 0
    for figure in figures { top = max(top, figure.matrixTop) }
    var drawing = Drawing(width: 0, height: 0)
    var x = TextLines.labelWidth + ProgramFigure.gap
    for figure in figures {
      let head = figure.drawing()
      drawing.add(head, x: x, y: top - figure.matrixTop)
      x += head.width + ProgramFigure.gap
    }
    let middle = top + trace.input.tokens.count * TextLines.cell / 2
    let label = TextLines.label("Layer \(number)")
    drawing.add(label, x: 0, y: max(0, middle - label.height / 2))
    return drawing
  }
}
