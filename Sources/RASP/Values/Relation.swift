/// The six comparisons, between two s-ops position by position or between a key and a query.
public enum Relation: UInt8, Sendable, Hashable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  /// How the relation is written: `==`, `<` ...
  public var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// Whether the relation needs an order, not only equality.
  public var needsOrder: Bool { self != .equal && self != .notEqual }

  /// The relation with its operands the other way round.
  package var mirrored: Relation {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// Whether `a` stands in this relation to `b`.
  ///
  /// Equality holds or fails between any two values. An order exists among numbers and booleans,
  /// and among strings.
  ///
  /// ```swift
  /// try Relation.less.holds(1, 1.5)       // true
  /// try Relation.equal.holds(1, "1")      // false
  /// ```
  /// - Throws: ``Problem/noOrder(_:_:_:)`` if the two have no order and the relation needs one.
  public func holds(_ a: Value, _ b: Value) throws(Problem) -> Bool {
    switch self {
    case .equal: return a == b
    case .notEqual: return a != b
    default: break
    }
    let ordering: Ordering
    if case .string(let x) = a, case .string(let y) = b {
      ordering = x.comparedText(to: y)
    } else if let x = a.number, let y = b.number {
      ordering = x.compared(to: y)
    } else {
      throw .noOrder(self, a, b)
    }
    return accepts(ordering)
  }

  func accepts(_ ordering: Ordering) -> Bool {
    switch self {
    case .equal: ordering == .equal
    case .notEqual: ordering != .equal
    case .less: ordering == .less
    case .lessOrEqual: ordering != .greater
    case .greater: ordering == .greater
    case .greaterOrEqual: ordering != .less
    }
  }
}

extension Relation {
  /// The word for it in a program's text.
  var name: String {
    switch self {
    case .equal: "equal"
    case .notEqual: "not_equal"
    case .less: "less"
    case .lessOrEqual: "less_or_equal"
    case .greater: "greater"
    case .greaterOrEqual: "greater_or_equal"
    }
  }
}
