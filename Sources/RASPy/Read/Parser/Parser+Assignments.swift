import RASP
import RASPText

extension Parser {
  /// An expression for its value, or one that turns out to be assigned to.
  mutating func parseExpressionStatement() throws(LocatedFault) -> Statement {
    let start = token.span
    let first = try parseExpressionList()
    let kind: Statement.Kind
    switch self.kind {
    case .symbol(.assign): kind = try parseAssignment(first)
    case .symbol(.colon): kind = try parseAnnotated(first)
    case .symbol(.walrus): throw LocatedFault(.unsupported(.walrus), token.span)
    case .symbol(let symbol) where symbol.rawValue.utf8.last == UInt8(ascii: "="):
      kind = try parseAugmented(first, symbol)
    default:
      if let fault = misspeltKeyword(first) { throw fault }
      kind = .expression(first)
    }
    return Statement(kind: kind, span: span(from: start))
  }

  /// A name and then a word that cannot follow it: `dfe f():`, `retrun x`, `print x`.
  private func misspeltKeyword(_ first: Expression) -> LocatedFault? {
    guard case .name(let name) = first.kind else { return nil }
    switch kind {
    case .name, .integer, .float, .string, .formatStart, .keyword(.none), .keyword(.True),
      .keyword(.False), .keyword(.not), .keyword(.lambda):
      return LocatedFault(.unknownStatement(name), first.span)
    default: return nil
    }
  }

  private mutating func parseAssignment(
    _ first: Expression
  ) throws(LocatedFault) -> Statement.Kind {
    var targets = [try target(first)]
    while true {
      advance()
      let value = try parseExpressionList()
      guard kind == .symbol(.assign) else { return .assignment(targets, value) }
      targets.append(try target(value))
    }
  }

  /// `name: annotation = value`. Annotations are read and left alone.
  private mutating func parseAnnotated(_ first: Expression) throws(LocatedFault) -> Statement.Kind {
    guard case .name(let word) = first.kind else {
      throw LocatedFault(.strayColon, token.span)
    }
    if next == .newline { throw LocatedFault(.unknownStatement(word), first.span) }
    advance()
    let target = try target(first)
    _ = try parseExpression()
    guard take(.assign) else { return .nothing }
    return .assignment([target], try parseExpressionList())
  }

  private mutating func parseAugmented(
    _ first: Expression, _ symbol: Symbol
  ) throws(LocatedFault) -> Statement.Kind {
    guard let op = Parser.augmentedOperator(symbol) else {
      throw LocatedFault(.unsupported(symbol == .atAssign ? .matrixProduct : .shifts), token.span)
    }
    let target = try target(first)
    if case .unpacking(_, _, let span) = target {
      throw LocatedFault(.notAssignable(.severalAtOnce), span)
    }
    advance()
    return .augmented(target, op, try parseExpressionList())
  }

  private static func augmentedOperator(_ symbol: Symbol) -> BinaryOperator? {
    switch symbol {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .slashAssign: .divide
    case .doubleSlashAssign: .floorDivide
    case .percentAssign: .modulo
    case .doubleStarAssign: .power
    case .ampersandAssign: .and
    case .barAssign: .or
    case .caretAssign: .xor
    default: nil
    }
  }

  // MARK: Targets

  /// The variables of a loop: expressions up to `in`, which is no operator there.
  mutating func parseLoopTarget() throws(LocatedFault) -> Target {
    loopDepth += 1
    defer { loopDepth -= 1 }
    let start = token.span
    if kind == .keyword(.in) { throw unexpected("a variable before 'in'") }
    var parts = [try parseTargetPart()]
    var isTuple = false
    while take(.comma) {
      isTuple = true
      if kind == .keyword(.in) { break }
      parts.append(try parseTargetPart())
    }
    if !isTuple { return try target(parts[0]) }
    return try target(Expression(kind: .tuple(parts), span: span(from: start)))
  }

  private mutating func parseTargetPart() throws(LocatedFault) -> Expression {
    let start = token.span
    guard take(.star) else { return try parseOperand() }
    return Expression(kind: .starred(try parseOperand()), span: span(from: start))
  }

  /// An expression as the target of an assignment; its names become bound in this scope.
  func target(_ expression: Expression) throws(LocatedFault) -> Target {
    switch expression.kind {
    case .name(let name):
      scopes[scopes.count - 1].bind(name, isRepeated: loopDepth > 0)
      return .name(name, expression.span)
    case .tuple(let parts), .list(let parts): return try unpacking(parts, expression.span)
    case .postfix(let base, let trailers):
      return try itemTarget(base, trailers: trailers, at: expression.span)
    default: throw LocatedFault(.notAssignable(expression.assignmentFault), expression.span)
    }
  }

  private func unpacking(_ parts: [Expression], _ span: Span) throws(LocatedFault) -> Target {
    var targets: [Target] = []
    var starred: Int?
    for (index, part) in parts.enumerated() {
      if case .starred(let inner) = part.kind {
        if starred != nil { throw LocatedFault(.twoStars, part.span) }
        starred = index
        targets.append(try target(inner))
      } else {
        targets.append(try target(part))
      }
    }
    return .unpacking(targets, starred: starred, span)
  }

  private func itemTarget(
    _ base: Expression, trailers: [Trailer], at span: Span
  ) throws(LocatedFault) -> Target {
    let last = trailers[trailers.count - 1]
    switch last.kind {
    case .index(let index):
      let rest = Array(trailers.dropLast())
      guard let end = rest.last?.span.end else { return .item(of: base, at: index, span) }
      let container = Expression(
        kind: .postfix(base, rest), span: Span(base.span.start, end))
      return .item(of: container, at: index, span)
    case .call: throw LocatedFault(.notAssignable(.call), span)
    case .slice: throw LocatedFault(.notAssignable(.slice), span)
    case .attribute: throw LocatedFault(.notAssignable(.attribute), span)
    }
  }
}

extension Expression {
  /// Why the expression cannot stand to the left of `=`.
  fileprivate var assignmentFault: Unassignable {
    switch kind {
    case .constant, .formatted, .dictionary: .literal
    case .comparison: .comparison
    case .starred: .star
    case .binary, .prefix, .logical, .not: .operation
    default: .expression
    }
  }
}
