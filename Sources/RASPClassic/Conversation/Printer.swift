import RASP
import RASPText

/// What the conversation shows of values, space for space as the language's first implementation.
final class Printer {
  private let machine: SessionState
  private let write: (String) -> Void
  var showsSOpExamples = true
  var showsSelectorExamples = true
  /// Whether s-ops are shown in full, input above output.
  var isVerbose = false
  var isSilent = false

  init(machine: SessionState, print: @escaping (String) -> Void) {
    self.machine = machine
    write = print
  }

  func print(_ text: String) { write(text + "\n") }

  func show(_ shown: StatementRunner.Shown) throws(Fault) {
    if case .text(let text) = shown { return print(text) }
    if isSilent { return }
    switch shown {
    case .named(let name, let value): try show(name, value)
    case .result(let result): show(result)
    case .example(let subset): show(subset)
    case .text: break
    }
  }

  private func show(_ subset: ExampleKind) {
    if subset != .selector { print("\ts-op example: " + machine.sopExample.quotedText) }
    if subset != .sop { print("\tselector example: " + machine.selectorExample.quotedText) }
  }

  private func show(_ result: RunResult) {
    switch result.content {
    case .matrix(let rows):
      print("\t = ")
      print(matrix: rows, result.input.value, prefix: "")
    case .sequence(let values) where isVerbose:
      write("\t = ")
      print(values, result.input.value, prefix: "", short: "")
    case .sequence(let values): print("\t =  " + ValueSequence(values).text)
    }
  }

  // MARK: Values with names

  /// - Parameters:
  ///   - name: `nil` within a list or dictionary.
  ///   - tabs: how far the value is indented.
  ///   - first: what stands before it on the line: its key.
  private func show(
    _ name: String?, _ value: DialectValue, tabs: Int = 0, first: String = ""
  ) throws(Fault) {
    try machine.charge(1)
    let prefix = String(repeating: "\t", count: tabs)
    let assigned = name.map { $0 + " = " } ?? ""
    switch value {
    case .node(let node): try show(name ?? node.name, node: node, prefix: prefix, first: first)
    case .function(let function):
      print(prefix + " " + first + "    " + function.text(scope: function.scope.name))
    case .list(let list):
      let label = "   list: " + assigned
      write(prefix + " " + first + " " + label)
      guard list.items.contains(where: { $0.isComposite }) else { return print(value.text) }
      print(prefix + " [")
      for item in list.items { try show(nil, item, tabs: tabs + 2) }
      print(prefix + label.spaces + "]")
    case .dictionary(let dictionary):
      let label = "   dict: " + assigned
      write(prefix + " " + first + " " + label)
      guard dictionary.values.contains(where: { $0.isComposite }) else { return print(value.text) }
      print(prefix + " {")
      for (key, item) in zip(dictionary.keys, dictionary.values) {
        let label = DialectValue.atom(key).quotedText + " : "
        try show(nil, item, tabs: tabs + 3, first: label)
      }
      print(prefix + label.spaces + "}")
    default: print(prefix + "    value: " + assigned + " " + value.quotedText)
    }
  }

  private func show(
    _ name: String, node: DialectNode, prefix: String, first: String
  ) throws(Fault) {
    guard !node.isSelector else {
      print(prefix + " " + first + "    selector: " + name)
      guard showsSelectorExamples else { return }
      print(prefix + " \t Example:")
      let example = machine.selectorExample
      let content = try run(node, on: example)
      guard case .matrix(let rows) = content else { return }
      return print(matrix: rows, example, prefix: prefix)
    }
    print(prefix + " " + first + "    s-op: " + name)
    guard showsSOpExamples else { return }
    let example = machine.sopExample
    let label = name + "(" + example.quotedText + ") ="
    let content = try run(node, on: example)
    guard case .sequence(let values) = content else { return }
    if isVerbose {
      write(prefix + " \t Example:")
      print(values, machine.selectorExample, prefix: prefix, short: label)
    } else {
      print(prefix + " \t Example: " + label + " " + ValueSequence(values).text)
    }
  }

  private func run(
    _ node: DialectNode, on example: DialectValue
  ) throws(Fault) -> Evaluated {
    try machine.evaluate(node, on: try machine.input(example))
  }

  // MARK: Sequences and matrices

  /// Input and output below each other; a sequence of equal values in short.
  private func print(
    _ values: [Value], _ example: DialectValue, prefix: String, short: String
  ) {
    let sequence = ValueSequence(values)
    if sequence.isUniform {
      return print(" " + short + " " + sequence.text + " [skipped full display: identical values]")
    }
    print("")
    let input = Printer.cells((example.elements ?? []).map { $0.valueOrText })
    let output = Printer.cells(values)
    var width = 0
    for cell in input + output { width = max(width, cell.unicodeScalars.count) }
    let lines = [("input:  ", input, "string"), ("output: ", output, sequence.kind.rawValue)]
    for (label, cells, kind) in lines {
      var padded: [String] = []
      for cell in cells {
        let space = width - cell.unicodeScalars.count
        padded.append(String(repeating: " ", count: space) + cell)
      }
      print(prefix + " \t\t" + label + " " + padded.joined(" ") + " \t (" + kind + "s)")
    }
  }

  /// Values as they stand below each other. Of booleans only the rarer ones are written.
  private static func cells(_ values: [Value]) -> [String] {
    guard case .boolean? = values.first else { return values.map { $0.dialectText } }
    var trues = 0
    for value in values where value == true { trues += 1 }
    var falses = 0
    for value in values where value == false { falses += 1 }
    return values.map { $0.isTrue ? (trues <= falses ? "T" : "") : (falses <= trues ? "F" : "") }
  }

  private func print(matrix rows: [[Bool]], _ example: DialectValue, prefix: String) {
    let names = (example.elements ?? []).map { $0.text }
    print(prefix + " \t\t\t     " + names.joined(" "))
    for (name, row) in zip(names, rows) {
      let cells = row.map { $0 ? "1" : " " }.joined(" ")
      print(prefix + " \t\t\t " + name + " | " + cells)
    }
  }
}

extension DialectValue {
  /// Whether a list with the value is shown line by line.
  fileprivate var isComposite: Bool {
    switch self {
    case .list, .dictionary, .node: true
    default: false
    }
  }

  fileprivate var valueOrText: Value {
    if case .atom(let value) = self { value } else { .string(text) }
  }
}

extension String {
  /// As many spaces as the label has characters, and two.
  fileprivate var spaces: String { String(repeating: " ", count: unicodeScalars.count + 2) }
}
