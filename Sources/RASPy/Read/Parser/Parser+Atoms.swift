import RASP
import RASPText

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
        throw LocatedFault(.text(.keywordAsName(keyword.rawValue)), token.span)
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
      if argument.isByPosition, arguments.contains(where: { $0.isByName }) {
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
    if take(.doubleStar) {
      let value = try parseExpression()
      return Argument(keyword: nil, value: value, isMapping: true, span: span(from: start))
    }
    if kind == .name, next == .symbol(.assign) {
      let keyword = text
      advance()
      advance()
      let value = try parseExpression()
      return Argument(keyword: keyword, value: value, span: span(from: start))
    }
    let isStarred = take(.star)
    var value = try parseExpression()
    if isStarred { value = Expression(kind: .starred(value), span: span(from: start)) }
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

  /// A set or a dictionary, as the first element has a colon behind it or not.
  private mutating func parseBraces() throws(LocatedFault) -> Expression {
    let start = token.span
    advance()
    if kind != .symbol(.rightBrace), kind != .symbol(.doubleStar) {
      let first = try parseElement()
      if kind != .symbol(.colon) { return try parseSetDisplay(first, from: start) }
      if case .starred = first.kind { throw LocatedFault(.lonelyStar, first.span) }
      return try parseDictionaryDisplay(first, from: start)
    }
    return try parseDictionaryDisplay(nil, from: start)
  }

  private mutating func parseSetDisplay(
    _ first: Expression, from start: Span
  ) throws(LocatedFault) -> Expression {
    if kind == .keyword(.for) {
      let set = try parseComprehension(.set, first, from: start)
      try expect(.rightBrace, "to close the set")
      return Expression(kind: set.kind, span: span(from: start))
    }
    var elements = [first]
    while take(.comma), kind != .symbol(.rightBrace) { elements.append(try parseElement()) }
    if kind == .symbol(.colon) { throw unexpected("',' or '}' in the set") }
    try expect(.rightBrace, "or ',' in the set")
    return Expression(kind: .set(elements), span: span(from: start))
  }

  /// The first key was read already, if there is one.
  private mutating func parseDictionaryDisplay(
    _ first: Expression?, from start: Span
  ) throws(LocatedFault) -> Expression {
    var entries: [(key: Expression?, value: Expression)] = []
    var first = first
    while first != nil || kind != .symbol(.rightBrace) {
      if first == nil, take(.doubleStar) {
        entries.append((nil, try parseOperators()))
      } else {
        let key: Expression
        if let known = first { key = known } else { key = try parseExpression() }
        first = nil
        guard take(.colon) else { throw unexpected("':' between key and value") }
        let value = try parseExpression()
        if kind == .keyword(.for), entries.isEmpty {
          let whole = try parseComprehension(.dictionary(value: value), key, from: start)
          try expect(.rightBrace, "to close the dictionary")
          return Expression(kind: whole.kind, span: span(from: start))
        }
        entries.append((key, value))
      }
      if !take(.comma) { break }
    }
    try expect(.rightBrace, "or ',' in the dictionary")
    return Expression(kind: .dictionary(entries), span: span(from: start))
  }
}

extension Argument {
  /// A starred one may stand behind arguments by name.
  fileprivate var isByPosition: Bool {
    if case .starred = value.kind { return false }
    return !isByName
  }

  fileprivate var isByName: Bool { keyword != nil || isMapping }
}
