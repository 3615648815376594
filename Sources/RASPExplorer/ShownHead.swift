import RASP
import RASPDiagram

/// A matrix that is shown: an attention head, or the selector that is the program.
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
  /// The figure, as an SVG file; empty if it is not asked for.
  private let svg: String

  init(_ head: Head, in trace: Trace, isDrawn: Bool) {
    self.trace = trace
    layer = head.layer
    name = head.name
    selector = head.selector
    comparisons = head.comparisons
    value = head.value
    aggregates = head.aggregates.filter { trace.isKnown($0) }
    written = head.aggregates[0]
    svg = isDrawn ? Figure.bareHead(trace, head) : ""
  }

  init(selectorOf trace: Trace, isDrawn: Bool) {
    self.trace = trace
    layer = trace.program.layer + 1
    name = nil
    selector = trace.program.output
    comparisons = trace.program.comparisons(of: selector)
    value = nil
    aggregates = []
    written = selector
    svg = isDrawn ? Figure.bareSelector(trace) : ""
  }

  /// What the head's selector says, with the heads that it reads by their names.
  var caption: String {
    trace.program.expression(selector, depth: 9, namingHeads: true).cut(to: 240)
  }

  /// What is moved.
  var valueCaption: String? {
    value.map { trace.program.expression($0, depth: 5, namingHeads: true).cut(to: 120) }
  }

  /// - Parameter place: where the operation of an origin was written.
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
