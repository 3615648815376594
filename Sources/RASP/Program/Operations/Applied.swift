/// An operation together with its operands, whatever stands for them: nodes, values, columns, facts
/// about each.
///
/// ```swift
/// switch node.applied {
/// case .aggregate(let aggregate): show(aggregate.selector, aggregate.value)
/// case .source, .elementwise, .selector: break
/// }
/// ```
public enum Applied<Operand> {
  case source(Source)
  case elementwise(AppliedElementwise<Operand>)
  case selector(AppliedSelector<Operand>)
  case aggregate(AppliedAggregate<Operand>)
}

/// An elementwise operation with its operands.
public enum AppliedElementwise<Operand> {
  case unary(UnaryOperator, Operand)
  case binary(BinaryOperator, Operand, Operand)
  case relation(Relation, Operand, Operand)
  /// The second operand where the condition is true, the third elsewhere.
  case choose(condition: Operand, Operand, Operand)
  case isIn(Operand, [Constant])
  case apply(Function, [Operand])
}

extension AppliedElementwise {
  /// The operation with something else in place of each operand.
  public func mapped<T>(_ body: (Operand) -> T) -> AppliedElementwise<T> {
    switch self {
    case .unary(let op, let a): .unary(op, body(a))
    case .binary(let op, let a, let b): .binary(op, body(a), body(b))
    case .relation(let relation, let a, let b): .relation(relation, body(a), body(b))
    case .choose(let condition, let a, let b):
      .choose(condition: body(condition), body(a), body(b))
    case .isIn(let a, let list): .isIn(body(a), list)
    case .apply(let function, let arguments): .apply(function, arguments.map(body))
    }
  }

  /// The operands, in the order that the operation takes them.
  public var operands: [Operand] {
    switch self {
    case .unary(_, let a), .isIn(let a, _): [a]
    case .binary(_, let a, let b), .relation(_, let a, let b): [a, b]
    case .choose(let condition, let a, let b): [condition, a, b]
    case .apply(_, let arguments): arguments
    }
  }
}

/// A selector's operation with its operands.
public enum AppliedSelector<Operand> {
  case select(SelectPredicate, key: Operand, query: Operand)
  case not(Operand)
  case combine(SelectorOperator, Operand, Operand)
}

/// An aggregate with its operands.
public struct AppliedAggregate<Operand> {
  public let reduction: Reduction
  /// What stands where nothing is selected.
  public let fallback: Constant
  public let selector: Operand
  public let value: Operand
}

extension Operation {
  /// The operation with these operands, as many and in the order that it takes them.
  public func applied<T>(to operands: [T]) -> Applied<T> {
    switch self {
    case .source(let source): .source(source)
    case .elementwise(let operation): .elementwise(operation.applied(to: operands))
    case .selector(let operation): .selector(operation.applied(to: operands))
    case .aggregate(let reduction, let fallback):
      .aggregate(
        AppliedAggregate(
          reduction: reduction, fallback: fallback, selector: operands[0], value: operands[1]))
    }
  }
}

extension Elementwise {
  /// The operation with these operands, as many and in the order that it takes them.
  public func applied<T>(to operands: [T]) -> AppliedElementwise<T> {
    switch self {
    case .unary(let op): .unary(op, operands[0])
    case .binary(let op): .binary(op, operands[0], operands[1])
    case .relation(let relation): .relation(relation, operands[0], operands[1])
    case .choose: .choose(condition: operands[0], operands[1], operands[2])
    case .isIn(let list): .isIn(operands[0], list)
    case .apply(let function): .apply(function, operands)
    }
  }
}

extension SelectorOperation {
  /// The operation with these operands, as many and in the order that it takes them.
  public func applied<T>(to operands: [T]) -> AppliedSelector<T> {
    switch self {
    case .select(let predicate): .select(predicate, key: operands[0], query: operands[1])
    case .not: .not(operands[0])
    case .combine(let op): .combine(op, operands[0], operands[1])
    }
  }
}

extension Node {
  /// What the node computes, with the nodes that it computes it from.
  public var applied: Applied<NodeID> { operation.applied(to: operands) }

  /// The aggregate that the node is; `nil` if it is none.
  public var aggregate: AppliedAggregate<NodeID>? {
    if case .aggregate(let aggregate) = applied { aggregate } else { nil }
  }

  /// The node's selector operation; `nil` for an s-op.
  public var selector: AppliedSelector<NodeID>? {
    if case .selector(let selector) = applied { selector } else { nil }
  }

  /// The key and query that the node compares; `nil` if it is no `select`.
  public var keyAndQuery: (key: NodeID, query: NodeID)? {
    if case .select(_, let key, let query)? = selector { (key, query) } else { nil }
  }

  /// The nodes that a selector is a boolean function of: none unless it combines others.
  public var combinedSelectors: [NodeID] {
    switch operation {
    case .selector(.not), .selector(.combine): operands
    case .selector(.select), .source, .elementwise, .aggregate: []
    }
  }
}
