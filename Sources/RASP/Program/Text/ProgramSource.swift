/// A program as a text that can be read back: one line a node, nothing left out.
///
/// ```text
/// %0 = tokens
/// %1 = select == %0, %0
/// %2 = constant 1
/// %3 = sum %1, %2, default 0, name "histogram"
/// output %3
/// ```
///
/// Values are JSON: doubles have a decimal point or an exponent, `None` is `null`. What a program
/// text wrote where is not kept. Functions stand as their names; where two have the same, the later
/// one's has a number: `f~2`.
public struct ProgramSource: Sendable {
  /// The text.
  public let text: String
  /// The program's functions, by the names that they have in the text.
  public let functions: [String: Function]

  /// The text of a program. Cost: linear in the program and its lists.
  public init(_ program: Program) {
    var writer = SourceWriter()
    for id in program.ids { writer.add(program[id], id) }
    writer.text += (program.isCausal ? "causal " : "") + "output " + program.output.description
    text = writer.text + "\n"
    functions = writer.functions
  }
}

/// Writes nodes, and gives functions names that no two share.
private struct SourceWriter {
  var text = ""
  private(set) var functions: [String: Function] = [:]
  private var names: [Function: String] = [:]

  mutating func add(_ node: Node, _ id: NodeID) {
    text += id.description + " = " + word(node.operation)
    for (index, operand) in node.operands.enumerated() {
      text += (index == 0 ? " " : ", ") + operand.description
    }
    if case .aggregate(_, let fallback) = node.operation {
      text += ", default " + fallback.value.json
    }
    if let name = node.name { text += ", name " + Value.jsonString(name) }
    text += "\n"
  }

  private mutating func word(_ operation: Operation) -> String {
    switch operation {
    case .source(.constant(let constant)): "constant " + constant.value.json
    case .source(.list(let values)): "list " + list(values)
    case .elementwise(.isIn(let values)): "in " + list(values)
    case .elementwise(.apply(let function)): "apply " + name(function)
    case .selector(.select(.function(let function))): "select " + name(function)
    case .source, .elementwise, .selector, .aggregate: operation.name
    }
  }

  private func list(_ values: [Constant]) -> String {
    Value.jsonArray(values.map { $0.value })
  }

  /// A function's name, quoted.
  private mutating func name(_ function: Function) -> String {
    if let name = names[function] { return Value.jsonString(name) }
    var (name, number) = (function.name, 1)
    while functions[name] != nil {
      number += 1
      name = function.name + "~\(number)"
    }
    functions[name] = function
    names[function] = name
    return Value.jsonString(name)
  }
}
