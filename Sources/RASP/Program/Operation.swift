/// What a node computes from its operands. The operands themselves are in ``Node/operands``.
public enum Operation: Sendable, Hashable {
  /// The input.
  case tokens
  /// The positions 0, 1, 2 ...
  case indices
  /// One value at every position.
  case constant(Constant)
  /// A constant sequence, which fits only inputs of its length.
  case list([Constant])
  case unary(UnaryOperator)
  case binary(BinaryOperator)
  /// An elementwise comparison of two s-ops.
  case relation(Relation)
  /// `where(condition, a, b)`
  case choose
  /// Whether the operand is one of the values.
  case isIn([Constant])
  /// A function of the operands, position by position: `map` and `zip`.
  case apply(Function)

  /// The selector `key <relation> query`. Operands: key, query.
  case compare(Relation)
  /// The selector of a function of key value and query value. Operands: key, query.
  case predicate(Function)
  /// A boolean combination of selectors.
  case combine(SelectorOperator)

  /// Attention: for each query position, the reduction of the selected values. Operands: selector,
  /// value. The default stands where nothing is selected.
  case aggregate(Reduction, default: Constant)
}

/// How selectors are combined.
public enum SelectorOperator: UInt8, Sendable, Hashable, CaseIterable {
  case not, and, or, xor
}

/// What an aggregation makes of several selected values. One selected value always stands for
/// itself.
public enum Reduction: UInt8, Sendable, Hashable, CaseIterable {
  /// RASPy's: adds.
  case sum
  /// RASP's: averages, giving a double.
  case mean
}

/// A pure function of values. Two functions are the same if they are the same instance.
///
/// It may be called once per distinct argument instead of once per position.
public final class Function: Sendable, Hashable {
  /// What messages and program texts call it.
  public let name: String
  private let body: @Sendable ([Value]) throws(Problem) -> Value
  /// What the function says of two integers, if it can be asked without making values of them.
  let integerTest: (@Sendable (Int, Int) -> Bool)?

  /// A function under a name. `body` gets as many values as there are operands; it may throw any
  /// ``Problem``.
  public init(_ name: String, _ body: @escaping @Sendable ([Value]) throws(Problem) -> Value) {
    self.name = name
    self.body = body
    integerTest = nil
  }

  /// A predicate of two integers; other values are an error.
  init(_ name: String, _ test: @escaping @Sendable (Int, Int) -> Bool) {
    self.name = name
    body = { (arguments: [Value]) throws(Problem) -> Value in
      guard let a = Int(arguments[0]), let b = Int(arguments[1]) else {
        throw .noResult(function: name, arguments)
      }
      return .boolean(test(a, b))
    }
    integerTest = test
  }

  /// The function's value. A double that is not finite is an error, as for any operation.
  public func callAsFunction(_ arguments: [Value]) throws(Problem) -> Value {
    let result = try body(arguments)
    if case .double(let double) = result, !double.isFinite {
      throw .noResult(function: name, arguments)
    }
    return result
  }

  public static func == (a: Function, b: Function) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension Operation {
  /// Whether a node stands for a sequence or for a matrix.
  public enum Sort: UInt8, Sendable, Hashable { case sop, selector }

  /// What the operation's result is.
  public var result: Sort {
    switch self {
    case .compare, .predicate, .combine: .selector
    default: .sop
    }
  }

  /// The sorts of the operands, or `nil` for any number of s-ops.
  var operandSorts: [Sort]? {
    switch self {
    case .tokens, .indices, .constant, .list: []
    case .unary, .isIn: [.sop]
    case .binary, .relation, .compare, .predicate: [.sop, .sop]
    case .choose: [.sop, .sop, .sop]
    case .apply: nil
    case .combine(.not): [.selector]
    case .combine: [.selector, .selector]
    case .aggregate: [.selector, .sop]
    }
  }
}
