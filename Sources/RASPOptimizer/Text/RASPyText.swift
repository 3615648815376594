import RASP

/// A program as RASPy text: a line an aggregate and a line for what is used more than once.
///
/// ```swift
/// print(RASPyText(Program(Gallery.histogram())).text ?? "")
/// // histogram = (key(tokens) == query(tokens)).value(1)
/// // histogram
/// ```
public struct RASPyText: Sendable {
  /// The text; `nil` if the program has functions that no text can hold.
  public let text: String?

  /// The text of a program. Cost: linear in the program.
  public init(_ program: Program) {
    var writer = RASPyWriter(program)
    text = writer.isWritable ? writer.write() : nil
  }
}

private struct RASPyWriter {
  private let program: Program
  private var uses: [Int]
  /// What stands for a node.
  private var texts: [String]
  private var isAtom: [Bool]
  private var taken: Set<String> = [
    "tokens", "indices", "key", "query", "where", "value", "width", "select", "length", "None",
    "True",
    "False", "not", "and", "or", "in", "is", "if", "else", "for", "def", "return", "lambda",
    "class",
    "min", "max", "sum", "abs", "round", "len", "sort", "shift", "flip", "reverse", "index",
    "print",
  ]

  init(_ program: Program) {
    self.program = program
    uses = [Int](repeating: 0, count: program.nodes.count)
    for node in program.nodes { for operand in node.operands { uses[operand.index] += 1 } }
    texts = [String](repeating: "", count: program.nodes.count)
    isAtom = [Bool](repeating: true, count: program.nodes.count)
  }

  var isWritable: Bool {
    for node in program.nodes {
      switch node.operation {
      case .elementwise(.apply), .selector(.select(.function)): return false
      case .source, .elementwise, .selector, .aggregate: continue
      }
    }
    return true
  }

  mutating func write() -> String {
    var lines = ""
    for id in program.ids {
      (texts[id.index], isAtom[id.index]) = expression(program[id])
      let node = program[id]
      let isShared = uses[id.index] > 1 && !node.operands.isEmpty
      let isLong = texts[id.index].utf8.count > 90
      guard id != program.output, node.aggregate != nil || isShared || isLong else { continue }
      let name = name(node, id)
      lines += name + " = " + texts[id.index] + "\n"
      (texts[id.index], isAtom[id.index]) = (name, true)
    }
    if program[program.output].aggregate != nil, let given = program[program.output].name {
      let name = free(given)
      return lines + name + " = " + texts[program.output.index] + "\n" + name + "\n"
    }
    return lines + texts[program.output.index] + "\n"
  }

  private mutating func name(_ node: Node, _ id: NodeID) -> String {
    if let name = node.name { return free(name) }
    if isLength(node) { return free("count") }
    let stem = node.operation.result == .selector ? "s" : node.aggregate != nil ? "head" : "x"
    return free(stem + String(id.index))
  }

  private func isLength(_ node: Node) -> Bool {
    guard let aggregate = node.aggregate else { return false }
    return texts[aggregate.selector.index] == "key(1) == query(1)"
      && texts[aggregate.value.index] == "1"
  }

  private mutating func free(_ name: String) -> String {
    var (base, number) = ("", 1)
    for byte in name.utf8 {
      let isLetter = (97...122).contains(byte | 32)
      let isDigit = (48...57).contains(byte)
      base += isLetter || (isDigit && !base.isEmpty) ? String(UnicodeScalar(byte)) : "_"
    }
    var candidate = base
    while taken.contains(candidate) {
      number += 1
      candidate = base + "_" + String(number)
    }
    taken.insert(candidate)
    return candidate
  }

  // MARK: Expressions

  private func expression(_ node: Node) -> (String, isAtom: Bool) {
    switch node.applied {
    case .source(let source): return leaf(source)
    case .elementwise(let applied): return elementwise(applied)
    case .selector(let selector): return self.selector(selector)
    case .aggregate(let aggregate):
      let fallback =
        aggregate.fallback == Constant(0) ? "" : ", " + literal(aggregate.fallback.value)
      let method = aggregate.reduction.method
      return (
        atom(aggregate.selector) + "." + method + "(" + texts[aggregate.value.index] + fallback
          + ")",
        true
      )
    }
  }

  private func leaf(_ source: Source) -> (String, isAtom: Bool) {
    switch source {
    case .tokens: return ("tokens", true)
    case .indices: return ("indices", true)
    case .constant(let constant):
      let text = literal(constant.value)
      return (text, text.utf8.first != 45)
    case .list(let values): return (list(values), true)
    }
  }

  private func list(_ values: [Constant]) -> String {
    "[" + values.map { literal($0.value) }.joined(separator: ", ") + "]"
  }

  private func literal(_ value: Value) -> String {
    switch value {
    case .null: "None"
    case .boolean(let boolean): boolean ? "True" : "False"
    case .integer, .double, .string: value.json
    }
  }

  private func elementwise(_ applied: AppliedElementwise<NodeID>) -> (String, isAtom: Bool) {
    switch applied {
    case .unary(.round, let a): return (atom(a) + ".round()", true)
    case .unary(.negate, let a): return ("-" + atom(a), false)
    case .unary(.invert, let a): return ("~" + atom(a), false)
    case .binary(let op, let a, let b): return (atom(a) + " " + op.symbol + " " + atom(b), false)
    case .relation(let op, let a, let b): return (atom(a) + " " + op.symbol + " " + atom(b), false)
    case .choose(let condition, let a, let b):
      return (
        "where(" + [condition, a, b].map { texts[$0.index] }.joined(separator: ", ") + ")", true
      )
    case .isIn(let a, let values): return (atom(a) + ".has(" + list(values) + ")", true)
    case .apply(let function, _): return (function.name, true)
    }
  }

  private func selector(_ selector: AppliedSelector<NodeID>) -> (String, isAtom: Bool) {
    switch selector {
    case .select(.relation(let relation), let key, let query):
      return (
        "key(" + texts[key.index] + ") " + relation.symbol + " query(" + texts[query.index] + ")",
        false
      )
    case .select(.function(let function), _, _): return (function.name, true)
    case .not(let a): return ("~" + atom(a), false)
    case .combine(.and, let a, let b): return (atom(a) + " & " + atom(b), false)
    case .combine(.or, let a, let b): return (atom(a) + " | " + atom(b), false)
    case .combine(.xor, let a, let b): return (atom(a) + " != " + atom(b), false)
    case .pick(let extremum, let a, let score):
      let argument = score.map { texts[$0.index] } ?? ""
      return (atom(a) + "." + method(extremum) + "(" + argument + ")", true)
    }
  }

  private func method(_ extremum: Extremum) -> String {
    switch extremum {
    case .leftmost: "leftmost"
    case .rightmost: "rightmost"
    case .best: "best"
    case .least: "least"
    }
  }

  private func atom(_ id: NodeID) -> String {
    isAtom[id.index] ? texts[id.index] : "(" + texts[id.index] + ")"
  }
}
