import RASP
import RASPDiagram
import RASPExplorer
import RASPPuzzles
import RASPSyntax
import RASPText

/// What the page asks of the language: requests and replies are JSON.
///
/// A request is an array, the name of a call and its arguments:
///
/// ```swift
/// let playground = Playground(Dialect.all)
/// playground.call(#"["run", "raspy", "tokens", null, "ab", false]"#)
/// playground.call(#"["cell", 0, 1, 1]"#)            // about the program that was run last
/// ```
///
/// A request that cannot be answered gives `{"refused": "why"}`. `Docs/playground.md` lists the
/// calls. Cost: a run is that of the reference evaluator, n x n a head.
public final class Playground {
  /// The dialects whose texts it reads.
  private let dialects: [Dialect]
  private var shown: ShownProgram?

  /// - Parameter dialects: whose texts it reads. It tells of all of them.
  public init(_ dialects: [Dialect]) { self.dialects = dialects }

  /// Answers a request.
  public func call(_ request: String) -> String {
    Request.reply(to: request, answer)
  }

  private func answer(_ request: Request) throws(RequestError) -> String {
    switch request.name {
    case "about": return about()
    case "run": return try run(request)
    case "cell": return try cell(request)
    case "output": return try output(request)
    case "figure": return Playground.object("svg", Figure.trace(try current().trace))
    case "plan": return try plan()
    case "check": return try check(request)
    default: throw RequestError("there is no call " + request.name.cut(to: 40))
    }
  }

  private static func object(_ key: String, _ text: String) -> String {
    var object = JSONObject()
    object.add(key, text)
    return object.json
  }

  private func about() -> String {
    var object = JSONObject()
    object.add("dialects", json: JSONObject.array(DialectDescription.all.map { $0.json }))
    object.add("reads", json: JSONObject.array(texts: dialects.map { $0.id }))
    object.add("puzzles", json: JSONObject.array(Puzzle.all.map { $0.json }))
    ShownProgram.addPalette(to: &object)
    return object.json
  }

  /// `run`, dialect, source, expression or null, input, whether causal, earlier texts ...
  private func run(_ request: Request) throws(RequestError) -> String {
    let text = EditedText(
      try request.dialect(1, among: dialects), source: try request.text(2),
      expression: request.optionalText(3),
      earlier: try request.texts(from: 6), isCausal: try request.flag(5))
    shown = nil
    let reply = RunReply(TextReader(text).read(), input: try request.text(4))
    shown = reply.shown
    return reply.json
  }

  private func current() throws(RequestError) -> ShownProgram {
    guard let shown else { throw RequestError("there is no figure") }
    return shown
  }

  /// `cell`, head, query position, key position: about the figure of the last run.
  private func cell(_ request: Request) throws(RequestError) -> String {
    try current().cell(
      head: try request.number(1), query: try request.number(2), key: try request.number(3))
  }

  /// `output`, head (-1 for the program's result), position: about the figure of the last run.
  private func output(_ request: Request) throws(RequestError) -> String {
    try current().output(head: try request.number(1), position: try request.number(2))
  }

  /// `plan`: the program's nodes and how each head would be evaluated without its matrix.
  private func plan() throws(RequestError) -> String {
    let trace = try current().trace
    var object = JSONObject()
    object.add("plan", trace.program.explain(length: trace.input.tokens.count))
    object.add("program", trace.program.description)
    return object.json
  }

  /// `check`, dialect, puzzle, source, earlier texts ...
  private func check(_ request: Request) throws(RequestError) -> String {
    let dialect = try request.dialect(1, among: dialects)
    guard let puzzle = Puzzle.named(try request.text(2)) else {
      throw RequestError("there is no such puzzle")
    }
    guard dialect.id == DialectDescription.ofPuzzles.id else {
      throw RequestError("puzzles are solved in " + DialectDescription.ofPuzzles.title)
    }
    let text = EditedText(
      dialect, source: try request.text(3), expression: nil, earlier: try request.texts(from: 4),
      isCausal: false)
    return puzzle.reply(to: text)
  }
}

extension DialectDescription {
  /// What the page shows of the dialect, and what it colours its texts by.
  fileprivate var json: String {
    var object = JSONObject()
    object.add("id", id)
    object.add("title", title)
    object.add("keywords", json: JSONObject.array(texts: words.keywords))
    object.add("language", json: JSONObject.array(texts: words.language))
    object.add("pattern", words.pattern)
    return object.json
  }
}
