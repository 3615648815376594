import RASP
import RASPExplorer

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
    object.add("vocabulary", input.tokens.distinct.inputText)
    let (shown, failure) = ShownProgram.run(
      program, on: input, into: &object, place: reading.place)
    self.shown = shown
    if let failure {
      object.add("runErrors", json: JSONObject.array([reading.explain(failure).json]))
    }
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
