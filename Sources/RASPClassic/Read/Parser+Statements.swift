import RASP
import RASPText

extension Parser {
  /// One statement of a conversation or a file, with a comment behind it.
  mutating func statement() throws(ParseFault) -> Statement {
    let start = token.span
    if token.kind == .comment {
      advance()
      return Statement(kind: .comment, span: start)
    }
    guard let command = try command() else {
      let statement = try programStatement { kind in
        switch kind {
        case .word(let word): word.startsStatement
        default: kind.startsExpression || kind == .comment
        }
      }
      takeComment()
      return statement
    }
    takeComment()
    return Statement(kind: command, span: span(from: start))
  }

  /// A comment may stand behind a statement.
  private mutating func takeComment() {
    if token.kind == .comment { advance() }
  }

  // MARK: Commands

  private mutating func command() throws(ParseFault) -> Statement.Kind? {
    guard case .word(let word) = token.kind else { return nil }
    switch word {
    case .exit, .quit, .exitCall, .quitCall:
      advance()
      return .exit
    case .set:
      advance()
      let subset = takeSubset()
      try expect(.example)
      return .setExample(subset, try expression())
    case .show:
      advance()
      let subset = takeSubset()
      try expect(.example)
      return .showExample(subset)
    case .sop, .selector, .examples:
      let subset = takeSubset()
      try expect(.examples)
      return .examples(subset, isOn: try onOrOff())
    case .fullDisplay:
      advance()
      return .fullDisplay(isOn: try onOrOff())
    default: return nil
    }
  }

  private mutating func takeSubset() -> ExampleKind {
    if take(.sop) { return .sop }
    return take(.selector) ? .selector : .both
  }

  private mutating func onOrOff() throws(ParseFault) -> Bool {
    if take(.on) { return true }
    if take(.off) { return false }
    throw unexpected("'on' or 'off'")
  }

  // MARK: Statements

  /// A statement that may also stand in a block; `isFollowed` says what may stand behind it.
  private mutating func programStatement(
    isFollowed: (Token.Kind) -> Bool
  ) throws(ParseFault) -> Statement {
    let start = token.span
    let kind: Statement.Kind
    switch token.kind {
    case .word(.def): kind = .definition(try definition())
    case .word(.for): kind = try loop()
    default:
      kind = try simpleStatement()
      try semicolon { isFollowed($0.kind) }
    }
    return Statement(kind: kind, span: span(from: start))
  }

  private mutating func simpleStatement() throws(ParseFault) -> Statement.Kind {
    switch token.kind {
    case .word(.draw):
      advance()
      try expect(.leftParenthesis)
      let sop = try expression()
      let input = take(.comma) ? try expression() : nil
      try expect(.rightParenthesis)
      return .draw(sop, input: input)
    case .word(.load):
      advance()
      return .load(try string())
    case .name where next.kind == .word(.assign) || next.kind == .word(.comma):
      let names = try names()
      try expect(.assign)
      return .assignment(names, try expressions())
    default:
      guard token.kind.startsExpression else { throw unexpected("a statement") }
      return .expression(try expression())
    }
  }

  private mutating func loop() throws(ParseFault) -> Statement.Kind {
    try enter()
    defer { leave() }
    try expect(.for)
    let names = try names()
    try expect(.in)
    let iterable = try expression()
    try expect(.leftBrace)
    var isEmpty = true
    let body = try block(until: [.rightBrace], isEmpty: &isEmpty)
    if isEmpty { throw unexpected("a statement") }
    try expect(.rightBrace)
    return .loop(names, in: iterable, body)
  }

  private mutating func definition() throws(ParseFault) -> FunctionCode {
    try enter()
    defer { leave() }
    try expect(.def)
    let name = try name()
    try expect(.leftParenthesis)
    let parameters = isWord(.rightParenthesis) ? [] : try names()
    try expect(.rightParenthesis)
    try expect(.leftBrace)
    var isEmpty = true
    let body = try block(until: [.return], isEmpty: &isEmpty)
    try expect(.return)
    let results = try expressions()
    try semicolon { $0.kind == .comment || $0.kind == .word(.rightBrace) }
    while token.kind == .comment { advance() }
    try expect(.rightBrace)
    return FunctionCode(name: name, parameters: parameters, body: body, results: results)
  }

  /// Statements and comments up to one of these words, or to what is no statement.
  private mutating func block(
    until ends: [Word], isEmpty: inout Bool
  ) throws(ParseFault) -> [Statement] {
    var statements: [Statement] = []
    while true {
      if token.kind == .comment {
        advance()
        isEmpty = false
        continue
      }
      if case .word(let word) = token.kind, !word.startsProgramStatement {
        if ends.contains(word) { return statements }
        throw unexpected(ends == [.return] ? "a statement or 'return'" : "a statement or '}'")
      }
      isEmpty = false
      statements.append(
        try programStatement { kind in
          switch kind {
          case .word(let word): word.startsProgramStatement || ends.contains(word)
          default: kind.startsExpression || kind == .comment
          }
        })
    }
  }
}

extension Token.Kind {
  /// Whether an expression may start with a word of this kind.
  var startsExpression: Bool {
    switch self {
    case .word(let word): word.startsExpression
    case .name, .integer, .float, .string: true
    case .comment, .end, .unreadable, .output: false
    }
  }
}

// MARK: Whole texts

extension Parser {
  /// What a text is to a reader that takes a statement at a time.
  enum Reading {
    case statement(Statement)
    /// More text may make a statement of it.
    case unfinished
    /// There is more than one statement.
    case several
    case failed(LocatedFault<TextFault>)
  }

  /// The text as one statement.
  static func readStatement(_ source: SourceText, _ tokens: [Token]) -> Reading {
    var parser = Parser(source, tokens)
    do throws(ParseFault) {
      let first = try parser.statement()
      var isOnly = true
      while !parser.isAtEnd {
        _ = try parser.statement()
        isOnly = false
      }
      return isOnly ? .statement(first) : .several
    } catch {
      return error.isUnfinished ? .unfinished : .failed(error.fault)
    }
  }

  /// All statements of a file, and what is wrong with the others.
  static func readFile(
    _ source: SourceText
  ) -> (statements: [Statement], faults: [ParseFault]) {
    if let fault = source.fault { return ([], [ParseFault(fault: fault, isUnfinished: false)]) }
    var parser = Parser(source, Lexer.lex(source))
    var statements: [Statement] = []
    var faults: [ParseFault] = []
    while !parser.isAtEnd {
      let start = parser.mark
      parser.resetNesting()
      do throws(ParseFault) {
        statements.append(try parser.statement())
      } catch {
        faults.append(error)
        parser.recover(from: max(start, 0))
      }
    }
    return (statements, faults)
  }
}
