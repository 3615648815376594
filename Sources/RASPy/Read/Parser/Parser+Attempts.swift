import RASPText

extension Parser {
  /// `try:` with its handlers, `else` and `finally`.
  mutating func parseTry() throws(LocatedFault) -> Attempt {
    let start = token.span
    advance()
    let body = try parseBlock(after: "try")
    var handlers: [Attempt.Handler] = []
    while kind == .keyword(.except) {
      if let last = handlers.last, last.type == nil {
        throw LocatedFault(.handlerBehindAll, token.span)
      }
      handlers.append(try parseHandler())
    }
    if handlers.isEmpty, kind != .keyword(.finally) {
      throw LocatedFault(.tryAlone(end: token.span.start), start)
    }
    let otherwise = take(.else) ? try parseBlock(after: "else") : []
    let ending = take(.finally) ? try parseBlock(after: "finally") : nil
    return Attempt(body: body, handlers: handlers, otherwise: otherwise, ending: ending)
  }

  private mutating func parseHandler() throws(LocatedFault) -> Attempt.Handler {
    let start = token.span
    advance()
    if kind == .symbol(.star) { throw LocatedFault(.unsupported(.exceptionGroups), token.span) }
    var (type, name): (Expression?, Target?)
    if kind != .symbol(.colon) {
      type = try parseExpression()
      if take(.as) {
        let (word, span) = try expectName("a name for the exception")
        scopes[scopes.count - 1].bind(word, isRepeated: loopDepth > 0)
        name = .name(word, span)
      }
    }
    if kind == .symbol(.comma) { throw LocatedFault(.handlersNeedBrackets, token.span) }
    handlerDepth += 1
    let body = try parseBlock(after: "except")
    handlerDepth -= 1
    return Attempt.Handler(type: type, name: name, body: body, span: start)
  }
}
