import RASP
import RASPText

// How values are written: Python's way.

extension DialectValue {
  /// Python's `str()`.
  var text: String {
    if case .atom(.string(let text)) = self { return text }
    return representation
  }

  /// Python's `repr()`.
  var representation: String {
    switch self {
    case .atom(let value): return value.representation
    case .list(let list): return "[" + list.items.map { $0.representation }.joined(", ") + "]"
    case .dictionary(let dictionary):
      var items: [String] = []
      for (key, value) in zip(dictionary.keys, dictionary.values) {
        items.append(key.representation + ": " + value.representation)
      }
      return "{" + items.joined(", ") + "}"
    case .node(let node): return node.text
    case .function(let function): return function.text(scope: function.scope.name)
    case .result(let result): return result.text
    }
  }

  /// A string in double quotes, and all else as `str()` has it.
  var quotedText: String {
    if case .atom(.string(let text)) = self { return "\"" + text + "\"" }
    return text
  }

  /// The value in a message: s-ops by their names.
  func description(cut limit: Int? = nil) -> String {
    switch self {
    case .node(let node): return node.name
    case .list(let list):
      let text = "[" + list.items.map { $0.description() }.joined(", ") + "]"
      return text.unicodeScalars.count > limit ?? .max ? "(list)" : text
    case .dictionary(let dictionary):
      var items: [String] = []
      for (key, value) in zip(dictionary.keys, dictionary.values) {
        items.append(DialectValue.atom(key).description() + ": " + value.description())
      }
      let text = "{" + items.joined(", ") + "}"
      return text.unicodeScalars.count > limit ?? .max ? "(dict)" : text
    default: return quotedText
    }
  }
}

extension DialectNode {
  /// The object for a message.
  var text: String {
    (isSelector ? "UnfinishedSelect" : "UnfinishedSequence") + " object, name: " + name
      + " id: \(number)"
  }
}

extension DialectFunction {
  /// `console function: f(a, b)`
  func text(scope: String) -> String {
    scope + " function: " + name + "(" + code.parameters.map { $0.text }.joined(", ") + ")"
  }
}

extension RunResult {
  /// The values in a line, or the matrix.
  var text: String {
    switch content {
    case .sequence(let values): return ValueSequence(values).text
    case .matrix(let rows):
      var items: [String] = []
      for (index, row) in rows.enumerated() {
        items.append("\(index): [" + row.map { $0 ? "1" : "0" }.joined(", ") + "]")
      }
      return "{" + items.joined(", ") + "}"
    }
  }
}

/// The values of an s-op on an input.
struct ValueSequence {
  let values: [Value]

  init(_ values: [Value]) { self.values = values }

  /// What the values have in common.
  enum Kind: String {
    case string, bool, int, float, mismatched, banned
  }

  /// Integers and doubles may stand together, and are called doubles then. Booleans count as
  /// integers.
  var kind: Kind {
    var seen: Set<UInt8> = []
    for value in values { seen.insert(value.kind.rawValue) }
    func only(_ kinds: Value.Kind...) -> Bool {
      seen.isSubset(of: kinds.map { $0.rawValue })
    }
    if only(.string) { return .string }
    if only(.boolean) { return .bool }
    if only(.boolean, .integer) { return .int }
    if only(.boolean, .integer, .double) { return .float }
    return seen.contains(Value.Kind.null.rawValue) ? .banned : .mismatched
  }

  /// Whether all values are equal.
  var isUniform: Bool {
    guard let first = values.first else { return false }
    return values.allSatisfy { $0 == first }
  }

  /// `[h, e, l, l, o] (strings)`; `[2]*5 (ints)` if all are equal.
  var text: String {
    let kind = " (" + kind.rawValue + "s)"
    if isUniform && values.count > 1 {
      return "[" + values[0].shortText + "]*\(values.count)" + kind
    }
    return "[" + values.map { $0.shortText }.joined(", ") + "]" + kind
  }

  /// The values as Python writes a tuple.
  var tuple: String {
    "(" + values.map { $0.representation }.joined(", ") + (values.count == 1 ? ",)" : ")")
  }
}

extension Value {
  /// A double to three digits, a boolean by its letter.
  fileprivate var shortText: String {
    switch self {
    case .double(let double): DecimalText.shortest(DecimalText.rounded(double, digits: 3))
    case .boolean(let boolean): boolean ? "T" : "F"
    case .string(let text): text
    default: representation
    }
  }

  /// Python's `str()`.
  var dialectText: String {
    if case .string(let text) = self { text } else { representation }
  }
}

extension [String] {
  func joined(_ separator: String) -> String { joined(separator: separator) }
}
