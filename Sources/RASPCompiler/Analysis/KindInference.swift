import RASP

/// Forward dataflow analysis: which kinds of value each s-op may have, as far as order tells them
/// apart.
///
/// A selector that compares values without an order makes a program fail. Its head would let such
/// pairs through or not, and nothing would show: so whether there can be any is found beforehand.
struct KindInference: Sendable {
  /// More kinds than there are, never fewer; a selector's mean nothing.
  private(set) var kinds = NodeMap<Kinds>()
  /// Whether some selector may meet a pair that it has no answer for.
  private(set) var mayFailToSelect = false

  /// Cost: linear in the program.
  init(_ program: Program, _ domain: Domain) {
    for id in program.ids {
      let node = program[id]
      let applied = node.operation.applied(to: node.operands.map { kinds[$0] })
      if case .selector(.select(let predicate, let keys, let queries)) = applied,
        predicate.mayFail(keys.union(queries))
      {
        mayFailToSelect = true
      }
      if case .selector(.pick(_, _, let score?)) = applied, score != .number, score != .text {
        mayFailToSelect = true
      }
      kinds.append(applied.kinds(domain))
    }
  }
}

/// Kinds of value, as far as order tells them apart.
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
}

extension SelectPredicate {
  /// Whether there may be no answer where keys and queries are of these kinds.
  fileprivate func mayFail(_ kinds: Kinds) -> Bool {
    switch self {
    case .function: true
    case .relation(let relation): relation.needsOrder && kinds != .number && kinds != .text
    }
  }
}

extension Applied<Kinds> {
  /// The kinds of a result, from those of the operands; more than there are, never fewer. A
  /// selector's are of no meaning.
  fileprivate func kinds(_ domain: Domain) -> Kinds {
    switch self {
    case .source(.tokens): domain.vocabulary.reduce([]) { $0.union(Kinds($1)) }
    case .source(.indices): .number
    case .source(.constant(let constant)): Kinds(constant.value)
    case .source(.list(let values)): values.reduce([]) { $0.union(Kinds($1.value)) }
    case .elementwise(let applied): applied.kinds
    case .selector: []
    case .aggregate(let aggregate): aggregate.value.union(Kinds(aggregate.fallback.value))
    }
  }
}

extension AppliedElementwise<Kinds> {
  fileprivate var kinds: Kinds {
    switch self {
    case .binary(.add, let a, let b), .binary(.multiply, let a, let b): a.union(b)
    case .choose(_, let a, let b): a.union(b)
    case .apply: .any
    case .unary, .binary, .relation, .isIn: .number
    }
  }
}
