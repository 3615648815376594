/// How two selectors are combined, pair by pair.
package enum SelectorOperator: UInt8, Sendable, Hashable, CaseIterable {
  case and, or, xor
}

extension SelectorOperator {
  /// The word for it in a program's text.
  var name: String {
    switch self {
    case .and: "and"
    case .or: "or"
    case .xor: "xor"
    }
  }

  /// How it is written between selectors.
  var symbol: String {
    switch self {
    case .and: "&"
    case .or: "|"
    case .xor: "!="
    }
  }

  /// Whether the combination selects a pair.
  func combines(_ a: Bool, _ b: Bool) -> Bool {
    switch self {
    case .and: a && b
    case .or: a || b
    case .xor: a != b
    }
  }
}
