extension Program {
  /// A node as it would be written: `(key(indices) == query(indices - 1)).value(tokens)`.
  ///
  /// Meant for messages: what lies deeper than `depth` operations is shown as `…`, so the text is
  /// short whatever the program.
  /// With `namingHeads` an aggregate stands as its name, if no other has it.
  public func expression(
    _ id: NodeID, depth: Int = 4, namingHeads: Bool = false
  ) -> String {
    NodeTexts(self, namingHeads: namingHeads).expression(id, depth: depth)
  }

  /// The names that exactly one aggregate has, by the indices of the nodes.
  var headNames: [String?] {
    var counts: [String: Int] = [:]
    for node in nodes { if let name = node.name { counts[name, default: 0] += 1 } }
    return nodes.map { node in node.name.flatMap { counts[$0] == 1 ? $0 : nil } }
  }
}

/// The texts of a program's nodes, for who writes many of them: which names stand for one aggregate
/// is found once.
package struct NodeTexts: Sendable {
  private let writer: ExpressionWriter

  /// Cost: linear in the program if heads are named.
  package init(_ program: Program, namingHeads: Bool = false) {
    writer = ExpressionWriter(program: program, names: namingHeads ? program.headNames : [])
  }

  /// A node as it would be written, as ``Program/expression(_:depth:namingHeads:)`` has it.
  package func expression(_ id: NodeID, depth: Int = 4) -> String {
    writer.expression(id, depth: depth)
  }
}

/// Writes a node and what it is made of.
struct ExpressionWriter: Sendable {
  let program: Program
  /// What stands for a node; empty if nothing does.
  var names: [String?] = []
  /// How the operands of a text that is whole are written; without it, what is deep is left off.
  var operands: [WholeTexts.Operand]?

  func expression(_ id: NodeID, depth: Int) -> String {
    if depth == 0, let operands { return operands[id.index].text }
    if !names.isEmpty, let name = names[id.index] { return name }
    if depth == 0 && !program[id].operands.isEmpty { return "…" }
    return definition(id, depth: depth)
  }

  /// What a node is made of, whatever it is called.
  func definition(_ id: NodeID, depth: Int) -> String {
    switch program[id].applied {
    case .source(let source): return text(source)
    case .elementwise(let applied): return text(applied, depth)
    case .selector(let selector): return text(selector, depth)
    case .aggregate(let aggregate):
      let fallback = aggregate.fallback
      let suffix = fallback == Constant(0) ? ")" : ", " + text(fallback) + ")"
      let selector = expression(aggregate.selector, depth: depth - 1)
      let isBare = isPick(aggregate.selector) && selector != "…"
      return (isBare || isReference(aggregate.selector, depth) ? selector : "(" + selector + ")")
        + "." + aggregate.reduction.method + "("
        + expression(aggregate.value, depth: depth - 1) + suffix
    }
  }

  private func text(_ source: Source) -> String {
    switch source {
    case .tokens: "tokens"
    case .indices: "indices"
    case .constant(let constant): text(constant)
    case .list(let values): text(values)
    }
  }

  private func text(_ constant: Constant) -> String {
    operands == nil ? constant.value.shortText : constant.value.description
  }

  private func text(_ values: [Constant]) -> String {
    if operands == nil { return Operation.text(values, limit: 4) }
    return "[" + values.map { $0.value.description }.joined(separator: ", ") + "]"
  }

  private func text(_ applied: AppliedElementwise<NodeID>, _ depth: Int) -> String {
    switch applied {
    case .unary(.round, let a): return atom(a, depth) + ".round()"
    case .unary(let op, let a): return op.symbol + atom(a, depth)
    case .binary(.add, let a, let b):
      return signed("+", a: a, b: b, opposite: "-", depth: depth)
    case .binary(.subtract, let a, let b):
      return signed("-", a: a, b: b, opposite: "+", depth: depth)
    case .binary(let op, let a, let b): return infix(op.symbol, a: a, b: b, depth: depth)
    case .relation(let relation, let a, let b):
      return infix(relation.symbol, a: a, b: b, depth: depth)
    case .choose: return "where(" + list(applied.operands, depth) + ")"
    case .isIn(let a, let values):
      return atom(a, depth) + ".has(" + text(values) + ")"
    case .apply(let function, let arguments):
      let most = operands == nil ? 4 : arguments.count
      return function.name + "(" + list(Array(arguments.prefix(most)), depth)
        + (arguments.count > most ? ", …)" : ")")
    }
  }

  private func text(_ selector: AppliedSelector<NodeID>, _ depth: Int) -> String {
    switch selector {
    case .select(.relation(let relation), let key, let query):
      return "key(" + expression(key, depth: depth - 1) + ") " + relation.symbol + " query("
        + expression(query, depth: depth - 1) + ")"
    case .select(.function(let function), let key, let query):
      return "select(" + list([key, query], depth) + ", " + function.name + ")"
    case .not(let a): return "~" + atom(a, depth)
    case .combine(let op, let a, let b): return infix(op.symbol, a: a, b: b, depth: depth)
    case .pick(let extremum, let a, let score):
      let argument = score.map { expression($0, depth: depth - 1) } ?? ""
      return atom(a, depth) + "." + extremum.name + "(" + argument + ")"
    }
  }

  private func list(_ operands: [NodeID], _ depth: Int) -> String {
    operands.map { expression($0, depth: depth - 1) }.joined(separator: ", ")
  }

  /// A sum or difference: one with a negative constant is the other with its amount.
  private func signed(
    _ symbol: String, a: NodeID, b: NodeID, opposite: String, depth: Int
  ) -> String {
    guard case .source(.constant(let constant)) = program[b].operation,
      let amount = constant.value.amountBelowZero
    else { return infix(symbol, a: a, b: b, depth: depth) }
    return atom(a, depth) + " " + opposite + " " + text(Constant(amount))
  }

  private func infix(_ symbol: String, a: NodeID, b: NodeID, depth: Int) -> String {
    atom(a, depth) + " " + symbol + " " + atom(b, depth)
  }

  /// An operand, in parentheses if it is an operator's result itself.
  private func atom(_ id: NodeID, _ depth: Int) -> String {
    let text = expression(id, depth: depth - 1)
    let isWhole = text == "…" || isReference(id, depth)
    return isOperator(id) && !isWhole ? "(" + text + ")" : text
  }

  /// Whether an operand stands as its node's number.
  private func isReference(_ id: NodeID, _ depth: Int) -> Bool {
    depth == 1 && operands?[id.index].isReference == true
  }

  private func isPick(_ id: NodeID) -> Bool {
    if case .pick? = program[id].selector { true } else { false }
  }

  private func isOperator(_ id: NodeID) -> Bool {
    switch program[id].operation {
    case .elementwise(.unary(.round)): false
    case .elementwise(.unary), .elementwise(.binary), .elementwise(.relation): true
    case .selector(.select(.relation)), .selector(.not), .selector(.combine): true
    case .source, .aggregate, .selector(.select(.function)), .selector(.pick): false
    case .elementwise(.choose), .elementwise(.isIn), .elementwise(.apply): false
    }
  }
}

extension Value {
  /// What a negative number is below zero; `nil` for any other value.
  fileprivate var amountBelowZero: Value? {
    switch self {
    case .integer(let integer): integer < 0 && integer > .min ? .integer(-integer) : nil
    case .double(let double): double < 0 ? .double(-double) : nil
    case .null, .boolean, .string: nil
    }
  }
}
