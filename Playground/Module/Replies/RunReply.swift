import RASP
import RASPDiagram

/// The reply to `run`: what the text came to, its result and its heads.
struct RunReply {
  private var object = JSONObject()
  /// What further calls ask about; `nil` if there is no figure.
  private(set) var shown: ShownProgram?

  init(_ reading: Reading, input text: String) {
    addFindings(reading)
    guard let program = reading.program else { return }
    let input: Input
    do throws(JSONError) {
      if let own = reading.input { input = own } else { input = try Input(parsing: text) }
    } catch {
      object.add("inputError", error.description)
      return
    }
    add(program, input: input, reading: reading)
  }

  var json: String { object.json }

  private mutating func addFindings(_ reading: Reading) {
    object.add("errors", json: JSONObject.array(reading.errors.map { $0.json }))
    object.add("warnings", json: JSONObject.array(reading.warnings.map { $0.json }))
    object.add("printed", reading.printed)
  }

  private mutating func add(_ program: Program, input: Input, reading: Reading) {
    object.add("input", shown: input.tokens)
    object.add("vocabulary", input.tokens.distinct.inputText)
    object.add("layers", program.layer)
    object.add("isSelector", program.result == .selector)
    do throws(Diagnostic) {
      if ShownProgram.canDraw(program, input.tokens.count) {
        let (trace, failure) = Trace.upToFailure(program, input)
        addTrace(trace, reading)
        if let failure { throw failure }
      } else {
        addOutput(try program.run(input.tokens))
        object.add("tooLarge", ShownProgram.tooLarge(program, input.tokens.count))
      }
    } catch {
      object.add("runErrors", json: JSONObject.array([reading.explain(error).json]))
    }
  }

  private mutating func addTrace(_ trace: Trace, _ reading: Reading) {
    let shown = ShownProgram(trace)
    if trace.failed == nil && trace.program.result == .sop { addOutput(trace.output) }
    object.add("heads", json: JSONObject.array(shown.heads.map { $0.json(reading.place) }))
    object.add("steps", json: JSONObject.array(shown.steps))
    self.shown = shown
  }

  private mutating func addOutput(_ values: [Value]) {
    object.add("output", shown: values)
    object.add("result", Value.jsonArray(values))
  }
}

extension [Value] {
  /// Each value once, in the order of first occurrence.
  fileprivate var distinct: [Value] {
    var seen: Set<Constant> = []
    var values: [Value] = []
    for value in self where seen.insert(Constant(value)).inserted { values.append(value) }
    return values
  }
}

extension ShownProgram {
  /// Why there is no figure.
  static func tooLarge(_ program: Program, _ count: Int) -> String {
    if count > inputLimit {
      return "Figures are drawn for inputs of up to \(inputLimit) tokens; this one has \(count)."
    }
    return "The program has too many heads to draw on \(count) tokens."
  }
}
