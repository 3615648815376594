/// An operation together with its operands, whatever stands for them: nodes, values, columns, facts
/// about each.
///
/// ```swift
/// for node in Program(Gallery.shift()).nodes {
///   switch node.applied {
///   case .aggregate(let aggregate): print(aggregate.selector.index, aggregate.value.index)
///   case .source, .elementwise, .selector: break
///   }
/// }
/// ```
package enum Applied<Operand> {
  case source(Source)
  case elementwise(AppliedElementwise<Operand>)
  case selector(AppliedSelector<Operand>)
  case aggregate(AppliedAggregate<Operand>)
}

extension Operation {
  /// The operation with these operands, as many and in the order that it takes them.
  package func applied<T>(to operands: [T]) -> Applied<T> {
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
