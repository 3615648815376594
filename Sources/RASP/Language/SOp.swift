/// A sequence operation: a program that maps a sequence of n tokens to a sequence of n values.
///
/// S-ops are built from ``tokens``, ``indices`` and constants with elementwise operators, and with
/// attention: ``Key``, ``Query`` and ``AttentionSelector/value(_:default:)``. Building computes
/// nothing; calling the s-op does. A literal stands at every position, an array literal is a
/// constant sequence.
///
/// ```swift
/// let length = (key(1) == query(1)).value(1).named("length")
/// let flip = (key(length - indices - 1) == query(indices)).value(tokens)
/// try flip("hello").values               // ["o", "l", "l", "e", "h"]
/// flip.layer                             // 2
/// ```
///
/// An s-op is not `Equatable`: `a == b` is a new s-op, true where the two are equal.
///
/// Source: *Thinking Like Transformers*, Weiss, Goldberg and Yahav, section 3.
public struct SOp: Sendable {
  let expression: Expression

  /// Whether this is ``indices``, whose values are integers.
  package var isIndices: Bool {
    if case .operation(.source(.indices)) = expression.content { true } else { false }
  }

  /// Whether this is the result of an attention head, under a name or not.
  package var isAggregate: Bool {
    var expression = expression
    while let unnamed = expression.unnamed { expression = unnamed }
    if case .operation(.aggregate) = expression.content { return true }
    return false
  }

  init(_ expression: Expression) { self.expression = expression }

  init(_ source: Source) { self.init(Expression(.source(source))) }

  init(_ operation: Elementwise, _ operands: SOp...) {
    self.init(Expression(.elementwise(operation), operands.map { $0.expression }))
  }

  /// The s-op with this value at every position: for values that are not literals.
  public init(_ value: some ValueConvertible) {
    self.init(.constant(Constant(value.asValue)))
  }

  /// The constant sequence of these values. Running it on an input of another length is an error
  /// that names both lengths.
  public init(list values: [Value]) {
    self.init(.list(values.map { Constant($0) }))
  }
}

/// The input: at each position its token.
///
/// ```swift
/// try tokens.input([5, 2, 4]).values       // [5, 2, 4]
/// ```
public let tokens = SOp(.tokens)

/// At each position its number, counted from 0.
///
/// ```swift
/// try indices("goodbye").values           // [0, 1, 2, 3, 4, 5, 6]
/// ```
public let indices = SOp(.indices)

extension SOp: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral
{
  public init(integerLiteral value: Int64) { self.init(Value.integer(value)) }
  public init(floatLiteral value: Double) { self.init(Value.double(value)) }
  public init(stringLiteral value: String) { self.init(Value.string(value)) }
  public init(booleanLiteral value: Bool) { self.init(Value.boolean(value)) }
  public init(nilLiteral: ()) { self.init(Value.null) }
  public init(arrayLiteral elements: Value...) { self.init(list: elements) }
}

extension SOp {
  /// The s-op, with `name` for the attention heads in it that have no name yet. Heads named further
  /// inside keep their names; a head that several s-ops share keeps the first.
  public func named(_ name: String) -> SOp { SOp(Expression(expression, named: name)) }

  /// The s-op, shown under a name as a step between the layers of figures if it is elementwise; heads keep
  /// their names.
  package func step(_ name: String) -> SOp { SOp(Expression(expression, step: name)) }

  /// The number of attention layers that the s-op takes, found without running it.
  ///
  /// `tokens`, `indices` and constants are at 0, an elementwise operation at the highest layer of
  /// its arguments, an aggregation one above the highest of its keys, queries and values.
  /// Cost: linear in the number of distinct operations.
  public var layer: Int { Program(self).layer }

  /// The attention heads of each layer, found without running the s-op; layer 1 is at index 0.
  ///
  /// ```swift
  /// Gallery.flip().heads.map { $0.count }       // [1, 1]
  /// ```
  public var heads: [[Head]] { Program(self).heads }
}
