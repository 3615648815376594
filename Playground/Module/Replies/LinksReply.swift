import RASP
import RASPDiagram
import RASPExplorer

/// The reply to `links`: the figure with a line from each output to what is made of it.
struct LinksReply {
  let reading: Reading
  let input: String
  /// Whether it is for the page itself, which has the style.
  let isBare: Bool

  var json: String {
    var object = JSONObject()
    if let svg { object.add("svg", svg) }
    return object.json
  }

  /// None where the page has no figure either.
  private var svg: String? {
    guard let program = reading.program,
      let input = reading.input ?? (try? Input(parsing: input)),
      ShownProgram.canDraw(program, input.tokens.count)
    else { return nil }
    let trace = Trace.upToFailure(program, input).trace
    return trace.canBeDrawn ? Figure.linked(trace, isBare: isBare) : nil
  }
}
