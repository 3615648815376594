import RASP

/// An s-op in Tracr's spelling, whose operators and functions give None where an operand is None.
///
/// What is known to be never None has the language's own operators, so that such a program is the
/// same as in the language's own spelling.
struct TracrSOp {
  let sop: SOp
  let mayBeNone: Bool
  /// Whether the values, apart from None, are booleans.
  let isBoolean: Bool

  init(_ sop: SOp, mayBeNone: Bool = false, isBoolean: Bool = false) {
    self.sop = sop
    self.mayBeNone = mayBeNone
    self.isBoolean = isBoolean
  }
}

enum TracrMethod: String, CaseIterable {
  case named, annotated, copy

  var signature: Signature {
    switch self {
    case .named: Signature([.named("name")])
    case .annotated: Signature([], hasKeywordRest: true)
    case .copy: Signature([])
    }
  }
}

extension Closure {
  /// Whether the function gives None for no arguments but None, as its text shows.
  var isNeverNone: Bool { code.value.map { $0.isNeverNone(code) } ?? false }

  /// Whether it gives booleans.
  var isBoolean: Bool { code.value?.isBoolean ?? false }
}

extension Expression {
  fileprivate func isNeverNone(_ code: Code) -> Bool {
    switch kind {
    case .constant(let value): value != .null
    case .formatted, .comparison, .not, .binary, .prefix: true
    case .name(let name): code.signature.parameters.contains { $0.name == name && $0.isRequired }
    case .logical(_, let operands): operands.allSatisfy { $0.isNeverNone(code) }
    case .conditional(_, let then, let otherwise):
      then.isNeverNone(code) && otherwise.isNeverNone(code)
    case .list, .tuple, .set, .dictionary, .comprehension, .lambda, .postfix, .starred: false
    }
  }

  fileprivate var isBoolean: Bool {
    switch kind {
    case .constant(.boolean), .comparison, .not: true
    case .logical(_, let operands): operands.allSatisfy { $0.isBoolean }
    case .conditional(_, let then, let otherwise): then.isBoolean && otherwise.isBoolean
    default: false
    }
  }
}
