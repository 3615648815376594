import RASP
import RASPText

/// What an expression of the RASP dialect stands for.
enum DialectValue {
  case atom(Value)
  case list(ValueList)
  case dictionary(ValueDictionary)
  /// An s-op or a selector.
  case node(DialectNode)
  case function(DialectFunction)
  /// What an s-op or selector gave on an input. It can be shown, and nothing else.
  case result(RunResult)

  static func integer(_ integer: Int) -> DialectValue { .atom(.integer(Int64(integer))) }
  static func boolean(_ boolean: Bool) -> DialectValue { .atom(.boolean(boolean)) }

  var sop: DialectNode? {
    if case .node(let node) = self, !node.isSelector { node } else { nil }
  }

  var selector: DialectNode? {
    if case .node(let node) = self, node.isSelector { node } else { nil }
  }

  var isNode: Bool { if case .node = self { true } else { false } }

  /// Python's truth of the value.
  var isTrue: Bool {
    switch self {
    case .atom(let value): value.isTrue
    case .list(let list): !list.items.isEmpty
    case .dictionary(let dictionary): !dictionary.keys.isEmpty
    case .node, .function, .result: true
    }
  }

  /// Booleans are integers, as in Python.
  var asInteger: Int64? {
    switch self {
    case .atom(.integer(let integer)): integer
    case .atom(.boolean(let boolean)): boolean ? 1 : 0
    default: nil
    }
  }

  /// How deep values are nested in the value, itself included.
  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .dictionary(let dictionary): dictionary.depth
    default: 1
    }
  }

  /// The number of values in the value, itself included.
  var size: Int {
    switch self {
    case .list(let list): list.size
    case .dictionary(let dictionary): dictionary.size
    case .atom(.string(let text)): 1 + text.utf8.count / 16
    default: 1
    }
  }
}

/// A list. It never changes.
final class ValueList {
  let items: [DialectValue]
  let depth: Int
  let size: Int

  init(_ items: [DialectValue]) {
    self.items = items
    (depth, size) = measure(items)
  }
}

/// A dictionary, in the order in which its keys came. It never changes once it was made.
final class ValueDictionary {
  private(set) var keys: [Value] = []
  private(set) var values: [DialectValue] = []
  private var indices: [Value: Int] = [:]
  private(set) var depth = 1
  private(set) var size = 1

  /// The last value of a key stands, in the place of the first.
  init(_ items: [(key: Value, value: DialectValue)]) {
    for (key, value) in items {
      if let index = indices[key] {
        values[index] = value
        continue
      }
      indices[key] = keys.count
      keys.append(key)
      values.append(value)
    }
    (depth, size) = measure(values)
  }

  subscript(key: Value) -> DialectValue? { indices[key].map { values[$0] } }
}

private func measure(_ items: [DialectValue]) -> (depth: Int, size: Int) {
  var (depth, size) = (0, 1)
  for item in items {
    depth = max(depth, item.depth)
    size = size.addingReportingOverflow(item.size).partialValue
  }
  return (depth + 1, size)
}

/// A function of the program, with the names that it sees.
final class DialectFunction {
  let code: FunctionCode
  let scope: Scope
  /// The text that the function's code is in.
  let text: UInt32

  init(code: FunctionCode, scope: Scope, text: UInt32) {
    self.code = code
    self.scope = scope
    self.text = text
  }

  var name: String { code.name.text }
}

/// What came of applying an s-op or a selector to an input.
final class RunResult {
  /// What was run.
  let node: DialectNode
  let input: RunInput
  let content: Evaluated

  init(_ node: DialectNode, input: RunInput, content: Evaluated) {
    self.node = node
    self.input = input
    self.content = content
  }
}

/// An s-op or selector as the language sees it: an object with a name that changes, and with what
/// it was made of, which is run on the example as soon as it is there.
final class DialectNode {
  enum Content {
    case sop(SOp)
    case selector(AttentionSelector)
  }

  /// What the first implementation checks of the values, beyond what the core does.
  enum Rule {
    case none
    /// The input's values as they are.
    case input
    /// Averages, of numbers that are no booleans.
    case average(selector: DialectNode, value: DialectNode)
    /// A value that cannot stand in a sequence, as Python writes it.
    case noAtom(String)
    /// A list or dictionary at an s-op's values, whose failures are the language's own.
    case index(DialectValue, DialectNode)
  }

  /// Numbered as they are made; what is made of others has a higher number.
  let number: Int
  var name: String
  var content: Content
  let rule: Rule
  /// Changed by `deinit` alone.
  private(set) var parents: [DialectNode]
  /// Whether the program gave the node its name.
  var isNamed = false
  /// The last input that the node was evaluated on.
  var lastInput: RunInput?

  init(
    number: Int, name: String, _ content: Content, rule: Rule = .none, parents: [DialectNode]
  ) {
    self.number = number
    self.name = name
    self.content = content
    self.rule = rule
    self.parents = parents
    rename(name)
  }

  var isSelector: Bool { if case .selector = content { true } else { false } }

  /// Longer names are not kept.
  static let longestName = 30

  func rename(_ name: String) {
    let isLong = name.unicodeScalars.count > DialectNode.longestName
    self.name = isLong ? (isSelector ? "sel" : "s-op") : name
  }

  /// Chains of nodes are taken apart in a loop, as those of the core are.
  deinit {
    var pending = parents
    parents = []
    while var node = pending.popLast() {
      if isKnownUniquelyReferenced(&node) {
        pending.append(contentsOf: node.parents)
        node.parents = []
      }
    }
  }
}

/// An input that s-ops are applied to, with what they gave on it so far.
final class RunInput {
  /// The value that was given.
  let value: DialectValue
  /// The value as it is written, which tells it from others.
  let text: String
  let tokens: [Value]
  /// Whether there are tokens that cannot stand in a sequence.
  let hasOthers: Bool
  let evaluator: IncrementalEvaluator

  /// - Returns: `nil` if the value is no string, list or dictionary.
  init?(_ value: DialectValue) {
    let items: [DialectValue]
    switch value {
    case .atom(.string(let text)): items = text.unicodeScalars.map { .atom($0.asValue) }
    case .list(let list): items = list.items
    case .dictionary(let dictionary): items = dictionary.keys.map { .atom($0) }
    default: return nil
    }
    self.value = value
    text = value.representation
    var (tokens, hasOthers): ([Value], Bool) = ([], false)
    for item in items {
      if case .atom(let token) = item {
        tokens.append(token)
      } else {
        tokens.append(.string(item.text))
        hasOthers = true
      }
    }
    self.tokens = tokens
    self.hasOthers = hasOthers
    evaluator = IncrementalEvaluator(tokens)
  }
}
