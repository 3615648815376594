import RASP
import RASPModel

/// One vocabulary of input tokens and output values, each with a text of its own.
///
/// | the tokens are all | tokens are separated by | a string like them | any other value |
/// | one character each | nothing | bare: `a` | its JSON in parentheses: `(1)`, `("ab")` |
/// | words | white space | bare: `cat` | its JSON in parentheses |
/// | anything else | white space | its JSON: `"a b"`, spaces as `\u0020` | its JSON: `1`, `2.0` |
///
/// A word has no white space and begins neither with `(` nor `[` unless that is all of it. So the
/// texts of different values differ, and none is that of a special token.
struct StockVocabulary: Sendable {
  enum Notation: Sendable {
    case characters, words, json
  }

  struct Entry: Sendable {
    let text: String
    /// `nil` for the special tokens.
    let value: Value?
    let isToken: Bool
    /// The output's column in our logits.
    private(set) var output: Int?

    fileprivate static func special(_ text: String) -> Entry {
      Entry(text: text, value: nil, isToken: false, output: nil)
    }

    fileprivate mutating func become(output: Int) { self.output = output }
  }

  let notation: Notation
  /// The texts by id: padding and BOS, the tokens, the outputs that are no tokens, unknown tokens.
  private(set) var entries: [Entry]
  /// The ids of the outputs.
  private(set) var outputs: [Int] = []

  static let padding = "[PAD]"
  static let beginning = "[BOS]"
  /// What is not in the vocabulary. The model makes nothing of it, but tools ask a tokenizer for
  /// texts of their own, and it must not fail.
  static let unknown = "[UNK]"

  init(_ transformer: Transformer) {
    let notation = Notation(transformer.vocabulary)
    self.notation = notation
    entries = [.special(StockVocabulary.padding), .special(StockVocabulary.beginning)]
    entries += transformer.vocabulary.map {
      Entry(text: notation.text($0), value: $0, isToken: true, output: nil)
    }
    // By bytes: strings compare equal that are composed differently.
    var ids: [[UInt8]: Int] = [:]
    for (id, entry) in entries.enumerated() { ids[[UInt8](entry.text.utf8)] = id }
    for (column, value) in transformer.outputs.enumerated() {
      let text = notation.text(value)
      let id = ids[[UInt8](text.utf8)] ?? entries.count
      if id == entries.count {
        entries.append(Entry(text: text, value: value, isToken: false, output: nil))
      }
      entries[id].become(output: column)
      outputs.append(id)
    }
    entries.append(.special(StockVocabulary.unknown))
  }
}

extension StockVocabulary.Notation {
  fileprivate init(_ vocabulary: [Value]) {
    if vocabulary.allSatisfy({ $0.isCharacter }) {
      self = .characters
    } else {
      self = vocabulary.allSatisfy { $0.isWord } ? .words : .json
    }
  }

  func text(_ value: Value) -> String {
    switch (self, value) {
    case (.characters, .string(let string)) where value.isCharacter: string
    case (.words, .string(let string)) where value.isWord: string
    case (.json, _): value.json.withoutWhitespace
    default: "(" + value.json + ")"
    }
  }
}

extension Value {
  fileprivate var isCharacter: Bool {
    guard case .string(let string) = self else { return false }
    return string.unicodeScalars.count == 1
  }

  fileprivate var isWord: Bool {
    guard case .string(let string) = self, let first = string.unicodeScalars.first else {
      return false
    }
    let scalars = string.unicodeScalars
    if scalars.contains(where: { $0.properties.isWhitespace }) { return false }
    return scalars.count == 1 || (first != "(" && first != "[")
  }
}

extension String {
  /// A JSON text with its white space, which is in strings only, escaped.
  fileprivate var withoutWhitespace: String {
    var text = ""
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace {
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
