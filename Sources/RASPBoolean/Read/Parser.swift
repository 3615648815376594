import RASP
import RASPText

/// Words to statements of B-RASP, by recursive descent.
///
/// Binding is that of logic, from the tightest: `!`, `&`, `|`, `->` (to the right), `<->`.
struct Parser: LineParser {
  typealias Symbol = RASPBoolean.Symbol
  typealias Keyword = RASPBoolean.Keyword
  typealias Fault = RASPBoolean.Fault
  typealias Statement = RASPBoolean.Statement

  var words: LineWords<Symbol>

  init(_ words: LineWords<Symbol>) { self.words = words }

  /// Whether a vector may stand without its position: where a formula is a whole line.
  private var mayLackPositions = false

  private func make(
    _ kind: Formula.Kind, from start: Span, _ parts: Formula...
  ) throws(LocatedFault<Fault>) -> Formula {
    let depth = try depth(over: parts.map { $0.depth }, from: start)
    return Formula(kind, span(from: start), depth: depth)
  }

  private mutating func take(anyOf symbols: Symbol...) -> Bool {
    for symbol in symbols where take(symbol) { return true }
    return false
  }
}

// MARK: Statements

extension Parser {
  mutating func statement() throws(LocatedFault<Fault>) -> Statement {
    let start = token.span
    mayLackPositions = true
    let formula = try formula()
    mayLackPositions = false
    guard take(anyOf: .assign, .colonAssign, .leftArrow, .assignArrow) else {
      return Statement(kind: .formula(formula), span: span(from: start))
    }
    let (name, position) = try head(formula)
    let kind = Statement.Kind.definition(name, position: position, try body())
    return Statement(kind: kind, span: span(from: start))
  }

  /// What stands before `=`: a vector at a position.
  private func head(
    _ formula: Formula
  ) throws(LocatedFault<Fault>) -> (name: LineName, position: LineName) {
    switch formula.kind {
    case .vector(let name, let position?): return (name, position)
    case .vector(let name, nil): throw LocatedFault(.noPosition(name.text), at: name.span)
    case .letter: throw LocatedFault(.letterDefined(source.text(formula.span)), at: formula.span)
    case .constant, .not, .joined: throw LocatedFault(.noVector, at: formula.span)
    }
  }

  private mutating func body() throws(LocatedFault<Fault>) -> Statement.Body {
    if let choice = choice() { return .attention(try attention(choice)) }
    return .formula(try formula())
  }
}

// MARK: Attention

extension Parser {
  /// What starts attention, if that stands here. A subscript is part of the word: `leftmost_j`.
  private func choice() -> Attention.Choice? {
    switch token.kind {
    case .symbol(.leftTriangle), .symbol(.leftPointer): return .leftmost
    case .symbol(.rightTriangle), .symbol(.rightPointer): return .rightmost
    case .name:
      switch text.split(separator: "_", maxSplits: 1).first {
      case "leftmost": return .leftmost
      case "rightmost": return .rightmost
      default: return nil
      }
    case .symbol, .integer, .string, .newline, .end, .unreadable: return nil
    }
  }

  private mutating func attention(
    _ choice: Attention.Choice
  ) throws(LocatedFault<Fault>) -> Attention {
    let key = try keyName()
    try expect(.leftBracket)
    let mask = try mask()
    let all = Formula(.constant(true), token.span, depth: 1)
    let score = take(.comma) ? try formula() : all
    try expect(.rightBracket)
    let value = try formula()
    guard take(.colon) else { throw LocatedFault(.noDefault, at: span(from: value.span)) }
    return Attention(
      choice: choice, key: key, mask: mask, score: score, value: value, fallback: try formula())
  }

  /// The name behind the word or sign that starts attention, or in its subscript.
  private mutating func keyName() throws(LocatedFault<Fault>) -> LineName {
    if token.kind == .name, let bar = text.utf8.firstIndex(of: UInt8(ascii: "_")) {
      let behind = text.utf8.distance(from: text.startIndex, to: bar) + 1
      let start = token.span.start + UInt32(behind)
      if start < token.span.end {
        let span = Span(start, token.span.end)
        advance()
        return LineName(text: source.text(span), span: span)
      }
    }
    advance()
    let name = try name("the position that is attended to, such as j")
    guard name.text.utf8.first == UInt8(ascii: "_"), name.text.utf8.count > 1 else { return name }
    return LineName(text: String(name.text.dropFirst()), span: name.span)
  }

  /// `1`, or a comparison of positions.
  private mutating func mask() throws(LocatedFault<Fault>) -> Attention.Mask? {
    let start = token.span
    if try constant() == true { return nil }
    guard token.kind == .name, case .symbol(let symbol) = next.kind, let relation = symbol.relation
    else { throw unexpected("a mask, such as 1 or j < i") }
    let left = try name()
    advance()
    let right = try name("a position, such as i")
    return Attention.Mask(left: left, relation: relation, right: right, span: span(from: start))
  }
}

extension Symbol {
  /// The relation of positions that a mask can ask for.
  fileprivate var relation: Relation? {
    switch self {
    case .less: .less
    case .lessOrEqual, .atMost: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual, .atLeast: .greaterOrEqual
    case .equivalence, .assignArrow, .implication, .doubleAnd, .doubleOr, .colonAssign, .and, .or,
      .not, .assign, .colon, .comma, .leftParenthesis, .rightParenthesis, .leftBracket,
      .rightBracket, .logicalNot, .logicalAnd, .logicalOr, .implicationArrow, .equivalenceArrow,
      .leftArrow, .verum, .falsum, .leftTriangle, .rightTriangle, .leftPointer, .rightPointer:
      nil
    }
  }
}

// MARK: Formulas

extension Parser {
  private mutating func formula() throws(LocatedFault<Fault>) -> Formula {
    let start = token.span
    var left = try implication()
    while take(anyOf: .equivalence, .equivalenceArrow) {
      let right = try implication()
      left = try make(.joined(.equivalent, left, right), from: start, left, right)
    }
    return left
  }

  private mutating func implication() throws(LocatedFault<Fault>) -> Formula {
    let start = token.span
    let left = try disjunction()
    guard take(anyOf: .implication, .implicationArrow) else { return left }
    let right = try nested { (parser) throws(LocatedFault<Fault>) in try parser.implication() }
    return try make(.joined(.implies, left, right), from: start, left, right)
  }

  private mutating func disjunction() throws(LocatedFault<Fault>) -> Formula {
    let start = token.span
    var left = try conjunction()
    while take(anyOf: .or, .doubleOr, .logicalOr) {
      let right = try conjunction()
      left = try make(.joined(.or, left, right), from: start, left, right)
    }
    return left
  }

  private mutating func conjunction() throws(LocatedFault<Fault>) -> Formula {
    let start = token.span
    var left = try negation()
    while take(anyOf: .and, .doubleAnd, .logicalAnd) {
      let right = try negation()
      left = try make(.joined(.and, left, right), from: start, left, right)
    }
    return left
  }

  private mutating func negation() throws(LocatedFault<Fault>) -> Formula {
    let start = token.span
    guard take(anyOf: .not, .logicalNot) else { return try atom() }
    let operand = try nested { (parser) throws(LocatedFault<Fault>) in try parser.negation() }
    return try make(.not(operand), from: start, operand)
  }

  private mutating func atom() throws(LocatedFault<Fault>) -> Formula {
    let start = token.span
    if let constant = try constant() { return try make(.constant(constant), from: start) }
    if take(.leftParenthesis) {
      let inner = try nested { (parser) throws(LocatedFault<Fault>) in try parser.formula() }
      try expect(.rightParenthesis)
      return inner
    }
    if choice() != nil { throw LocatedFault(.attentionInside, at: start) }
    guard token.kind == .name else { throw unexpected("a vector, such as Q_a(i)") }
    if let letter = try letter() {
      let position = try position(of: source.text(span(from: start)), from: start)
      return try make(.letter(letter, at: position), from: start)
    }
    let name = try name()
    let position = try position(of: name.text, from: start)
    return try make(.vector(name, at: position), from: start)
  }

  /// `0`, `1` or what stands for them, if that stands here.
  private mutating func constant() throws(LocatedFault<Fault>) -> Bool? {
    if take(.verum) || take(.true) { return true }
    if take(.falsum) || take(.false) { return false }
    guard token.kind == .integer else { return nil }
    guard text == "0" || text == "1" else {
      throw LocatedFault(.noTruthValue(text), at: token.span)
    }
    let isOne = text == "1"
    advance()
    return isOne
  }

  /// The letter of `Q_a`, or of `Q_"("` if it is no name, if such a word stands here.
  private mutating func letter() throws(LocatedFault<Fault>) -> String? {
    guard text.utf8.starts(with: "Q_".utf8) else { return nil }
    if text.utf8.count > 2 {
      let letter = String(text.dropFirst(2))
      advance()
      return letter
    }
    advance()
    guard token.kind == .string else { throw unexpected("a letter in quotes, as in Q_\"(\"(i)") }
    return string()
  }

  /// The position in brackets behind a vector.
  private mutating func position(
    of vector: String, from start: Span
  ) throws(LocatedFault<Fault>) -> LineName? {
    guard take(.leftParenthesis) else {
      if mayLackPositions { return nil }
      throw LocatedFault(.noPosition(vector), at: span(from: start))
    }
    let name = try name("a position, such as i")
    try expect(.rightParenthesis)
    return name
  }
}
