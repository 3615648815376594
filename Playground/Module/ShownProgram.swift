import RASP
import RASPDiagram

/// A program on an input, as the page shows it: its heads, the named steps between their layers, and
/// for a selector its matrix. Of a program that fails, what was computed before.
struct ShownProgram {
  let trace: Trace
  let heads: [ShownHead]

  init(_ trace: Trace) {
    self.trace = trace
    var heads: [ShownHead] = []
    for head in trace.heads.joined() { heads.append(ShownHead(head, in: trace)) }
    let output = trace.program.output
    if trace.program.result == .selector,
      trace.failed == nil || trace.hasFailed(output, [])
    {
      heads.append(ShownHead(selectorOf: trace))
    }
    self.heads = heads
  }

  /// The named steps: their layers, names, values.
  var steps: [String] {
    trace.steps.map { id in
      var object = JSONObject()
      object.add("layer", trace.program[id].layer)
      object.add("name", trace.program[id].step ?? "")
      object.add("values", shown: trace.values(id))
      return object.json
    }
  }

  /// The most cells that are drawn, in all heads together; more is megabytes of figure.
  static let cellLimit = 120_000
  /// The longest input that is drawn.
  static let inputLimit = 100

  /// Whether a program's figure on so many tokens is within the limits.
  static func canDraw(_ program: Program, _ count: Int) -> Bool {
    var heads = 1
    for layer in program.heads { heads += layer.count }
    return count <= inputLimit && heads * max(1, count * count) <= cellLimit
  }
}

/// A matrix that the page shows: an attention head, or the selector that is the program.
struct ShownHead {
  let trace: Trace
  let layer: Int
  let name: String?
  let selector: NodeID
  let comparisons: [NodeID]
  /// The node whose values are moved; `nil` for a selector alone.
  let value: NodeID?
  /// The nodes that read the head and were evaluated.
  let aggregates: [NodeID]
  /// The node that stands for the head in the text: a selector that was written outside a function
  /// still belongs to the aggregate's line.
  private let written: NodeID
  /// The figure, as an SVG file.
  let svg: String

  init(_ head: Head, in trace: Trace) {
    self.trace = trace
    layer = head.layer
    name = head.name
    selector = head.selector
    comparisons = head.comparisons
    value = head.value
    aggregates = head.aggregates.filter { trace.isKnown($0) }
    written = head.aggregates[0]
    svg = Figure.bareHead(trace, head)
  }

  init(selectorOf trace: Trace) {
    self.trace = trace
    layer = trace.program.layer + 1
    name = nil
    selector = trace.program.output
    comparisons = trace.program.comparisons(of: selector)
    value = nil
    aggregates = []
    written = selector
    svg = Figure.bareSelector(trace)
  }

  /// What the head's selector says, with the heads that it reads by their names.
  var caption: String {
    trace.program.expression(selector, depth: 9, namingHeads: true).cut(to: 240)
  }

  /// What is moved.
  var valueCaption: String? {
    value.map { trace.program.expression($0, depth: 5, namingHeads: true).cut(to: 120) }
  }

  func json(_ place: (Origin?) -> EditorPlace?) -> String {
    var object = JSONObject()
    object.add("layer", layer)
    if let name { object.add("name", name) }
    object.add("caption", caption)
    if let valueCaption { object.add("value", valueCaption) }
    place(trace.program[written].origin)?.add(to: &object)
    object.add("rows", json: JSONObject.array(texts: rows))
    object.add("svg", svg)
    return object.json
  }

  /// The matrix, a text a row: 1 where a key is selected.
  private var rows: [String] {
    trace.matrix(selector).map { row in
      var text = ""
      for cell in row { text += cell ? "1" : "0" }
      return text
    }
  }
}
