import RASP
import RASPExplorer
import RASPPuzzles
import RASPText

extension Puzzle {
  /// What the page shows of a puzzle before it is solved.
  var json: String {
    var object = JSONObject()
    object.add("name", name)
    object.add("task", task)
    object.add("stub", signature + ":\n    return seq")
    object.add("hints", json: JSONObject.array(texts: hints))
    object.add("par", par.description)
    object.add("solution", solution)
    var examples: [String] = []
    for example in self.examples {
      var text = JSONObject()
      text.add("call", example.call)
      text.add("input", example.input.tokens.inputText)
      if let answer = answer(to: example) {
        text.add("answer", Value.jsonArray(answer))
        text.add("expected", shown: answer)
      }
      examples.append(text.json)
    }
    object.add("examples", json: JSONObject.array(examples))
    return object.json
  }

  /// Checks what stands in the editor.
  ///
  /// - Returns: `solved`, `wrong` with the first case, or `failed` with what is wrong.
  func reply(to text: EditedText) -> String {
    let reader = TextReader(text)
    var object = JSONObject()
    do throws(SyntaxDiagnostic) {
      try reader.prepare()
      let verdict = try check { (call: String) throws(SyntaxDiagnostic) -> SOp in
        try reader.program(call)
      }
      add(verdict, reader, to: &object)
    } catch {
      object.add("state", error.isNotImplemented ? "open" : "failed")
      object.add("error", json: reader.finding(error).json)
    }
    return object.json
  }

  private func add(_ verdict: Verdict, _ reader: TextReader, to object: inout JSONObject) {
    switch verdict {
    case .solved(let score, let par):
      object.add("state", "solved")
      object.add("score", score.description)
      object.add("comparison", score.comparison(with: par))
      object.add("beatsPar", score.beats(par))
      object.add("withinPar", score == par || score.beats(par))
    case .wrong(let check, _, let output):
      object.add("state", "wrong")
      add(check, to: &object)
      object.add("output", Value.jsonArray(output))
    case .failed(let check, _, let diagnostic):
      object.add("state", "failed")
      add(check, to: &object)
      object.add("error", json: reader.finding(diagnostic).json)
    }
  }

  private func add(_ check: Case, to object: inout JSONObject) {
    object.add("call", check.call)
    object.add("input", check.input.tokens.inputText)
    object.add("expected", shown: check.expected)
    object.add("expectedResult", Value.jsonArray(check.expected))
  }
}

extension [Value] {
  /// The tokens as one would type them: characters as a string, all else as JSON.
  var inputText: String {
    var text = ""
    for token in self {
      guard case .string(let string) = token, string.unicodeScalars.count == 1 else {
        return Value.jsonArray(self)
      }
      text += string
    }
    return text.hasPrefix("[") ? Value.jsonArray(self) : text
  }
}
