import RASP
import RASPModel

extension Plan: CustomStringConvertible {
  /// What is written and read, a line each: dimensions as `%2`, the embedding, then block by block
  /// heads with what they score and move, and hidden units; at last the logits.
  var description: String {
    var text = ""
    for index in contents.indices.dropFirst(2) {
      let content = contents[index]
      text +=
        Dimension(index: index).description + ": " + content.sop.text + " "
        + content.holds.description
      text += ", time \(content.time)" + (content.isSigned ? ", signed" : "") + "\n"
    }
    text += Plan.lines(tokens, "token") + Plan.lines(positions, "position")
    for (index, block) in blocks.enumerated() {
      text += "block \(index)\n"
      for head in block.heads { text += head.description }
      for unit in block.units { text += unit.description }
    }
    for (output, logit) in zip(outputs, logits) {
      text += "logit " + output.description + ": " + logit.description + "\n"
    }
    return text
  }

  private static func lines(_ rows: [[LinearForm.Term]], _ name: String) -> String {
    var text = ""
    for (index, terms) in rows.enumerated() where !terms.isEmpty {
      text += name + " \(index): " + LinearForm.text(terms) + "\n"
    }
    return text
  }
}

extension Plan.Head: CustomStringConvertible {
  var description: String {
    var text = "  head " + label.kind.name + " " + label.selects
    if let grade = label.grade { text += " prefers " + grade.text }
    text += "\n"
    for score in scores {
      text += "    query " + score.query.description + "; key " + score.key.description + "\n"
    }
    for move in moves {
      text += "    " + move.target.description + " += " + Plan.text(move.factor) + " * ("
      text += move.value.description + ")\n"
    }
    return text
  }
}

extension Plan.Unit: CustomStringConvertible {
  var description: String {
    "  unit " + input.description + " -> " + LinearForm.text(outputs) + "    # " + label + "\n"
  }
}

extension LinearForm: CustomStringConvertible {
  /// Terms as `2 %3 - %4`, a constant by itself, what is read at BOS as `BOS`.
  var description: String { LinearForm.text(terms) }

  fileprivate static func text(_ terms: [Term]) -> String {
    if terms.isEmpty { return "0" }
    var text = ""
    for (index, term) in terms.enumerated() {
      let sign = term.weight < 0 ? "-" : "+"
      text += index == 0 ? (term.weight < 0 ? "-" : "") : " " + sign + " "
      let size = abs(term.weight)
      if term.dimension == .real {
        text += Plan.text(size)
      } else {
        text += (size == 1 ? "" : Plan.text(size) + " ") + term.dimension.description
      }
    }
    return text
  }
}

extension Dimension: CustomStringConvertible {
  var description: String {
    switch self {
    case .real: "1"
    case .beginning: "BOS"
    default: "%\(index)"
    }
  }
}

extension Plan {
  /// A weight as short as can be: whole numbers without a point.
  fileprivate static func text(_ weight: Double) -> String {
    abs(weight) < 1e15 && weight == weight.rounded() ? String(Int64(weight)) : weight.description
  }
}
