import RASP
import RASPText

/// Words to statements of C-RASP, by recursive descent.
///
/// Binding is that of the grammar of the first implementation, since programs mean what they mean
/// there. From the tightest, of numbers: `+`, then `-`, then `number *`, then `if else`, all to the
/// left. Of truth values: comparisons, `&&`, `||`, then `!`. So `a - b + c` is `a - (b + c)`,
/// `2 * a + b` is `2 * (a + b)`, and `!a && b` is `!(a && b)`. What `#` counts goes on through `&&`
/// and `||`, and a comparison in it stands in brackets: `#a < b` compares a count.
struct Parser: LineParser {
  typealias Symbol = RASPCounting.Symbol
  typealias Keyword = RASPCounting.Keyword
  typealias Fault = RASPCounting.Fault
  typealias Statement = RASPCounting.Statement

  var words: LineWords<Symbol>

  init(_ words: LineWords<Symbol>) { self.words = words }

  /// How tight an operator of numbers binds.
  private enum Binding: Int {
    case conditional = 1
    case times, minus, plus
  }

  mutating func integer() throws(LocatedFault<Fault>) -> Int64 {
    guard let integer = Int64(text) else {
      throw LocatedFault(.text(.integerTooLarge(text.cut(to: 24))), at: token.span)
    }
    advance()
    return integer
  }

  func make(
    _ kind: Expression.Kind, from start: Span, _ parts: Expression...
  ) throws(LocatedFault<Fault>) -> Expression {
    let depth = try depth(over: parts.map { $0.depth }, from: start)
    return Expression(kind, span(from: start), depth: depth)
  }
}

// MARK: Statements

extension Parser {
  mutating func statement() throws(LocatedFault<Fault>) -> Statement {
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
    return Statement(kind: kind, span: span(from: start))
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
      let string = string()
      return try make(.string(string), from: start)
    }
    for (keyword, value) in [(Keyword.true, true), (.false, false)] where take(keyword) {
      return try make(.boolean(value), from: start)
    }
    if !orCount, isNumber { throw LocatedFault(.looseComparison, at: start) }
    if isKeyword(.min) || isKeyword(.max) { return try extreme() }
    guard token.kind == .name else { throw unexpected("an expression") }
    let name = try name()
    return try make(.name(name.text), from: start)
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
    var predicate: LineName?
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
