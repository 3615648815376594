import RASP

/// The reply to `output`: where a value came from.
struct OutputReply {
  let shown: ShownProgram
  /// The head whose output is asked about; the program's if `nil`.
  let head: Int?
  let position: Int

  private var node: NodeID {
    guard let head, let aggregate = shown.heads[head].aggregates.first else {
      return shown.trace.program.output
    }
    return aggregate
  }

  var json: String {
    let dependencies = Dependencies(of: node, at: position, in: shown)
    var object = JSONObject()
    object.add("sentence", sentence(dependencies))
    object.add("path", json: dependencies.json)
    return object.json
  }

  private func sentence(_ dependencies: Dependencies) -> String {
    let value = shown.trace.values(node)[position].description.cut(to: 40)
    var text =
      "The " + (head == nil ? "result " : "output ") + value + numbered(" at position ", position)
    if dependencies.cells.isEmpty && dependencies.inputs.isEmpty {
      return text + " depends on no token: only on its position and on constants."
    }
    text += " comes from " + tokens(dependencies.inputs)
    let heads = names(dependencies)
    return text + (heads.utf8.isEmpty ? "." : ", through " + heads + ".")
  }

  private func tokens(_ positions: [Int]) -> String {
    let all = shown.trace.input.tokens
    if positions.isEmpty { return "no token, only positions and constants" }
    if positions.count == all.count && all.count > 1 {
      return numbered("all ", all.count, " tokens")
    }
    var text = positions.count == 1 ? "the token " : "the tokens "
    for (index, position) in positions.prefix(6).enumerated() {
      if index > 0 { text += index == positions.count - 1 ? " and " : ", " }
      text += all[position].description.cut(to: 16) + numbered(" at ", position)
    }
    return positions.count > 6 ? text + numbered(" and ", positions.count - 6, " more") : text
  }

  /// The layers that information came through.
  private func names(_ dependencies: Dependencies) -> String {
    var reached = [Bool](repeating: false, count: shown.heads.count)
    for output in dependencies.outputs { reached[output.head] = true }
    var texts: [String] = []
    for (index, head) in shown.heads.enumerated() where reached[index] {
      texts.append((head.name?.cut(to: 24) ?? "a head") + numbered(" in layer ", head.layer))
    }
    if texts.count > 4 { return numbered("", texts.count, " heads") }
    var text = ""
    for (index, part) in texts.enumerated() {
      if index > 0 { text += index == texts.count - 1 ? " and " : ", " }
      text += part
    }
    return text
  }
}
