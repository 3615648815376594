import RASP
import RASPCompiler
import RASPDiagram
import RASPExplorer
import RASPExport
import RASPModel
import RASPText

/// What can be asked of a program beside running it.
struct ProgramQuestions {
  let handle: Handle
  let program: Program
  let runnable: Runnable

  func answer(_ request: Request) throws(BridgeError) -> Block {
    switch request.name {
    case "about": return Block(text: about.text(depth: 0))
    case "text": return Block(text: program.description)
    case "plan": return Block(text: program.explain(length: max(0, try request.number(1))))
    case "compile": return try compile(request)
    case "view", "cell", "output": return Block(text: try explore(request))
    default: break
    }
    let input = Input(request.values(from: 1))
    do throws(Diagnostic) {
      switch request.name {
      case "figure": return Block(text: Figure.trace(try Trace(program, input)))
      case "drawing": return Block(text: try drawing(input))
      case "trace": return Block(text: try TraceJSON(Trace(program, input)).json.text(depth: 0))
      case "key figure": return Block(text: try Figure.key(key(sop()), on: input))
      case "query figure": return Block(text: try Figure.query(query(sop()), on: input))
      case "key drawing": return Block(text: try key(sop()).figure(on: input))
      case "query drawing": return Block(text: try query(sop()).figure(on: input))
      default: break
      }
    } catch {
      return Block(fault: handle.json(error))
    }
    throw request.unknown
  }

  /// `view` and the tokens: the program on them. `cell`, head, query, key and the tokens, or `output`,
  /// head, position and the tokens: about that.
  private func explore(_ request: Request) throws(BridgeError) -> String {
    let numbers = request.name == "view" ? 0 : request.name == "cell" ? 3 : 2
    var object = JSONObject()
    let input = Input(request.values(from: numbers + 1))
    let (shown, failure) = ShownProgram.run(
      program, on: input, into: &object, isDrawn: numbers == 0, place: { _ in nil })
    if numbers == 0 {
      ShownProgram.addPalette(to: &object)
      if let failure {
        object.add("runErrors", json: JSONObject.array([handle.json(failure).text(depth: 0)]))
      }
      return object.json
    }
    guard let shown else { return JSONObject.refusal("there is no figure") }
    let (head, place) = (try request.number(1), try request.number(2))
    if numbers == 2 { return shown.output(head: head, position: place) }
    return shown.cell(head: head, query: place, key: try request.number(3))
  }

  private func sop() throws(Diagnostic) -> SOp {
    guard case .sop(let sop) = runnable else { throw Diagnostic(.notASequence) }
    return sop
  }

  private func drawing(_ input: Input) throws(Diagnostic) -> String {
    try Trace(program, input).figureText
  }

  /// The layers, the heads of each, and how the program would be written.
  private var about: JSON {
    .members([
      "layer": .integer(program.layer), "causal": .boolean(program.isCausal),
      "selector": .boolean(program.result == .selector),
      "expression": .string(program.expression(program.output)),
      "heads": .array(program.heads.map { .array($0.map(head)) }),
    ])
  }

  private func head(_ head: Head) -> JSON {
    .members([
      "layer": .integer(head.layer), "name": head.name.map(JSON.string) ?? .null,
      "selects": .string(program.expression(head.selector, depth: 9, namingHeads: true)),
      "moves": .string(program.expression(head.value, depth: 5, namingHeads: true)),
    ])
  }

  /// `compile`, maximum length, whether failures are allowed, the limit of parameters or null, the
  /// tokens ...
  private func compile(_ request: Request) throws(BridgeError) -> Block {
    let domain = Domain(vocabulary: request.values(from: 4), maximumLength: try request.number(1))
    var options = CompilerOptions()
    options.allowsFailures = try request.flag(2)
    if let limit = try request.optionalNumber(3) { options.parameterLimit = limit }
    do throws(Refusal) {
      let model = try Compiler.compile(program, for: domain, options).located { [handle] origin in
        handle.onlyText?.session.place(origin).map {
          Labels.Line(file: $0.source.name, number: $0.line)
        }
      }
      return Block(Handle(.model(model), texts: handle.texts))
    } catch {
      return Block(fault: handle.json(error))
    }
  }
}
