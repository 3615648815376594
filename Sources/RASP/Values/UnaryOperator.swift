/// The operators of one value.
public enum UnaryOperator: UInt8, Sendable, Hashable, CaseIterable {
  /// `-a`
  case negate
  /// `~a`: logical on booleans, bitwise on integers.
  case invert
  /// `round(a)`: half to even, giving an integer.
  case round

  /// How the operator is written.
  public var symbol: String {
    switch self {
    case .negate: "-"
    case .invert: "~"
    case .round: "round"
    }
  }
}

extension UnaryOperator {
  /// The operator's result on one value, with Python's meaning.
  ///
  /// ```swift
  /// try UnaryOperator.round.callAsFunction(2.5)    // 2
  /// ```
  /// - Throws: a ``Problem`` if the operator has no meaning for the value, or the result does not
  ///   fit in 64 bits.
  public func callAsFunction(_ value: Value) throws(Problem) -> Value {
    switch (self, value) {
    case (.invert, .boolean(let boolean)): return .boolean(!boolean)
    case (.invert, .integer(let integer)): return .integer(~integer)
    case (.invert, _): break
    case (.negate, _):
      switch value.number {
      case .integer(let integer)?:
        let (result, overflow) = (0 as Int64).subtractingReportingOverflow(integer)
        if overflow { throw .overflow("-", [value]) }
        return .integer(result)
      case .double(let double)?: return .double(-double)
      case nil: break
      }
    case (.round, _):
      switch value.number {
      case .integer(let integer)?: return .integer(integer)
      case .double(let double)?:
        guard let integer = Int64(exactly: double.rounded(.toNearestOrEven)) else {
          throw .overflow("round", [value])
        }
        return .integer(integer)
      case nil: break
      }
    }
    throw .noMeaning(symbol, [value])
  }
}

extension UnaryOperator {
  /// The word for it in a program's text.
  var name: String {
    switch self {
    case .negate: "negate"
    case .invert: "invert"
    case .round: "round"
    }
  }
}
