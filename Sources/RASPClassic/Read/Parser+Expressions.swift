import RASP
import RASPText

extension Parser {
  /// How tightly operators bind.
  private enum Binding {
    static let contains = 1
    static let conditional = 2
    static let logic = 3
    static let comparison = 4
    static let sum = 5
    static let modulo = 6
    static let product = 7
    static let power = 8
    static let prefix = 9
    static let suffix = 10
  }

  mutating func expressions() throws(ParseFault) -> [Expression] {
    var expressions = [try expression()]
    while take(.comma) { expressions.append(try expression()) }
    return expressions
  }

  /// An expression whose operators bind at least this tightly.
  mutating func expression(_ least: Int = 1) throws(ParseFault) -> Expression {
    try enter()
    defer { leave() }
    var left = try primary()
    while let longer = try extended(left, least) { left = longer }
    return left
  }

  /// The expression with what stands behind it, if that belongs to it.
  private mutating func extended(
    _ left: Expression, _ least: Int
  ) throws(ParseFault) -> Expression? {
    guard case .word(let word) = token.kind, let binding = Self.binding(word), binding >= least
    else { return nil }
    advance()
    switch word {
    case .leftBracket:
      let index = try expression()
      try expect(.rightBracket)
      return try make(.index(left, index), from: left, [left, index])
    case .leftParenthesis:
      let arguments = isWord(.rightParenthesis) ? [] : try expressions()
      try expect(.rightParenthesis)
      return try make(.call(left, arguments), from: left, [left] + arguments)
    case .if:
      let condition = try expression()
      try expect(.else)
      let other = try expression(binding + 1)
      return try make(
        .conditional(left, if: condition, else: other), from: left, [left, condition, other])
    case .in:
      let container = try expression(binding + 1)
      return try make(.contains(left, in: container), from: left, [left, container])
    default:
      let right = try expression(binding + 1)
      return try make(.binary(word, left: left, right: right), from: left, [left, right])
    }
  }

  private static func binding(_ word: Word) -> Int? {
    switch word {
    case .leftBracket, .leftParenthesis: Binding.suffix
    case .power: Binding.power
    case .times, .divide: Binding.product
    case .modulo: Binding.modulo
    case .plus, .minus: Binding.sum
    case .equal, .lessOrEqual, .greaterOrEqual, .greater, .less: Binding.comparison
    case .and, .or: Binding.logic
    case .if: Binding.conditional
    case .in: Binding.contains
    default: nil
    }
  }

  private func make(
    _ kind: Expression.Kind, from left: Expression, _ parts: [Expression]
  ) throws(ParseFault) -> Expression {
    try make(kind, at: left.span, parts)
  }

  /// The expression from `start` to the last word that was taken.
  private func make(
    _ kind: Expression.Kind, at start: Span, _ parts: [Expression]
  ) throws(ParseFault) -> Expression {
    var depth = 0
    for part in parts { depth = max(depth, part.depth) }
    let whole = span(from: start)
    if depth >= Parser.depthLimit { throw tooDeep(whole, Parser.depthLimit) }
    return Expression(kind, whole, depth: depth + 1)
  }

  // MARK: Primaries

  private mutating func primary() throws(ParseFault) -> Expression {
    let start = token.span
    switch token.kind {
    case .name:
      let name = try name()
      return try make(.variable(name.text), at: start, [])
    case .integer, .float: return try number()
    case .string:
      let text = try string()
      return try make(.atom(.string(text)), at: start, [])
    case .word(let word): return try primary(word)
    default: throw unexpected("an expression")
    }
  }

  private mutating func number() throws(ParseFault) -> Expression {
    let start = token.span
    let text = source.text(start)
    let isInteger = token.kind == .integer
    advance()
    if isInteger {
      guard let integer = Int64(text) else {
        throw failure(.integerTooLarge(text.cut(to: 24)), start)
      }
      return try make(.atom(.integer(integer)), at: start, [])
    }
    guard let double = Double(text), double.isFinite else {
      throw failure(.floatTooLarge(text.cut(to: 24)), start)
    }
    return try make(.atom(.double(double)), at: start, [])
  }

  private func failure(_ fault: TextFault, _ span: Span) -> ParseFault {
    ParseFault(fault: LocatedFault(fault, at: span), isUnfinished: false)
  }

  private mutating func primary(_ word: Word) throws(ParseFault) -> Expression {
    let start = token.span
    guard word.startsExpression else { throw unexpected("an expression") }
    advance()
    switch word {
    case .leftParenthesis:
      let inner = try expression()
      try expect(.rightParenthesis)
      return try make(.bracketed(inner), at: start, [inner])
    case .not, .minus, .plus:
      let operand = try expression(Binding.prefix)
      return try make(.unary(word, operand), at: start, [operand])
    case .round, .indicator:
      try expect(.leftParenthesis)
      let operand = try expression()
      try expect(.rightParenthesis)
      return try make(.unary(word, operand), at: start, [operand])
    case .leftBracket: return try list(start)
    case .leftBrace: return try dictionary(start)
    case .select: return try select(start)
    case .aggregate: return try aggregate(start)
    case .len:
      let operand = try expression()
      try expect(.rightParenthesis)
      return try make(.length(operand), at: start, [operand])
    default:
      let operands = try expressions()
      try expect(.rightParenthesis)
      return try make(word == .range ? .range(operands) : .zip(operands), at: start, operands)
    }
  }

  private mutating func select(_ start: Span) throws(ParseFault) -> Expression {
    let key = try expression()
    try expect(.comma)
    let query = try expression()
    try expect(.comma)
    guard case .word(let word) = token.kind, let relation = word.relation else {
      throw unexpected("a comparison, such as '=='")
    }
    advance()
    try expect(.rightParenthesis)
    return try make(.select(key: key, query: query, relation), at: start, [key, query])
  }

  private mutating func aggregate(_ start: Span) throws(ParseFault) -> Expression {
    let selector = try expression()
    try expect(.comma)
    let value = try expression()
    let fallback = take(.comma) ? try expression() : nil
    try expect(.rightParenthesis)
    return try make(
      .aggregate(selector, value, default: fallback), at: start,
      [selector, value] + (fallback.map { [$0] } ?? []))
  }

  private mutating func list(_ start: Span) throws(ParseFault) -> Expression {
    if take(.rightBracket) { return try make(.list([]), at: start, []) }
    var items = [try expression()]
    if isWord(.for) {
      let iteration = try iteration()
      try expect(.rightBracket)
      return try make(
        .listComprehension(items[0], iteration), at: start, [items[0], iteration.iterable])
    }
    while take(.comma) { items.append(try expression()) }
    try expect(.rightBracket)
    return try make(.list(items), at: start, items)
  }

  private mutating func dictionary(_ start: Span) throws(ParseFault) -> Expression {
    if take(.rightBrace) { return try make(.dictionary([]), at: start, []) }
    var items = [try item()]
    let (key, value) = items[0]
    if isWord(.for) {
      let iteration = try iteration()
      try expect(.rightBrace)
      return try make(
        .dictionaryComprehension(key, value, iteration), at: start,
        [key, value, iteration.iterable])
    }
    while take(.comma) { items.append(try item()) }
    try expect(.rightBrace)
    return try make(.dictionary(items), at: start, items.flatMap { [$0.key, $0.value] })
  }

  private mutating func item() throws(ParseFault)
    -> (key: Expression, value: Expression)
  {
    let key = try expression()
    try expect(.colon)
    return (key, try expression())
  }

  private mutating func iteration() throws(ParseFault) -> Expression.Iteration {
    try expect(.for)
    let names = try names()
    try expect(.in)
    return Expression.Iteration(names: names, iterable: try expression())
  }
}
