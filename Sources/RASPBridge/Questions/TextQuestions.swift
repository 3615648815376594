import RASP
import RASPExport
import RASPText

/// What can be asked of a session of texts.
struct TextQuestions {
  let texts: TextHandle

  private var session: TextSession { texts.session }

  func answer(_ request: Request) throws(BridgeError) -> Block {
    switch request.name {
    case "run": return try run(request, mustBeProgram: false)
    case "program": return try run(request, mustBeProgram: true)
    case "check": return try check(name: request.text(1), text: request.text(2))
    case "names": return Block(JSON.strings(session.names))
    case "example": return Block(JSON.values(session.example.tokens))
    case "set example":
      session.example = Input(request.values(from: 1))
      return Block(JSON.null)
    case "incomplete": return Block(JSON.boolean(texts.isIncomplete(try request.text(1))))
    default: throw request.unknown
    }
  }

  private func check(name: String, text: String) -> Block {
    let found = session.check(SourceText(text, name: name))
    return Block(JSON.array(found.map { $0.json() }))
  }

  /// What a text gave: its `kind`, and the handle of a program or the value as a `text`. `input` is
  /// what the text itself ran the program on.
  private func run(_ request: Request, mustBeProgram: Bool) throws(BridgeError) -> Block {
    let (name, text) = (try request.text(1), try request.text(2))
    do throws(SyntaxDiagnostic) {
      let outcome = try session.evaluate(text, name: name)
      if mustBeProgram { _ = try outcome.program() }
      return try block(outcome)
    } catch {
      return Block(fault: error.json(printed: texts.takePrinted()))
    }
  }

  private func block(_ outcome: Outcome) throws(SyntaxDiagnostic) -> Block {
    guard let runnable = Runnable(outcome) else {
      let text = try outcome.display()
      return Block(
        .members([
          "kind": .string(outcome.hasValue ? "text" : "nothing"), "text": .string(text),
          "printed": .string(texts.takePrinted()),
        ]))
    }
    let program = runnable.program(causal: false)
    var block = Block(Handle(.program(program, runnable), texts: [texts]))
    block.text =
      JSON.members([
        "kind": .string(runnable.kind),
        "input": outcome.input.map { .values($0.tokens) } ?? .null,
        "printed": .string(texts.takePrinted()),
      ]).utf8
    return block
  }
}

extension Runnable {
  /// The program that a text's value is; `nil` if it is none.
  fileprivate init?(_ outcome: Outcome) {
    do throws(SyntaxDiagnostic) {
      switch try outcome.program() {
      case .sop(let sop): self = .sop(sop)
      case .selector(let selector): self = .selector(selector)
      }
    } catch {
      return nil
    }
  }

  fileprivate var kind: String {
    switch self {
    case .sop: "sop"
    case .selector: "selector"
    }
  }
}

extension JSON {
  fileprivate var utf8: [UInt8] { Array(text(depth: 0).utf8) }
}

extension Block {
  fileprivate init(_ json: JSON) { self.init(text: json.text(depth: 0)) }
}
