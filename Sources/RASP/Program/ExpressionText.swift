extension Program {
  /// A node as it would be written: `(key(indices) == query(indices - 1)).value(tokens)`.
  ///
  /// Meant for messages: what lies deeper than `depth` operations is shown as `…`, so the text is
  /// short whatever the program.
  /// - Parameter namingHeads: whether an aggregate stands as its name, if no other has it.
  public func expression(
    _ id: NodeID, depth: Int = 4, namingHeads: Bool = false
  ) -> String {
    var writer = ExpressionWriter(program: self)
    if namingHeads { writer.names = headNames }
    return writer.expression(id, depth: depth)
  }

  /// The names that exactly one aggregate has, by the places of the nodes.
  private var headNames: [String?] {
    var counts: [String: Int] = [:]
    for node in nodes { if let name = node.name { counts[name, default: 0] += 1 } }
    return nodes.map { node in node.name.flatMap { counts[$0] == 1 ? $0 : nil } }
  }
}

/// Writes a node and what it is made of.
private struct ExpressionWriter {
  let program: Program
  /// What stands for a node; empty if nothing does.
  var names: [String?] = []

  func expression(_ id: NodeID, depth: Int) -> String {
    if !names.isEmpty, let name = names[id.index] { return name }
    let node = program[id]
    let operands = node.operands
    func part(_ index: Int) -> String { expression(operands[index], depth: depth - 1) }
    if depth == 0 && !operands.isEmpty { return "…" }
    switch node.operation {
    case .tokens: return "tokens"
    case .indices: return "indices"
    case .constant(let constant): return constant.value.shortText
    case .list(let values): return Operation.text(values, limit: 4)
    case .unary(.round): return atom(operands[0], depth) + ".round()"
    case .unary(let op): return op.symbol + atom(operands[0], depth)
    case .binary(let op): return infix(op.symbol, operands, depth)
    case .relation(let relation): return infix(relation.symbol, operands, depth)
    case .choose: return "where(" + part(0) + ", " + part(1) + ", " + part(2) + ")"
    case .isIn(let values):
      return atom(operands[0], depth) + ".has(" + Operation.text(values, limit: 4) + ")"
    case .apply(let function):
      return function.name + "("
        + operands.prefix(4).map { expression($0, depth: depth - 1) }
        .joined(separator: ", ") + (operands.count > 4 ? ", …)" : ")")
    case .compare(let relation):
      return "key(" + part(0) + ") " + relation.symbol + " query(" + part(1) + ")"
    case .predicate(let function):
      return "select(" + part(0) + ", " + part(1) + ", " + function.name + ")"
    case .combine(.not): return "~" + atom(operands[0], depth)
    case .combine(let op): return infix(op.symbol, operands, depth)
    case .aggregate(let reduction, let fallback):
      let method = reduction == .sum ? ").value(" : ").mean("
      let suffix = fallback == Constant(0) ? ")" : ", " + fallback.value.shortText + ")"
      return "(" + part(0) + method + part(1) + suffix
    }
  }

  private func infix(_ symbol: String, _ operands: [NodeID], _ depth: Int) -> String {
    atom(operands[0], depth) + " " + symbol + " " + atom(operands[1], depth)
  }

  /// An operand, in parentheses if it is an operator's result itself.
  private func atom(_ id: NodeID, _ depth: Int) -> String {
    let text = expression(id, depth: depth - 1)
    switch program[id].operation {
    case .unary(.negate), .unary(.invert), .binary, .relation, .compare, .combine:
      return text == "…" ? text : "(" + text + ")"
    default: return text
    }
  }
}
