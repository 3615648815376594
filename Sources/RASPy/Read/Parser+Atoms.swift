import RASP

extension Parser {
  /// An atom and the calls, indices and attributes behind it.
  mutating func parsePostfix() throws(LocatedFault) -> Expression {
    try enter()
    defer { leave() }
    let start = token.span
    let atom = try parseAtom()
    var trailers: [Trailer] = []
    while let kind = try parseTrailer() {
      trailers.append(Trailer(kind: kind, span: span(from: start)))
    }
    if trailers.isEmpty { return atom }
    return Expression(kind: .postfix(atom, trailers), span: span(from: start))
  }

  private mutating func parseTrailer() throws(LocatedFault) -> Trailer.Kind? {
    switch kind {
    case .symbol(.dot):
      advance()
      if case .keyword(let keyword) = kind {
        throw LocatedFault(.keywordAsName(keyword.rawValue), token.span)
      }
      return .attribute(try expectName("a method's name after the dot").name)
    case .symbol(.leftParenthesis):
      advance()
      let arguments = try parseArguments()
      try expect(.rightParenthesis, "after the arguments")
      return .call(arguments)
    case .symbol(.leftBracket):
      advance()
      let index = try parseSubscript()
      try expect(.rightBracket, "after the index")
      return index
    default: return nil
    }
  }

  private mutating func parseAtom() throws(LocatedFault) -> Expression {
    let start = token.span
    switch kind {
    case .name:
      defer { advance() }
      return Expression(kind: .name(text), span: start)
    case .integer, .float:
      defer { advance() }
      return Expression(kind: .constant(try number()), span: start)
    case .string, .formatStart: return try parseStrings()
    case .symbol(.leftParenthesis): return try parseParenthesized()
    case .symbol(.leftBracket): return try parseListDisplay()
    case .symbol(.leftBrace): return try parseBraces()
    case .symbol(.ellipsis): throw LocatedFault(.unsupported(.ellipsis), start)
    case .symbol(.doubleStar): throw LocatedFault(.unsupported(.keywordRest), start)
    case .keyword(let keyword): return try parseKeywordAtom(keyword)
    default: throw foreignOperator() ?? unexpected("a value")
    }
  }

  private mutating func parseKeywordAtom(_ keyword: Keyword) throws(LocatedFault) -> Expression {
    let value: Value
    switch keyword {
    case .none: value = .null
    case .True: value = true
    case .False: value = false
    case .lambda: throw LocatedFault(.lambdaNeedsBrackets, token.span)
    case .not: throw LocatedFault(.notNeedsBrackets, token.span)
    case .yield: throw LocatedFault(.unsupported(.yield), token.span)
    case .await: throw LocatedFault(.unsupported(.async), token.span)
    default: throw unexpected("a value")
    }
    defer { advance() }
    return Expression(kind: .constant(value), span: token.span)
  }

  /// A number's token as a value.
  private func number() throws(LocatedFault) -> Value {
    do {
      return try NumberLiteral.value(source.bytes[Int(token.span.start)..<Int(token.span.end)])
    } catch {
      throw LocatedFault(error, token.span)
    }
  }

  // MARK: Arguments and indices

  private mutating func parseArguments() throws(LocatedFault) -> [Argument] {
    var arguments: [Argument] = []
    while kind != .symbol(.rightParenthesis) {
      let argument = try parseArgument()
      if argument.keyword == nil, arguments.last?.keyword != nil {
        throw LocatedFault(.positionAfterKeyword, argument.span)
      }
      if let keyword = argument.keyword, arguments.contains(where: { $0.keyword == keyword }) {
        throw LocatedFault(.repeatedKeyword(keyword), argument.span)
      }
      arguments.append(argument)
      if !take(.comma) { break }
    }
    return arguments
  }

  private mutating func parseArgument() throws(LocatedFault) -> Argument {
    let start = token.span
    if kind == .symbol(.doubleStar) { throw LocatedFault(.unsupported(.keywordRest), start) }
    if kind == .name, next == .symbol(.assign) {
      let keyword = text
      advance()
      advance()
      let value = try parseExpression()
      return Argument(keyword: keyword, value: value, span: span(from: start))
    }
    var value = try parseElement()
    if kind == .keyword(.for) { value = try parseComprehension(.generator, value, from: start) }
    if kind == .symbol(.assign) { throw LocatedFault(.assignmentInExpression, token.span) }
    return Argument(keyword: nil, value: value, span: span(from: start))
  }

  private mutating func parseSubscript() throws(LocatedFault) -> Trailer.Kind {
    var bounds: [Expression?] = [nil]
    while kind != .symbol(.rightBracket) {
      if take(.colon) {
        bounds.append(nil)
        if bounds.count > 3 { throw unexpected("']'") }
      } else if bounds[bounds.count - 1] == nil {
        bounds[bounds.count - 1] =
          bounds.count == 1
          ? try parseExpressionList() : try parseExpression()
      } else {
        break
      }
    }
    if bounds.count == 1 {
      guard let index = bounds[0] else { throw unexpected("an index") }
      return .index(index)
    }
    return .slice(lower: bounds[0], upper: bounds[1], step: bounds.count > 2 ? bounds[2] : nil)
  }

  // MARK: Displays

  private mutating func parseParenthesized() throws(LocatedFault) -> Expression {
    let start = token.span
    advance()
    if take(.rightParenthesis) { return Expression(kind: .tuple([]), span: span(from: start)) }
    if kind == .keyword(.yield) { throw LocatedFault(.unsupported(.yield), token.span) }
    var inner = try parseExpressionList()
    if kind == .keyword(.for) { inner = try parseComprehension(.generator, inner, from: start) }
    if kind == .symbol(.assign) { throw LocatedFault(.assignmentInExpression, token.span) }
    try expect(.rightParenthesis, "to close the bracket")
    return Expression(kind: inner.kind, span: span(from: start))
  }

  private mutating func parseListDisplay() throws(LocatedFault) -> Expression {
    let start = token.span
    advance()
    var elements: [Expression] = []
    while kind != .symbol(.rightBracket) {
      let element = try parseElement()
      if kind == .keyword(.for), elements.isEmpty {
        let list = try parseComprehension(.list, element, from: start)
        try expect(.rightBracket, "to close the list")
        return Expression(kind: list.kind, span: span(from: start))
      }
      elements.append(element)
      if !take(.comma) { break }
    }
    try expect(.rightBracket, "or ',' in the list")
    return Expression(kind: .list(elements), span: span(from: start))
  }

  private mutating func parseBraces() throws(LocatedFault) -> Expression {
    let start = token.span
    advance()
    var entries: [(key: Expression, value: Expression)] = []
    while kind != .symbol(.rightBrace) {
      if kind == .symbol(.doubleStar) { throw LocatedFault(.unsupported(.keywordRest), token.span) }
      let key = try parseElement()
      guard take(.colon) else {
        switch kind {
        case .symbol(.comma), .symbol(.rightBrace), .keyword(.for):
          throw LocatedFault(.unsupported(.sets), span(from: start))
        default: throw unexpected("':' between key and value")
        }
      }
      if case .starred = key.kind { throw LocatedFault(.lonelyStar, key.span) }
      let value = try parseExpression()
      if kind == .keyword(.for), entries.isEmpty {
        let whole = try parseComprehension(.dictionary(value: value), key, from: start)
        try expect(.rightBrace, "to close the dictionary")
        return Expression(kind: whole.kind, span: span(from: start))
      }
      entries.append((key, value))
      if !take(.comma) { break }
    }
    try expect(.rightBrace, "or ',' in the dictionary")
    return Expression(kind: .dictionary(entries), span: span(from: start))
  }
}
