/// A boolean matrix, n by n: for each query position (row) the key positions (columns) that it
/// attends to. An attention pattern without weights.
///
/// `key(a) <op> query(b)` is true at row q, column k where `a[k] <op> b[q]`.
///
/// ```swift
/// let before = key(indices) < query(indices)
/// let same = key(tokens) == query(tokens)
/// let histogram = same.value(1)                  // "hello" gives 1 1 2 2 1
/// let seenBefore = (before & same).value(1) > 0
/// ```
///
/// Source: *Thinking Like Transformers*, section 3, "select".
public struct AttentionSelector: Sendable {
  let expression: Expression

  init(_ expression: Expression) { self.expression = expression }

  init(_ operation: SelectorOperation, _ operands: Expression...) {
    self.init(Expression(.selector(operation), operands))
  }
}

/// The selector of a pure predicate of the key's and the query's value.
///
/// ```swift
/// select(key(indices), query(indices)) { (k: Int, q: Int) in k + 1 == q }
/// ```
///
/// A value of another kind than the closure takes is an error that shows both values. A comparison
/// is faster than a predicate that says the same: the evaluator cannot look into a closure.
public func select<A: ValueConvertible, B: ValueConvertible>(
  _ key: Key, _ query: Query, name: String = "predicate",
  _ predicate: @escaping @Sendable (A, B) -> Bool
) -> AttentionSelector {
  select(
    key, query,
    Function(name) { (arguments: [Value]) throws(Problem) -> Value in
      guard let k = A(arguments[0]), let q = B(arguments[1]) else {
        throw .noResult(function: name, arguments)
      }
      return .boolean(predicate(k, q))
    })
}

/// ``select(_:_:name:_:)`` for predicates over integers, which are many times as fast.
public func select(
  _ key: Key, _ query: Query, name: String = "predicate",
  _ predicate: @escaping @Sendable (Int, Int) -> Bool
) -> AttentionSelector {
  select(key, query, Function(name, predicate))
}

/// ``select(_:_:name:_:)`` for predicates over values of any kind.
public func select(
  _ key: Key, _ query: Query, name: String = "predicate",
  _ predicate: @escaping @Sendable (Value, Value) -> Bool
) -> AttentionSelector {
  select(
    key, query,
    Function(name) { (arguments: [Value]) throws(Problem) -> Value in
      .boolean(predicate(arguments[0], arguments[1]))
    })
}

/// The selector of a function that was made once, of (key value, query value), true by
/// ``Value/isTrue``.
public func select(_ key: Key, _ query: Query, _ predicate: Function) -> AttentionSelector {
  AttentionSelector(.select(.function(predicate)), key.sop.expression, query.sop.expression)
}

extension AttentionSelector {
  /// The selector `key <relation> query`, for a relation that is a value itself.
  public init(_ relation: Relation, _ key: Key, _ query: Query) {
    self.init(.select(.relation(relation)), key.sop.expression, query.sop.expression)
  }

  /// Selects what both select.
  public static func & (a: AttentionSelector, b: AttentionSelector) -> AttentionSelector {
    combine(.and, a, b)
  }
  /// Selects what one of them selects.
  public static func | (a: AttentionSelector, b: AttentionSelector) -> AttentionSelector {
    combine(.or, a, b)
  }
  /// Selects what exactly one of them selects.
  public static func != (a: AttentionSelector, b: AttentionSelector) -> AttentionSelector {
    combine(.xor, a, b)
  }
  /// Selects what both select or neither does.
  public static func == (a: AttentionSelector, b: AttentionSelector) -> AttentionSelector {
    !(a != b)
  }
  /// Selects what the selector does not.
  public static prefix func ! (a: AttentionSelector) -> AttentionSelector {
    AttentionSelector(.not, a.expression)
  }
  /// The same as `!`, in Python's spelling.
  public static prefix func ~ (a: AttentionSelector) -> AttentionSelector { !a }

  private static func combine(
    _ op: SelectorOperator, _ a: AttentionSelector, _ b: AttentionSelector
  ) -> AttentionSelector {
    AttentionSelector(.combine(op), a.expression, b.expression)
  }

  /// Attention: at each query position the sum of the values at the selected key positions.
  ///
  /// Where nothing is selected the default stands; where one position is, its value itself,
  /// whatever its kind, so that strings can be moved. Several values must all be numbers or
  /// booleans, otherwise running is an error that shows them. Integer sums are exact, sums with
  /// doubles are rounded once.
  ///
  /// ```swift
  /// (key(tokens) == query(tokens)).value(1)                          // a histogram
  /// (key(indices) == query(indices - 1)).value(tokens, default: "_") // a shift
  /// ```
  public func value(_ value: SOp, default fallback: Value = 0) -> SOp {
    aggregate(.sum, value: value, fallback: fallback)
  }

  /// Attention as ``value(_:default:)``, but several values are averaged, which gives a double:
  /// the aggregation of the paper.
  public func mean(_ value: SOp, default fallback: Value = 0) -> SOp {
    aggregate(.mean, value: value, fallback: fallback)
  }

  /// Attention to one value: the value that all selected positions have, of whatever kind.
  ///
  /// Where nothing is selected the default stands. It is a promise that selected positions never
  /// have two different values, which is an error of running, and what the compiler to weights
  /// builds on: a head that averages moves the value, with no need of a proof that it is one.
  ///
  /// ```swift
  /// let length = (key(1) == query(1)).value(1)
  /// let last = key(indices + 1) == query(length)
  /// try last.only(tokens)("abc").values                             // ["c", "c", "c"]
  /// try (key(1) == query(1)).only(tokens)("aa").values              // ["a", "a"]
  /// ```
  public func only(_ value: SOp, default fallback: Value = 0) -> SOp {
    aggregate(.only, value: value, fallback: fallback)
  }

  /// At each query position the largest of the values at the selected key positions: of equal ones
  /// the first. Values are numbers, or all are strings. One layer, one head.
  ///
  /// ```swift
  /// try (key(1) == query(1)).max(tokens)([3, 1, 2]).values          // [3, 3, 3]
  /// ```
  public func max(_ value: SOp, default fallback: Value = 0) -> SOp {
    best(value).leftmost().value(value, default: fallback)
  }

  /// At each query position the smallest of the values at the selected key positions: see
  /// ``max(_:default:)``.
  public func min(_ value: SOp, default fallback: Value = 0) -> SOp {
    least(value).leftmost().value(value, default: fallback)
  }

  /// At each query position the number of key positions selected.
  public var width: SOp { value(1) }

  private func aggregate(_ reduction: Reduction, value: SOp, fallback: Value) -> SOp {
    SOp(
      Expression(
        .aggregate(reduction, default: Constant(fallback)), [expression, value.expression]))
  }
}
