import RASP

/// The kinds of value that an s-op may have, as far as order tells them apart.
///
/// A selector that compares values without an order makes a program fail. Its head would let such
/// pairs through or not, and nothing would show: so whether there can be any is found beforehand.
struct Kinds: OptionSet, Sendable {
  let rawValue: UInt8

  static let number = Kinds(rawValue: 1)
  static let text = Kinds(rawValue: 2)
  static let null = Kinds(rawValue: 4)
  static let any: Kinds = [.number, .text, .null]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ value: Value) {
    switch value.kind {
    case .boolean, .integer, .double: self = .number
    case .string: self = .text
    case .null: self = .null
    }
  }

  /// Whether some of the program's selectors may meet a pair that it has no answer for.
  static func mayFailToSelect(_ program: Program, _ domain: Domain) -> Bool {
    var kinds: [Kinds] = []
    for id in program.ids {
      let node = program[id]
      let operands = node.operands.map { kinds[$0.index] }
      switch node.operation {
      case .predicate: return true
      case .compare(let relation) where relation.needsOrder:
        let both = operands[0].union(operands[1])
        if both != .number && both != .text { return true }
      default: break
      }
      kinds.append(node.operation.kinds(operands, domain))
    }
    return false
  }
}

extension Operation {
  /// The kinds of a result, from those of the operands; more than there are, never fewer.
  fileprivate func kinds(_ operands: [Kinds], _ domain: Domain) -> Kinds {
    switch self {
    case .tokens: domain.vocabulary.reduce([]) { $0.union(Kinds($1)) }
    case .constant(let constant): Kinds(constant.value)
    case .list(let values): values.reduce([]) { $0.union(Kinds($1.value)) }
    case .binary(.add), .binary(.multiply): operands[0].union(operands[1])
    case .choose: operands[1].union(operands[2])
    case .aggregate(_, let fallback): operands[1].union(Kinds(fallback.value))
    case .apply: .any
    default: .number
    }
  }
}
