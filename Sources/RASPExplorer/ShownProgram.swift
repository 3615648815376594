import RASP
import RASPDiagram

/// A program on an input, as it is explored: its heads, the named steps between their layers, and
/// for a selector its matrix. Of a program that fails, what was computed before.
package struct ShownProgram {
  package let trace: Trace
  let heads: [ShownHead]

  init(_ trace: Trace, isDrawn: Bool) {
    self.trace = trace
    var heads: [ShownHead] = []
    for head in trace.heads.joined() { heads.append(ShownHead(head, in: trace, isDrawn: isDrawn)) }
    let output = trace.program.output
    if trace.program.result == .selector,
      trace.failed == nil || trace.hasFailed(output, [])
    {
      heads.append(ShownHead(selectorOf: trace, isDrawn: isDrawn))
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
  package static func canDraw(_ program: Program, _ count: Int) -> Bool {
    var heads = 1
    for layer in program.heads { heads += layer.count }
    return count <= inputLimit && heads * max(1, count * count) <= cellLimit
  }
}

extension ShownProgram {
  /// Why there is no figure.
  static func tooLarge(_ program: Program, _ count: Int) -> String {
    if count > inputLimit {
      return numbered("Figures are drawn for inputs of up to ", inputLimit)
        + numbered(" tokens; this one has ", count, ".")
    }
    return numbered("The program has too many heads to draw on ", count, " tokens.")
  }

  /// Runs a program, and adds to an object what is seen of that: the input, the result, the heads, the
  /// named steps. What is further asked about is `nil` if the figure would be too large.
  ///
  /// - Parameters:
  ///   - isDrawn: whether the heads are drawn.
  ///   - place: where the operation of an origin was written.
  package static func run(
    _ program: Program, on input: Input, into object: inout JSONObject, isDrawn: Bool = true,
    place: (Origin?) -> EditorPlace?
  ) -> (shown: ShownProgram?, failure: Diagnostic?) {
    object.add("input", shown: input.tokens)
    object.add("layers", program.layer)
    object.add("isSelector", program.result == .selector)
    guard canDraw(program, input.tokens.count) else {
      do throws(Diagnostic) {
        addOutput(try program.run(input.tokens), to: &object)
        object.add("tooLarge", tooLarge(program, input.tokens.count))
        return (nil, nil)
      } catch {
        return (nil, error)
      }
    }
    let (trace, failure) = Trace.upToFailure(program, input)
    if trace.failed == nil && program.result == .sop { addOutput(trace.output, to: &object) }
    let shown = ShownProgram(trace, isDrawn: isDrawn)
    object.add("heads", json: JSONObject.array(shown.heads.map { $0.json(place) }))
    object.add("steps", json: JSONObject.array(shown.steps))
    return (shown, failure)
  }

  private static func addOutput(_ values: [Value], to object: inout JSONObject) {
    object.add("output", shown: values)
    object.add("result", Value.jsonArray(values))
  }

  /// Adds what figures are coloured by: rules, and for each role a light and a dark colour.
  package static func addPalette(to object: inout JSONObject) {
    var colours: [String] = []
    for role in Palette.Role.allCases {
      colours.append(
        JSONObject.array(texts: [role.rawValue, Palette.light(role), Palette.dark(role)]))
    }
    object.add("rules", Palette.structure)
    object.add("palette", json: JSONObject.array(colours))
  }

  /// What meets in a cell of a head, as a sentence.
  package func cell(head: Int, query: Int, key: Int) -> String {
    let positions = trace.input.tokens.indices
    guard heads.indices.contains(head), positions.contains(query), positions.contains(key) else {
      return JSONObject.refusal("the figure has no such cell")
    }
    guard trace.isKnown(heads[head].selector) else {
      return JSONObject.refusal("The program failed before it was known who attends to whom.")
    }
    var object = JSONObject()
    object.add("sentence", CellReply(head: heads[head], query: query, key: key).sentence)
    return object.json
  }

  /// Where an output of a head came from, or of the program if the head is -1: a sentence, and the path.
  package func output(head: Int, position: Int) -> String {
    let isResult = head == -1 && trace.program.result == .sop && trace.failed == nil
    let isOutput = heads.indices.contains(head) && !heads[head].aggregates.isEmpty
    guard isResult || isOutput, trace.input.tokens.indices.contains(position) else {
      return JSONObject.refusal("the figure has no such output")
    }
    return OutputReply(shown: self, head: isResult ? nil : head, position: position).json
  }
}
