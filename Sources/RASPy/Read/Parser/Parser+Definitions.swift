import RASPText

extension Parser {
  /// `def name(parameters): block`
  mutating func parseDefinition() throws(LocatedFault) -> FunctionSyntax {
    let start = token.span
    advance()
    let (name, _) = try expectName("the function's name after 'def'")
    scopes[scopes.count - 1].bind(name, isRepeated: loopDepth > 0)
    guard kind == .symbol(.leftParenthesis) else {
      throw unexpected("'(' and the parameters after the function's name")
    }
    advance()
    return try parseFunction(named: name, from: start) {
      (parser: inout Parser) throws(LocatedFault) -> ParsedFunction in
      let parsed = try parser.parseParameters(upTo: .rightParenthesis, mayBeAnnotated: true)
      try parser.expect(.rightParenthesis, "after the parameters")
      if parser.take(.arrow) { _ = try parser.parseExpression() }
      return ParsedFunction(parameters: parsed, body: try parser.parseBlock(after: "def"))
    }
  }

  /// `lambda parameters: expression`
  mutating func parseLambda() throws(LocatedFault) -> Expression {
    let start = token.span
    advance()
    let function = try parseFunction(named: "lambda", from: start) {
      (parser: inout Parser) throws(LocatedFault) -> ParsedFunction in
      let parsed = try parser.parseParameters(upTo: .colon, mayBeAnnotated: false)
      try parser.expect(.colon, "after the lambda's parameters")
      let value = try parser.parseExpression()
      return ParsedFunction(
        parameters: parsed, body: [Statement(kind: .result(value), span: value.span)])
    }
    return Expression(kind: .lambda(function), span: span(from: start))
  }

  struct Parameters {
    var list: [FunctionSyntax.Parameter] = []
    /// The parameters from here on can be given by name alone.
    var firstKeywordOnly: Int?
    var rest: String?
    /// The parameters up to here can be given by position alone.
    var positionOnly = 0
    var keywordRest: String?
  }

  struct ParsedFunction {
    let parameters: Parameters
    let body: [Statement]
  }

  /// Reads the inside of a function, in a scope and with loops of its own.
  private mutating func parseFunction(
    named name: String, from start: Span,
    _ parse: (inout Parser) throws(LocatedFault) -> ParsedFunction
  ) throws(LocatedFault) -> FunctionSyntax {
    let scope = Scope(.function)
    scopes.append(scope)
    let (loops, handlers) = (loopDepth, handlerDepth)
    (loopDepth, handlerDepth) = (0, 0)
    try enter()
    let parsed = try parse(&self)
    leave()
    (loopDepth, handlerDepth) = (loops, handlers)
    scopes.removeLast()
    return FunctionSyntax(
      name: name, signature: parsed.parameters.signature, parameters: parsed.parameters.list,
      body: parsed.body, scope: scope, span: span(from: start))
  }

  private mutating func parseParameters(
    upTo end: Symbol, mayBeAnnotated: Bool
  ) throws(LocatedFault) -> Parameters {
    var parameters = Parameters()
    while kind != .symbol(end) {
      try parseParameter(into: &parameters, mayBeAnnotated: mayBeAnnotated)
      if !take(.comma) { break }
    }
    // In the scope's slots the rest stands behind the parameters.
    if let rest = parameters.rest { scopes[scopes.count - 1].bind(rest) }
    if let rest = parameters.keywordRest { scopes[scopes.count - 1].bind(rest) }
    return parameters
  }

  private mutating func parseParameter(
    into parameters: inout Parameters, mayBeAnnotated: Bool
  ) throws(LocatedFault) {
    let start = token.span
    if parameters.keywordRest != nil { throw LocatedFault(.parameterBehindKeywords, start) }
    if take(.slash) {
      let isLate = parameters.firstKeywordOnly != nil || parameters.positionOnly > 0
      if isLate || parameters.list.isEmpty { throw LocatedFault(.misplacedSlash, start) }
      parameters.positionOnly = parameters.list.count
      return
    }
    let isMapping = take(.doubleStar)
    let isStarred = !isMapping && take(.star)
    if isStarred {
      if parameters.firstKeywordOnly != nil { throw LocatedFault(.twoStars, start) }
      parameters.firstKeywordOnly = parameters.list.count
      if kind == .symbol(.comma) { return }
    }
    let (name, span) = try expectName("a parameter")
    let known =
      parameters.list.contains { $0.name == name } || parameters.rest == name
    if known { throw LocatedFault(.duplicateParameter(name), span) }
    if mayBeAnnotated && take(.colon) { _ = try parseExpression() }
    if isStarred {
      parameters.rest = name
      return
    }
    if isMapping {
      parameters.keywordRest = name
      return
    }
    scopes[scopes.count - 1].bind(name)
    let fallback = take(.assign) ? try parseFallback() : nil
    let follows = parameters.list.last?.fallback != nil && parameters.firstKeywordOnly == nil
    if fallback == nil && follows { throw LocatedFault(.defaultBefore(name), span) }
    parameters.list.append(.init(name: name, fallback: fallback, span: span))
  }

  /// A default belongs to the scope in which the function is defined.
  private mutating func parseFallback() throws(LocatedFault) -> Expression {
    let scope = scopes.removeLast()
    defer { scopes.append(scope) }
    return try parseExpression()
  }
}

extension Parser.Parameters {
  var signature: Signature {
    var parameters: [Signature.Parameter] = []
    for (index, parameter) in list.enumerated() {
      let isKeyword = firstKeywordOnly.map { index >= $0 } ?? false
      parameters.append(
        Signature.Parameter(
          name: parameter.name, isRequired: parameter.fallback == nil, byPosition: !isKeyword,
          byName: index >= positionOnly))
    }
    return Signature(parameters, hasRest: rest != nil, hasKeywordRest: keywordRest != nil)
  }
}
