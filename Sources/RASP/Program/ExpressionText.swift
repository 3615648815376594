extension Program {
  /// A node as it would be written: `(key(indices) == query(indices - 1)).value(tokens)`.
  ///
  /// Meant for messages: what lies deeper than `depth` operations is shown as `…`, so the text is
  /// short whatever the program.
  /// - Parameter byName: whether an aggregate that has a name is written as its name alone.
  public func expression(_ id: NodeID, depth: Int = 4, byName: Bool = false) -> String {
    let node = self[id]
    let operands = node.operands
    func part(_ index: Int) -> String {
      expression(operands[index], depth: depth - 1, byName: byName)
    }
    if byName, let name = node.name { return name }
    if depth == 0 && !operands.isEmpty { return "…" }
    switch node.operation {
    case .tokens: return "tokens"
    case .indices: return "indices"
    case .constant(let constant): return constant.value.shortText
    case .list(let values): return Operation.text(values, limit: 4)
    case .unary(.round): return atom(operands[0], depth, byName) + ".round()"
    case .unary(let op): return op.symbol + atom(operands[0], depth, byName)
    case .binary(let op): return infix(op.symbol, operands, depth, byName)
    case .relation(let relation): return infix(relation.symbol, operands, depth, byName)
    case .choose: return "where(" + part(0) + ", " + part(1) + ", " + part(2) + ")"
    case .isIn(let values):
      return atom(operands[0], depth, byName) + ".has(" + Operation.text(values, limit: 4) + ")"
    case .apply(let function):
      return function.name + "("
        + operands.prefix(4).map { expression($0, depth: depth - 1, byName: byName) }
        .joined(separator: ", ") + (operands.count > 4 ? ", …)" : ")")
    case .compare(let relation):
      return "key(" + part(0) + ") " + relation.symbol + " query(" + part(1) + ")"
    case .predicate(let function):
      return "select(" + part(0) + ", " + part(1) + ", " + function.name + ")"
    case .combine(.not): return "~" + atom(operands[0], depth, byName)
    case .combine(let op): return infix(op.symbol, operands, depth, byName)
    case .aggregate(let reduction, let fallback):
      let method = reduction == .sum ? ").value(" : ").mean("
      let suffix = fallback == Constant(0) ? ")" : ", " + fallback.value.shortText + ")"
      return "(" + part(0) + method + part(1) + suffix
    }
  }

  private func infix(
    _ symbol: String, _ operands: [NodeID], _ depth: Int, _ byName: Bool
  ) -> String {
    atom(operands[0], depth, byName) + " " + symbol + " " + atom(operands[1], depth, byName)
  }

  /// An operand, in parentheses if it is an operator's result itself.
  private func atom(_ id: NodeID, _ depth: Int, _ byName: Bool) -> String {
    let text = expression(id, depth: depth - 1, byName: byName)
    switch self[id].operation {
    case .unary(.negate), .unary(.invert), .binary, .relation, .compare, .combine:
      return text == "…" ? text : "(" + text + ")"
    default: return text
    }
  }
}
