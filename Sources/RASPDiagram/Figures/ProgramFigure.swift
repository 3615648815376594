import RASP

/// A program on an input: the input, each layer with its heads side by side, the result.
struct ProgramFigure {
  let trace: Trace

  static let gap = TextLines.cell

  func drawing() -> Drawing {
    var drawing = Drawing(width: 0, height: 0)
    drawing.add(line("Input", trace.input.tokens), x: 0, y: 0)
    add(steps(of: 0), to: &drawing)
    for (index, heads) in trace.heads.enumerated() {
      add(layer(index + 1, heads), to: &drawing)
      add(steps(of: index + 1), to: &drawing)
    }
    if trace.isKnown(trace.program.output) { add(line("Final", trace.output), to: &drawing) }
    if trace.program.layer > 0 { add(legend, to: &drawing) }
    return drawing
  }

  private func add(_ part: Drawing, to drawing: inout Drawing) {
    if part.height == 0 { return }
    drawing.add(part, x: 0, y: drawing.height + ProgramFigure.gap)
  }

  // MARK: Elementwise steps

  /// The named elementwise s-ops of a layer, a row each; the result has a row of its own.
  func steps(of layer: Int) -> Drawing {
    var drawing = Drawing(width: 0, height: 0)
    for id in trace.steps where trace.program[id].layer == layer {
      drawing.add(step(id), x: 0, y: drawing.height)
    }
    return drawing
  }

  func step(_ id: NodeID) -> Drawing {
    let (name, values) = ((trace.program[id].step ?? "").cut(to: 24), trace.values(id))
    let width = max(TextLines.labelWidth, TextMetrics.width(name) + 12)
    var line = TextLines.word(name, width: width, .name)
    line.add(TextLines.row(values, .ink), x: width, y: 0)
    return line
  }

  // MARK: The legend

  /// What stands where, in the colours of the figure, and what is hatched.
  var legend: Drawing {
    var rows: [[(text: String, role: Palette.Role)]] = [
      [("left: queries", .query), ("above: keys", .key)],
      [("right: outputs", .ink), ("below: values", .value)],
    ]
    if trace.program.isCausal {
      rows += [[("hatched: later positions,", .name)], [("which are hidden", .name)]]
    }
    var drawing = Drawing(width: 0, height: 0)
    for row in rows { drawing.add(TextLines.legend(row), x: 0, y: drawing.height) }
    return drawing
  }

  func line(_ label: String, _ values: [Value]) -> Drawing {
    var line = TextLines.label(label)
    line.add(TextLines.row(values, .ink), x: TextLines.labelWidth, y: 0)
    return line
  }

  /// Heads side by side with their matrices at one height, and the label beside the middle of them.
  func layer(_ number: Int, _ heads: [Head]) -> Drawing {
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
