extension Program: CustomStringConvertible {
  /// One line a node: index, operation, operands; for an aggregate also its layer and name.
  public var description: String {
    var text = ""
    for id in ids {
      let node = self[id]
      text += id.description + " = " + node.operation.name
      for (index, operand) in node.operands.enumerated() {
        text += (index == 0 ? " " : ", ") + operand.description
      }
      if case .aggregate(_, let fallback) = node.operation {
        text += ", default " + fallback.value.description + "    # layer \(node.layer)"
        if let name = node.name { text += ", " + name }
      }
      text += "\n"
    }
    return text + (isCausal ? "causal " : "") + "output " + output.description + "\n"
  }
}

extension NodeID: CustomStringConvertible {
  public var description: String { "%\(index)" }
}

extension Operation {
  /// The operation's name in a program's text, with its constants.
  var name: String {
    switch self {
    case .source(.tokens): "tokens"
    case .source(.indices): "indices"
    case .source(.constant(let constant)): "constant " + constant.value.description
    case .source(.list(let values)): "list " + Operation.text(values)
    case .elementwise(.unary(let op)): op.name
    case .elementwise(.binary(let op)): op.name
    case .elementwise(.relation(let relation)): relation.name
    case .elementwise(.choose): "where"
    case .elementwise(.isIn(let values)): "in " + Operation.text(values)
    case .elementwise(.apply(let function)): "apply " + function.name
    case .selector(.select(.relation(let relation))): "select " + relation.symbol
    case .selector(.select(.function(let function))): "select " + function.name
    case .selector(.not): "selector_not"
    case .selector(.combine(let op)): "selector_" + op.name
    case .selector(.pick(let extremum)): extremum.name
    case .aggregate(let reduction, _): reduction.name
    }
  }

  static func text(_ values: [Constant], limit: Int = 16) -> String {
    var text = "["
    for (index, constant) in values.prefix(limit).enumerated() {
      text += (index == 0 ? "" : ", ") + constant.value.shortText
    }
    return text + (values.count > limit ? ", … \(values.count) values]" : "]")
  }
}
