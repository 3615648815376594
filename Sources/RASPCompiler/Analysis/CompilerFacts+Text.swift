import RASP

extension CompilerFacts: CustomStringConvertible {
  /// A line for each s-op with what holds of it, one for each selector that is read, and one for each
  /// layer with what the residual stream must hold.
  var description: String {
    var text = ""
    for id in program.ids {
      switch program[id].operation {
      case .source, .elementwise, .aggregate: text += id.description + ": " + line(id) + "\n"
      case .selector: continue
      }
    }
    text += selectorLines
    for layer in 0...program.layer {
      text += "layer \(layer): keeps" + CompilerFacts.list(stream.sops[layer])
      text += ", attends by" + CompilerFacts.list(stream.aggregates[layer]) + "\n"
    }
    if !stream.mixed.isEmpty {
      text += "first makes" + CompilerFacts.list(stream.mixed) + " of token and position\n"
    }
    if stream.leavesOut { text += "a selector's form leaves out a comparison\n" }
    if kinds.mayFailToSelect { text += "a selector may have no answer\n" }
    return text
  }

  private func line(_ id: NodeID) -> String {
    let kind = kinds.kinds[id]
    let (values, positions) = (forward.values, forward.positions)
    var facts: [String] = []
    for (member, name) in [(Kinds.number, "number"), (.text, "text"), (.null, "null")]
    where kind.contains(member) { facts.append(name) }
    if values.isInteger[id] {
      facts.append("integer")
    } else if values.isIntegral[id] {
      facts.append("integral")
    }
    if let magnitude = values.magnitude[id] { facts.append("at most " + magnitude.description) }
    if positions.isUniform[id] { facts.append("uniform") }
    if positions.isInjective[id] { facts.append("injective") }
    if slices.isMixed(id) { facts.append("of token and position") }
    if shown[id].booleans { facts.append("booleans show") }
    if shown[id].doubles { facts.append("doubles show") }
    return facts.joined(separator: ", ")
  }

  private var selectorLines: String {
    var text = ""
    var seen: Set<NodeID> = []
    for id in program.ids {
      guard let selector = program[id].aggregate?.selector, seen.insert(selector).inserted,
        let form = forward.forms[selector]
      else { continue }
      text += selector.description + ": " + form.description
      if forward.positions.selectsAtMostOne(form) { text += ", at most one" }
      if forward.positions.selectsItself(form) { text += ", itself" }
      text += "\n"
    }
    return text
  }

  private static func list(_ ids: [NodeID]) -> String {
    if ids.isEmpty { return " nothing" }
    return ids.map { " " + $0.description }.joined()
  }
}
