import RASP
import RASPText

/// Words to statements of C-RASP, by recursive descent.
///
/// Binding is that of the grammar of the first implementation, since programs mean what they mean
/// there. From the tightest, of numbers: `+`, then `-`, then `number *`, then `if else`, all to the
/// left. Of truth values: comparisons, `&&`, `||`, then `!`. So `a - b + c` is `a - (b + c)`,
/// `2 * a + b` is `2 * (a + b)`, and `!a && b` is `!(a && b)`. What `#` counts goes on through `&&`
/// and `||`, and a comparison in it stands in brackets: `#a < b` compares a count.
struct Parser {
  let source: SourceText
  private let tokens: [Token]
  private var position = 0
  private var nesting = 0

  /// How deep brackets and prefixes may be nested, and how many operators may be in each other;
  /// each takes a kilobyte or two of the machine's stack in a debug build.
  static let nestingLimit = 60
  static let depthLimit = 200

  /// How tight an operator of numbers binds.
  private enum Binding: Int {
    case conditional = 1
    case times, minus, plus
  }

  init(_ source: SourceText, _ tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  // MARK: Words

  var token: Token { tokens[position] }

  private var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  private mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  func isSymbol(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol) throws(LocatedFault<Fault>) {
    if !take(symbol) { throw unexpected("'" + symbol.rawValue + "'") }
  }

  private func isKeyword(_ keyword: Keyword) -> Bool {
    token.kind == .name && source.text(token.span) == keyword.rawValue
  }

  private mutating func take(_ keyword: Keyword) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  /// What stands here is not what must.
  func unexpected(_ expected: String) -> LocatedFault<Fault> {
    let text = source.text(token.span)
    let fault: Fault
    switch token.kind {
    case .end: fault = .text(.textEnds(expected: expected))
    case .newline: fault = .lineEnds(expected: expected)
    case .unreadable:
      fault =
        text.utf8.first == UInt8(ascii: "\"")
        ? .openString : .text(.unknownCharacter(text.unicodeScalars.first ?? "\u{FFFD}"))
    case .name, .integer, .string, .symbol:
      fault = .text(.unexpected(expected: expected, found: "'" + text.cut(to: 40) + "'"))
    }
    return LocatedFault(fault, at: token.span)
  }

  mutating func name() throws(LocatedFault<Fault>) -> Name {
    guard token.kind == .name else { throw unexpected("a name") }
    let name = Name(text: source.text(token.span), span: token.span)
    if Keyword(rawValue: name.text) != nil {
      throw LocatedFault(.text(.keywordAsName(name.text)), at: name.span)
    }
    advance()
    return name
  }

  mutating func integer() throws(LocatedFault<Fault>) -> Int64 {
    let text = source.text(token.span)
    guard let integer = Int64(text) else {
      throw LocatedFault(.text(.integerTooLarge(text.cut(to: 24))), at: token.span)
    }
    advance()
    return integer
  }

  func make(
    _ kind: Expression.Kind, from start: Span, _ parts: Expression...
  ) throws(LocatedFault<Fault>) -> Expression {
    var depth = 0
    for part in parts { depth = max(depth, part.depth) }
    let span = Span(start.start, position > 0 ? tokens[position - 1].span.end : start.end)
    if depth >= Parser.depthLimit { throw tooDeep(start, Parser.depthLimit) }
    return Expression(kind, span, depth: depth + 1)
  }

  private func tooDeep(_ span: Span, _ most: Int) -> LocatedFault<Fault> {
    LocatedFault(.text(.tooDeep(most)), at: span)
  }

  mutating func nested(
    _ body: (inout Parser) throws(LocatedFault<Fault>) -> Expression
  ) throws(LocatedFault<Fault>) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Parser.nestingLimit { throw tooDeep(token.span, Parser.nestingLimit) }
    return try body(&self)
  }
}

// MARK: Statements

extension Parser {
  /// All statements of a text, and what is wrong with the others.
  static func read(
    _ source: SourceText
  ) -> (statements: [Statement], faults: [LocatedFault<Fault>]) {
    if source.isCut {
      return ([], [LocatedFault(.text(.tooLong(SourceText.limit)), at: Span(0, 0))])
    }
    var parser = Parser(source, Lexer.lex(source))
    var statements: [Statement] = []
    var faults: [LocatedFault<Fault>] = []
    while parser.token.kind != .end {
      if parser.token.kind == .newline {
        parser.advance()
        continue
      }
      parser.nesting = 0
      do throws(LocatedFault<Fault>) {
        statements.append(try parser.statement())
      } catch {
        faults.append(error)
        while parser.token.kind != .newline && parser.token.kind != .end { parser.advance() }
      }
    }
    return (statements, faults)
  }

  private mutating func statement() throws(LocatedFault<Fault>) -> Statement {
    let start = token.span
    let kind: Statement.Kind
    if isSymbol(.count), next.kind == .name, let directive = directive() {
      kind = try statement(directive)
    } else if token.kind == .name, next.kind == .symbol(.assign) {
      let name = try name()
      advance()
      kind = .assignment(name, try expression())
    } else {
      kind = .expression(try expression())
    }
    guard token.kind == .newline || token.kind == .end else {
      throw unexpected("an operator or the end of the line")
    }
    return Statement(kind: kind, span: Span(start.start, tokens[position - 1].span.end))
  }

  private enum Directive: String { case `import`, define }

  /// The word behind a `#` that starts a line, if it is one of those.
  private func directive() -> Directive? { Directive(rawValue: source.text(next.span)) }

  private mutating func statement(
    _ directive: Directive
  ) throws(LocatedFault<Fault>) -> Statement.Kind {
    advance()
    advance()
    switch directive {
    case .import: return .import(try name())
    case .define: return .definition(try predicate())
    }
  }

  private mutating func predicate() throws(LocatedFault<Fault>) -> Predicate {
    let name = try name()
    try expect(.leftParenthesis)
    var parameters = [try self.name()]
    if take(.comma) { parameters.append(try self.name()) }
    if parameters.count == 2, parameters[0].text == parameters[1].text {
      throw LocatedFault(.repeatedParameter(parameters[1].text), at: parameters[1].span)
    }
    try expect(.rightParenthesis)
    try expect(.assign)
    return Predicate(name: name, parameters: parameters, condition: try condition())
  }
}

// MARK: Expressions

extension Parser {
  mutating func expression() throws(LocatedFault<Fault>) -> Expression {
    try disjunction { (parser) throws(LocatedFault<Fault>) in try parser.comparison() }
  }

  /// Operands joined by `||`, and within these by `&&`.
  private mutating func disjunction(
    of operand: (inout Parser) throws(LocatedFault<Fault>) -> Expression
  ) throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try conjunction(of: operand)
    while take(.or) {
      let right = try conjunction(of: operand)
      left = try make(.logical(isAnd: false, left, right), from: start, left, right)
    }
    return left
  }

  private mutating func conjunction(
    of operand: (inout Parser) throws(LocatedFault<Fault>) -> Expression
  ) throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try truth(operand)
    while take(.and) {
      let right = try truth(operand)
      left = try make(.logical(isAnd: true, left, right), from: start, left, right)
    }
    return left
  }

  /// `!` takes all that follows it.
  private mutating func truth(
    _ operand: (inout Parser) throws(LocatedFault<Fault>) -> Expression
  ) throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    guard take(.not) else { return try operand(&self) }
    let negated = try nested { (parser) throws(LocatedFault<Fault>) in
      try parser.disjunction(of: operand)
    }
    return try make(.not(negated), from: start, negated)
  }

  private mutating func comparison() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    let left = try sum(.conditional)
    guard case .symbol(let symbol) = token.kind, let relation = symbol.relation else { return left }
    advance()
    let right = try sum(.conditional)
    return try make(.comparison(relation, left, right), from: start, left, right)
  }

  /// Operands joined by operators that bind at least as tight as `least`.
  private mutating func sum(_ least: Binding) throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try primary()
    while true {
      if take(.plus) {
        let right = try primary()
        left = try make(.arithmetic(.add, left, right), from: start, left, right)
      } else if least.rawValue <= Binding.minus.rawValue, take(.minus) {
        let right = try sum(.plus)
        left = try make(.arithmetic(.subtract, left, right), from: start, left, right)
      } else if least == .conditional, take(.if) {
        let condition = try nested { (parser) throws(LocatedFault<Fault>) in
          try parser.expression()
        }
        guard take(.else) else { throw unexpected("'else'") }
        let other = try sum(.times)
        left = try make(
          .conditional(left, if: condition, else: other), from: start, left, condition, other)
      } else {
        return left
      }
    }
  }

  private mutating func primary() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    guard token.kind == .integer else { return try atom(orCount: true) }
    let number = try integer()
    let factor = try make(.integer(number), from: start)
    guard take(.times) else { return factor }
    let multiplied = try nested { (parser) throws(LocatedFault<Fault>) in
      try parser.sum(.times)
    }
    return try make(.arithmetic(.multiply, factor, multiplied), from: start, factor, multiplied)
  }

  /// - Parameter orCount: whether a `#` may stand here, as in what is compared.
  private mutating func atom(orCount: Bool) throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    if orCount, take(.count) { return try count(from: start) }
    if take(.leftParenthesis) {
      let inner = try nested { (parser) throws(LocatedFault<Fault>) in try parser.expression() }
      try expect(.rightParenthesis)
      return inner
    }
    if token.kind == .string {
      let text = source.text(Span(start.start + 1, start.end - 1))
      advance()
      return try make(.string(text), from: start)
    }
    for (keyword, value) in [(Keyword.true, true), (.false, false)] where take(keyword) {
      return try make(.boolean(value), from: start)
    }
    if !orCount, isNumber { throw LocatedFault(.looseComparison, at: start) }
    if isKeyword(.min) || isKeyword(.max) { return try extreme() }
    guard token.kind == .name else { throw unexpected("an expression") }
    return try make(.name(try name().text), from: start)
  }

  /// Whether what stands here can be nothing but a number.
  private var isNumber: Bool {
    token.kind == .integer || isSymbol(.count) || isKeyword(.min) || isKeyword(.max)
  }

  private mutating func extreme() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    let isMaximum = isKeyword(.max)
    advance()
    try expect(.leftParenthesis)
    let (first, second) = (try operand(), try operandBehindComma())
    try expect(.rightParenthesis)
    return try make(
      .extreme(isMaximum: isMaximum, first, second), from: start, first, second)
  }

  private mutating func operand() throws(LocatedFault<Fault>) -> Expression {
    try nested { (parser) throws(LocatedFault<Fault>) in try parser.sum(.conditional) }
  }

  private mutating func operandBehindComma() throws(LocatedFault<Fault>) -> Expression {
    try expect(.comma)
    return try operand()
  }

  /// What is counted: no comparison that stands free, since that would be of the count.
  private mutating func count(from start: Span) throws(LocatedFault<Fault>) -> Expression {
    var predicate: Name?
    if take(.leftBracket) {
      predicate = try name()
      try expect(.rightBracket)
    }
    let counted = try nested { (parser) throws(LocatedFault<Fault>) in
      try parser.disjunction { (parser) throws(LocatedFault<Fault>) in
        try parser.atom(orCount: false)
      }
    }
    return try make(.count(guard: predicate, counted), from: start, counted)
  }
}
