import RASP

extension Figure {
  /// The computation flow of a program on an input: for each layer its heads, with the s-ops that
  /// each reads, and below them the s-ops that are computed elementwise, with what they come from.
  ///
  /// ```swift
  /// let odd = indices % 2 == 1
  /// try Figure.flow(odd & (tokens == "l"), naming: [("odd", odd)])
  /// ```
  /// The s-ops of `steps` are shown by name; those that are no part of the program are left out.
  /// What has no name is called by its expression.
  /// - Throws: the `Diagnostic` that running the program gives.
  public static func flow(
    _ sop: SOp, on input: Input = .standard, naming steps: [(name: String, sop: SOp)] = []
  ) throws(Diagnostic) -> String {
    let trace = try Trace(Program(sop), input)
    var names: [NodeID: String] = [:]
    let ids = trace.program.ids(of: steps.map { $0.sop })
    for (step, id) in zip(steps, ids) {
      if let id, names[id] == nil { names[id] = step.name }
    }
    let label = "The computation flow of \(trace.program.layer) attention layers"
    return FlowFigure(trace: trace, names: names).drawing().document(label: label)
  }
}

/// Layers below each other, each with its heads and the elementwise s-ops that follow them.
struct FlowFigure {
  let trace: Trace
  let names: [NodeID: String]

  private static let gap = TextLines.cell
  private static let longestName = 32

  private var program: Program { trace.program }

  func drawing() -> Drawing {
    var drawing = Drawing(width: 0, height: 0)
    drawing.add(row("Input", trace.input.tokens), x: 0, y: 0)
    let heads = program.heads
    for layer in 0...program.layer {
      if layer > 0 { add(self.layer(layer, heads[layer - 1]), to: &drawing) }
      let steps = self.steps(layer)
      if steps.height > 0 { add(steps, to: &drawing) }
    }
    add(row("Final", trace.output), to: &drawing)
    return drawing
  }

  private func add(_ part: Drawing, to drawing: inout Drawing) {
    drawing.add(part, x: 0, y: drawing.height + FlowFigure.gap)
  }

  private func row(_ label: String, _ values: [Value]) -> Drawing {
    var row = TextLines.label(label)
    row.add(TextLines.row(values, .ink), x: TextLines.labelWidth, y: 0)
    return row
  }

  // MARK: Heads

  private func layer(_ number: Int, _ heads: [Head]) -> Drawing {
    var drawing = TextLines.label("Layer \(number)")
    var x = TextLines.labelWidth + FlowFigure.gap
    for head in heads {
      let figure = self.head(head)
      drawing.add(figure, x: x, y: 0)
      x += figure.width + FlowFigure.gap
    }
    return drawing
  }

  /// A head's matrix, and below it a line for each s-op that it reads.
  private func head(_ head: Head) -> Drawing {
    var drawing = HeadFigure(trace, head).drawing()
    var lines: [(text: String, role: Palette.Role)] = []
    for comparison in head.comparisons {
      guard let (key, query) = program[comparison].keyAndQuery else { continue }
      lines.append(("key " + name(key), .key))
      lines.append(("query " + name(query), .query))
    }
    for score in program.scores(below: head.selector) {
      lines.append(("score " + name(score), .key))
    }
    lines.append(("value " + name(head.value), .value))
    for (index, line) in lines.enumerated() {
      let isRepeated = lines[..<index].contains { $0.text == line.text }
      if isRepeated { continue }
      drawing.add(word(line.text, line.role), x: 0, y: drawing.height)
    }
    return drawing
  }

  // MARK: Elementwise s-ops

  /// The named s-ops of a layer that are no heads, a row each.
  private func steps(_ layer: Int) -> Drawing {
    let steps = program.ids.filter { isStep($0) && program[$0].layer == layer }
    var width = 0
    for id in steps { width = max(width, TextMetrics.width(name(id))) }
    let left = TextLines.labelWidth + FlowFigure.gap
    var drawing = Drawing(width: 0, height: 0)
    for id in steps {
      let y = drawing.height
      drawing.add(TextLines.word(name(id), width: width, .name), x: left, y: y)
      let values = TextLines.row(trace.values(id), .ink)
      drawing.add(values, x: left + width + FlowFigure.gap, y: y)
      let sources = "from " + self.sources(of: id).map { name($0) }.joined(separator: ", ")
      let x = left + width + 2 * FlowFigure.gap + values.width
      drawing.add(word(sources, .label), x: x, y: y)
    }
    return drawing
  }

  private func isStep(_ id: NodeID) -> Bool {
    guard names[id] != nil else { return false }
    switch program[id].operation {
    case .aggregate, .source(.tokens), .source(.indices), .source(.constant): return false
    case .source(.list), .elementwise, .selector: return true
    }
  }

  /// What an s-op is computed from: the nearest s-ops below it that are shown.
  private func sources(of id: NodeID) -> [NodeID] {
    var found: [NodeID] = []
    var seen: Set<NodeID> = []
    var pending = Array(program[id].operands.reversed())
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      switch program[id].operation {
      case .source(.constant): continue
      case .aggregate, .source(.tokens), .source(.indices): found.append(id)
      case .source(.list), .elementwise, .selector:
        if names[id] != nil {
          found.append(id)
        } else {
          pending.append(contentsOf: program[id].operands.reversed())
        }
      }
    }
    return found
  }

  // MARK: Names

  /// The s-op's name; without one its expression, or, if that is long, what it is a function of.
  private func name(_ id: NodeID) -> String {
    if let name = names[id] ?? program[id].name { return name.cut(to: FlowFigure.longestName) }
    let text = program.expression(id, depth: 3)
    let isShort = !text.unicodeScalars.contains("…") && text.utf8.count <= FlowFigure.longestName
    if isShort || sources(of: id).isEmpty { return text.cut(to: FlowFigure.longestName) }
    return "f(" + sources(of: id).map { name($0) }.joined(separator: ", ") + ")"
  }

  private func word(_ text: String, _ role: Palette.Role) -> Drawing {
    TextLines.word(text, width: TextMetrics.width(text), role)
  }
}
