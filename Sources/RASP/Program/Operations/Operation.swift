/// What a node computes from its operands, in four families.
///
/// The operands themselves are in ``Node/operands``; ``Node/applied`` is both together. A `switch`
/// over a family names each of its cases, so that a new one is found by the compiler.
package enum Operation: Sendable, Hashable {
  /// What is there before anything is computed. No operands.
  case source(Source)
  /// A function of s-ops, position by position.
  case elementwise(Elementwise)
  /// A matrix: of a key and a query, or of other matrices.
  case selector(SelectorOperation)
  /// Attention: for each query position, the reduction of the selected values. Operands: selector,
  /// value. The default stands where nothing is selected.
  case aggregate(Reduction, default: Constant)
}

extension Operation {
  /// Whether a node stands for a sequence or for a matrix.
  package enum Sort: UInt8, Sendable, Hashable { case sop, selector }

  /// What the operation's result is.
  package var result: Sort {
    switch self {
    case .source, .elementwise, .aggregate: .sop
    case .selector: .selector
    }
  }

  /// The sorts of the operands, or `nil` for any number of s-ops.
  var operandSorts: [Sort]? {
    switch self {
    case .source: []
    case .elementwise(let operation):
      operation.operandCount.map { [Sort](repeating: .sop, count: $0) }
    case .selector(.select): [.sop, .sop]
    case .selector(.not): [.selector]
    case .selector(.combine): [.selector, .selector]
    case .selector(.pick(let extremum)): extremum.takesScore ? [.selector, .sop] : [.selector]
    case .aggregate: [.selector, .sop]
    }
  }

  /// The constants that a program gives the operation.
  var constants: [Constant] {
    switch self {
    case .source(.constant(let constant)), .aggregate(_, default: let constant): [constant]
    case .source(.list(let constants)), .elementwise(.isIn(let constants)): constants
    case .source(.tokens), .source(.indices), .selector: []
    case .elementwise(.unary), .elementwise(.binary), .elementwise(.relation),
      .elementwise(.choose), .elementwise(.apply):
      []
    }
  }
}
