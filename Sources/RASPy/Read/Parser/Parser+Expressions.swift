import RASP
import RASPText

extension Parser {
  /// Expressions with commas between them, which make a tuple.
  mutating func parseExpressionList() throws(LocatedFault) -> Expression {
    let start = token.span
    let first = try parseElement()
    guard kind == .symbol(.comma) else {
      if case .starred = first.kind { throw LocatedFault(.lonelyStar, first.span) }
      return first
    }
    var elements = [first]
    while take(.comma) {
      if !startsExpression { break }
      elements.append(try parseElement())
    }
    return Expression(kind: .tuple(elements), span: span(from: start))
  }

  /// Whether the next word can begin an expression; behind a comma it decides whether more comes.
  private var startsExpression: Bool {
    switch kind {
    case .newline, .end, .dedent, .indent, .formatText, .formatEnd: false
    case .symbol(let symbol):
      switch symbol {
      case .leftParenthesis, .leftBracket, .leftBrace, .plus, .minus, .tilde, .star, .ellipsis:
        true
      default: false
      }
    case .keyword(.in), .keyword(.for), .keyword(.if), .keyword(.else): false
    default: true
    }
  }

  /// An expression or, for unpacking, a starred one.
  mutating func parseElement() throws(LocatedFault) -> Expression {
    let start = token.span
    guard take(.star) else { return try parseExpression() }
    return Expression(kind: .starred(try parseOperators()), span: span(from: start))
  }

  mutating func parseExpression() throws(LocatedFault) -> Expression {
    if kind == .keyword(.lambda) { return try parseLambda() }
    let value = try parseOperators()
    guard kind == .keyword(.if) else { return value }
    try enter()
    advance()
    let test = try parseOperators()
    guard take(.else) else { throw LocatedFault(.missingElse, endOfLast) }
    let otherwise = try parseExpression()
    leave()
    return Expression(
      kind: .conditional(test: test, then: value, otherwise: otherwise),
      span: value.span.through(otherwise.span))
  }

  // MARK: Operators

  /// An operator between operands, or `not`.
  private enum Infix {
    case logical(LogicalOperator)
    case comparison(ComparisonOperator)
    case binary(BinaryOperator)
  }

  /// The levels, from loosest to tightest.
  private enum Level {
    static let or = 1, and = 2, not = 3, comparison = 4, binary = 5
  }

  /// Operands and the operators between them that bind at least as tightly as `minimum`.
  mutating func parseOperators(_ minimum: Int = Level.or) throws(LocatedFault) -> Expression {
    var left = kind == .keyword(.not) ? try parseNot(minimum) : try parseOperand()
    while let (infix, level) = try peekInfix(), level >= minimum {
      var right: [(infix: Infix, operand: Expression)] = []
      while let (infix, nextLevel) = try peekInfix(), nextLevel == level {
        takeInfix(infix)
        try enter()
        right.append((infix: infix, operand: try parseOperators(level + 1)))
        leave()
      }
      left = Parser.join(left, first: infix, right: right)
    }
    return left
  }

  private mutating func parseNot(_ minimum: Int) throws(LocatedFault) -> Expression {
    let start = token.span
    if minimum > Level.not { throw LocatedFault(.notNeedsBrackets, start) }
    var count = 0
    while take(.not) { count += 1 }
    try enter()
    let operand = try parseOperators(Level.comparison)
    leave()
    var result = Expression(kind: .not(operand), span: span(from: start))
    // Twice not is the truth of the operand; more than that changes nothing.
    if count % 2 == 0 { result = Expression(kind: .not(result), span: result.span) }
    return result
  }

  private func peekInfix() throws(LocatedFault) -> (Infix, Int)? {
    switch kind {
    case .keyword(.or): return (.logical(.or), Level.or)
    case .keyword(.and): return (.logical(.and), Level.and)
    case .keyword(.in): return (.comparison(.isIn), Level.comparison)
    case .keyword(.not) where next == .keyword(.in):
      return (.comparison(.notIn), Level.comparison)
    case .keyword(.is):
      return (.comparison(next == .keyword(.not) ? .isNotSame : .isSame), Level.comparison)
    case .symbol(let symbol): return try infix(symbol)
    default: return nil
    }
  }

  private func infix(_ symbol: Symbol) throws(LocatedFault) -> (Infix, Int)? {
    switch symbol {
    case .equal: return (.comparison(.relation(.equal)), Level.comparison)
    case .notEqual: return (.comparison(.relation(.notEqual)), Level.comparison)
    case .less: return (.comparison(.relation(.less)), Level.comparison)
    case .lessOrEqual: return (.comparison(.relation(.lessOrEqual)), Level.comparison)
    case .greater: return (.comparison(.relation(.greater)), Level.comparison)
    case .greaterOrEqual: return (.comparison(.relation(.greaterOrEqual)), Level.comparison)
    case .bar: return (.binary(.or), Level.binary)
    case .caret: return (.binary(.xor), Level.binary + 1)
    case .ampersand: return (.binary(.and), Level.binary + 2)
    case .plus: return (.binary(.add), Level.binary + 3)
    case .minus: return (.binary(.subtract), Level.binary + 3)
    case .star: return (.binary(.multiply), Level.binary + 4)
    case .slash: return (.binary(.divide), Level.binary + 4)
    case .doubleSlash: return (.binary(.floorDivide), Level.binary + 4)
    case .percent: return (.binary(.modulo), Level.binary + 4)
    case .at: throw LocatedFault(.unsupported(.matrixProduct), token.span)
    case .shiftLeft, .shiftRight: throw LocatedFault(.unsupported(.shifts), token.span)
    case .walrus: throw LocatedFault(.unsupported(.walrus), token.span)
    default: return nil
    }
  }

  private mutating func takeInfix(_ infix: Infix) {
    advance()
    switch infix {
    case .comparison(.notIn), .comparison(.isNotSame): advance()
    default: break
    }
  }

  private static func join(
    _ left: Expression, first: Infix, right: [(infix: Infix, operand: Expression)]
  ) -> Expression {
    let span = left.span.through(right[right.count - 1].operand.span)
    switch first {
    case .logical(let op):
      return Expression(kind: .logical(op, [left] + right.map { $0.operand }), span: span)
    case .comparison:
      var operations: [(op: ComparisonOperator, operand: Expression)] = []
      for (infix, operand) in right {
        if case .comparison(let op) = infix { operations.append((op, operand)) }
      }
      return Expression(kind: .comparison(left, operations), span: span)
    case .binary:
      var operations: [(op: BinaryOperator, operand: Expression)] = []
      for (infix, operand) in right {
        if case .binary(let op) = infix { operations.append((op, operand)) }
      }
      return Expression(kind: .binary(left, operations), span: span)
    }
  }

  /// Prefix operators, an atom with its trailers, and a power, which binds more tightly than what
  /// is before it and less than what is behind it.
  mutating func parseOperand() throws(LocatedFault) -> Expression {
    let start = token.span
    var prefixes: [PrefixOperator] = []
    while let op = prefixOperator {
      prefixes.append(op)
      advance()
    }
    var operand = try parsePostfix()
    if take(.doubleStar) {
      try enter()
      let exponent = try parseOperand()
      leave()
      operand = Expression(
        kind: .binary(operand, [(.power, exponent)]), span: operand.span.through(exponent.span))
    }
    if prefixes.isEmpty { return operand }
    return Expression(kind: .prefix(prefixes, operand), span: span(from: start))
  }

  private var prefixOperator: PrefixOperator? {
    switch kind {
    case .symbol(.plus): .plus
    case .symbol(.minus): .minus
    case .symbol(.tilde): .invert
    default: nil
    }
  }
}
