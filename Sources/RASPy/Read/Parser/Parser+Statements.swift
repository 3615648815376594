import RASP
import RASPText

extension Parser {
  /// One compound statement, or the simple ones of a line.
  mutating func parseStatements(into statements: inout [Statement]) throws(LocatedFault) {
    if let compound = try parseCompound() {
      statements.append(compound)
      return
    }
    repeat {
      statements.append(try parseSimple())
    } while take(.semicolon) && kind != .newline
    guard kind == .newline else { throw unexpectedAfterStatement() }
    advance()
  }

  private func unexpectedAfterStatement() -> LocatedFault {
    switch kind {
    case .symbol(.assign): LocatedFault(.assignmentInExpression, token.span)
    case .symbol(.colon): LocatedFault(.strayColon, token.span)
    default: unexpected("the end of the line")
    }
  }

  // MARK: Compound

  private mutating func parseCompound() throws(LocatedFault) -> Statement? {
    let start = token.span
    let kind: Statement.Kind
    switch self.kind {
    case .keyword(.def): kind = .definition(try parseDefinition())
    case .keyword(.if): kind = try parseIf()
    case .keyword(.for): kind = try parseFor()
    case .keyword(.while): kind = try parseWhile()
    case .keyword(.class): throw LocatedFault(.unsupported(.classes), start)
    case .keyword(.try): kind = .attempt(try parseTry())
    case .keyword(.except), .keyword(.finally): throw LocatedFault(.lonelyHandler(text), start)
    case .keyword(.with): throw LocatedFault(.unsupported(.with), start)
    case .keyword(.async): throw LocatedFault(.unsupported(.async), start)
    case .symbol(.at): throw LocatedFault(.unsupported(.decorators), start)
    case .keyword(.elif), .keyword(.else):
      throw LocatedFault(.lonely(text), start)
    case .indent: throw LocatedFault(.unexpectedIndent, start)
    case .name where isMatchStatement: throw LocatedFault(.unsupported(.match), start)
    default: return nil
    }
    return Statement(kind: kind, span: span(from: start))
  }

  /// `match value:`, which is a name followed by the start of an expression.
  private var isMatchStatement: Bool {
    guard text == "match" else { return false }
    switch next {
    case .name, .integer, .float, .string: return true
    default: return false
    }
  }

  private mutating func parseIf() throws(LocatedFault) -> Statement.Kind {
    var branches: [(test: Expression, body: [Statement])] = []
    repeat {
      let keyword = text
      advance()
      let test = try parseCondition()
      branches.append((test, try parseBlock(after: keyword)))
    } while kind == .keyword(.elif)
    return .branches(branches, otherwise: try parseElse())
  }

  private mutating func parseElse() throws(LocatedFault) -> [Statement] {
    take(.else) ? try parseBlock(after: "else") : []
  }

  private mutating func parseWhile() throws(LocatedFault) -> Statement.Kind {
    advance()
    let test = try parseCondition()
    loopDepth += 1
    let body = try parseBlock(after: "while")
    loopDepth -= 1
    return .repetition(test, body: body, otherwise: try parseElse())
  }

  /// An expression before a colon, where `=` is a slip for `==`.
  private mutating func parseCondition() throws(LocatedFault) -> Expression {
    let test = try parseExpression()
    if kind == .symbol(.assign) { throw LocatedFault(.assignmentInExpression, token.span) }
    return test
  }

  private mutating func parseFor() throws(LocatedFault) -> Statement.Kind {
    advance()
    let target = try parseLoopTarget()
    guard take(.in) else { throw unexpected("'in' after the loop's variable") }
    let iterable = try parseExpressionList()
    loopDepth += 1
    let body = try parseBlock(after: "for")
    loopDepth -= 1
    return .loop(target, over: iterable, body: body, otherwise: try parseElse())
  }

  mutating func parseBlock(after keyword: String) throws(LocatedFault) -> [Statement] {
    guard take(.colon) else { throw LocatedFault(.missingColon(keyword), endOfLast) }
    try enter()
    defer { leave() }
    var statements: [Statement] = []
    guard kind == .newline else {
      try parseStatementsOnLine(into: &statements)
      return statements
    }
    advance()
    guard kind == .indent else { throw LocatedFault(.missingBlock(keyword), endOfLast) }
    advance()
    while kind != .dedent && kind != .end { parseLine(into: &statements) }
    if kind == .dedent { advance() }
    return statements
  }

  /// The word before, at its end: where something is missing.
  var endOfLast: Span { Span(lastEnd, lastEnd) }

  private mutating func parseStatementsOnLine(
    into statements: inout [Statement]
  ) throws(LocatedFault) {
    if let compound = try parseCompound() {
      throw LocatedFault(.blockOnLine, compound.span)
    }
    try parseStatements(into: &statements)
  }

  // MARK: Simple

  private mutating func parseSimple() throws(LocatedFault) -> Statement {
    let start = token.span
    guard case .keyword(let keyword) = self.kind else { return try parseExpressionStatement() }
    let kind: Statement.Kind
    switch keyword {
    case .return: kind = .result(try parseReturn())
    case .break, .continue:
      guard loopDepth > 0 else { throw LocatedFault(.outsideLoop(text), start) }
      advance()
      kind = keyword == .break ? .leaveLoop : .nextRound
    case .pass:
      advance()
      kind = .nothing
    case .assert: kind = try parseAssert()
    case .raise: kind = try parseRaise()
    case .import, .from: kind = .imports(try parseImport())
    case .global, .nonlocal: kind = try parseDeclaration(keyword)
    case .del: throw LocatedFault(.unsupported(.del), start)
    case .yield: throw LocatedFault(.unsupported(.yield), start)
    default: return try parseExpressionStatement()
    }
    return Statement(kind: kind, span: span(from: start))
  }

  private var isAtLineEnd: Bool { kind == .newline || kind == .symbol(.semicolon) }

  private mutating func parseReturn() throws(LocatedFault) -> Expression? {
    guard scopes[scopes.count - 1].kind == .function else {
      throw LocatedFault(.outsideFunction, token.span)
    }
    advance()
    return isAtLineEnd ? nil : try parseExpressionList()
  }

  private mutating func parseAssert() throws(LocatedFault) -> Statement.Kind {
    advance()
    let test = try parseExpression()
    if kind == .symbol(.assign) { throw LocatedFault(.assignmentInExpression, token.span) }
    return .assertion(test, message: take(.comma) ? try parseExpression() : nil)
  }

  private mutating func parseRaise() throws(LocatedFault) -> Statement.Kind {
    let start = token.span
    advance()
    if isAtLineEnd {
      if handlerDepth == 0 { throw LocatedFault(.nothingToRaise, start) }
      return .failure(nil)
    }
    let exception = try parseExpression()
    // The cause is not shown, but it may be named.
    guard kind == .keyword(.from) else { return .failure(exception) }
    advance()
    _ = try parseExpression()
    return .failure(exception)
  }

  private mutating func parseDeclaration(
    _ keyword: Keyword
  ) throws(LocatedFault) -> Statement.Kind {
    let scope = scopes[scopes.count - 1]
    let declaration = token.span
    advance()
    repeat {
      let (name, span) = try expectName("a name")
      if scope.slots[name] != nil {
        throw LocatedFault(.declaredLate(name, keyword.rawValue), span)
      }
      if keyword == .global {
        scope.globals.insert(name)
        scopes[0].bind(name)
      } else {
        let isFunctions = scopes.dropFirst().dropLast().contains { $0.slots[name] != nil }
        guard isFunctions else { throw LocatedFault(.noNonlocal(name), declaration.through(span)) }
        scope.nonlocals.insert(name)
        for outer in scopes.dropFirst().dropLast() where outer.slots[name] != nil {
          outer.bind(name, isRepeated: true)
        }
      }
    } while take(.comma)
    return .nothing
  }
}
