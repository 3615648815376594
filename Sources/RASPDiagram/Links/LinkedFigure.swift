import RASP

/// A program on an input with links: the parts of ``ProgramFigure`` below each other, and between them as
/// much room as the lines need.
struct LinkedFigure {
  /// A part of the figure from its left to its right edge.
  struct Band {
    var drawing: Drawing
    var starts: [LinkStart] = []
    var ends: [LinkEnd] = []
    var isEmpty: Bool { drawing.height == 0 }
  }

  private let trace: Trace
  private let figure: ProgramFigure

  init(_ trace: Trace) {
    self.trace = trace
    figure = ProgramFigure(trace: trace)
  }

  func drawing() -> Drawing {
    let bands = self.bands.filter { !$0.isEmpty }
    let routes = LinkRoutes(bands: bands, links: links(bands), gap: ProgramFigure.gap)
    var drawing = Drawing(width: 0, height: 0)
    for (band, y) in zip(bands, routes.tops) { drawing.add(band.drawing, x: 0, y: y) }
    drawing.add(routes.drawing(title), x: 0, y: 0)
    drawing.add(legend, x: 0, y: drawing.height + ProgramFigure.gap)
    return drawing
  }

  private var legend: Drawing {
    var legend = trace.program.layer > 0 ? figure.legend : Drawing(width: 0, height: 0)
    for words in ["lines: outputs become", "keys, queries and values"] {
      legend.add(TextLines.legend([(words, .name)]), x: 0, y: legend.height)
    }
    return legend
  }

  private func title(_ start: NodeID, _ end: LinkEnd) -> String {
    let node = trace.program[start]
    let name = node.step ?? node.name ?? "layer \(node.layer)"
    return name.cut(to: 40) + ": " + end.part
  }

  // MARK: Bands

  private var bands: [Band] {
    var bands = [Band(drawing: figure.line("Input", trace.input.tokens)), steps(of: 0)]
    for (index, heads) in trace.heads.enumerated() {
      bands.append(layer(index + 1, heads))
      bands.append(steps(of: index + 1))
    }
    let output = trace.program.output
    if trace.isKnown(output) {
      let x = TextLines.labelWidth / 2
      let end = LinkEnd(
        reads: output, role: .ink, part: "the result", lane: x, point: Point(x, 2))
      bands.append(Band(drawing: figure.line("Final", trace.output), ends: [end]))
    }
    return bands
  }

  private func layer(_ number: Int, _ heads: [Head]) -> Band {
    var band = Band(drawing: figure.layer(number, heads))
    let figures = heads.map { HeadFigure(trace, $0) }
    var top = 0
    for figure in figures { top = max(top, figure.matrixTop) }
    var x = TextLines.labelWidth + ProgramFigure.gap
    for figure in figures {
      let corner = Point(x, top - figure.matrixTop)
      for end in figure.ends { band.ends.append(end.moved(by: corner)) }
      for start in figure.starts {
        var start = start
        start.point = start.point.moved(by: corner)
        band.starts.append(start)
      }
      x += figure.drawing().width + ProgramFigure.gap
    }
    return band
  }

  private func steps(of layer: Int) -> Band {
    var band = Band(drawing: figure.steps(of: layer))
    var y = 0
    for id in trace.steps where trace.program[id].layer == layer {
      let row = figure.step(id)
      for operand in trace.program[id].operands {
        band.ends.append(
          LinkEnd(
            reads: operand, role: .ink, part: (trace.program[id].step ?? "").cut(to: 24), lane: nil,
            point: Point(row.width + 5, y + row.height / 2 - 4)))
      }
      let side = Point(row.width + 5, y + row.height / 2 + 4)
      band.starts.append(LinkStart(node: id, point: side, isAtSide: true))
      y += row.height
    }
    return band
  }

  // MARK: Links

  /// From which start to which end: the nearest starts below what an end reads.
  private func links(_ bands: [Band]) -> [Link] {
    var places = [(band: Int, start: Int)?](repeating: nil, count: trace.program.nodes.count)
    for (band, content) in bands.enumerated() {
      for (index, start) in content.starts.enumerated() { places[start.node.index] = (band, index) }
    }
    var links: [Link] = []
    for (band, content) in bands.enumerated() {
      for (index, end) in content.ends.enumerated() {
        for (from, start) in nearest(below: end.reads, among: places) {
          let link = Link(from: from, start: start, to: band, end: index)
          let isKnown = links.contains {
            $0.from == from && $0.start == start && $0.to == band
              && bands[band].ends[$0.end].part == end.part
          }
          if !isKnown { links.append(link) }
        }
      }
    }
    return links
  }

  private func nearest(
    below node: NodeID, among places: [(band: Int, start: Int)?]
  ) -> [(band: Int, start: Int)] {
    var found: [(band: Int, start: Int)] = []
    var seen: Set<NodeID> = []
    var pending = [node]
    while let id = pending.popLast() {
      guard seen.insert(id).inserted else { continue }
      if let place = places[id.index] {
        found.append(place)
      } else if trace.program[id].aggregate == nil {
        pending.append(contentsOf: trace.program[id].operands.reversed())
      }
    }
    return found
  }
}
