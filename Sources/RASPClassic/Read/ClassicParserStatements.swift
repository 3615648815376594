import RASP

extension ClassicParser {
  /// One statement of a conversation or a file, with a comment behind it.
  mutating func statement() throws(ClassicParseError) -> ClassicStatement {
    let start = token.span
    if token.kind == .comment {
      advance()
      return ClassicStatement(kind: .comment, span: start)
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
    return ClassicStatement(kind: command, span: span(from: start))
  }

  /// A comment may stand behind a statement.
  private mutating func takeComment() {
    if token.kind == .comment { advance() }
  }

  // MARK: Commands

  private mutating func command() throws(ClassicParseError) -> ClassicStatement.Kind? {
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

  private mutating func takeSubset() -> ClassicSubset {
    if take(.sop) { return .sop }
    return take(.selector) ? .selector : .both
  }

  private mutating func onOrOff() throws(ClassicParseError) -> Bool {
    if take(.on) { return true }
    if take(.off) { return false }
    throw unexpected("'on' or 'off'")
  }

  // MARK: Statements

  /// A statement that may also stand in a block; `isFollowed` says what may stand behind it.
  private mutating func programStatement(
    isFollowed: (ClassicToken.Kind) -> Bool
  ) throws(ClassicParseError) -> ClassicStatement {
    let start = token.span
    let kind: ClassicStatement.Kind
    switch token.kind {
    case .word(.def): kind = .definition(try definition())
    case .word(.for): kind = try loop()
    default:
      kind = try simpleStatement()
      try semicolon { isFollowed($0.kind) }
    }
    return ClassicStatement(kind: kind, span: span(from: start))
  }

  private mutating func simpleStatement() throws(ClassicParseError) -> ClassicStatement.Kind {
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

  private mutating func loop() throws(ClassicParseError) -> ClassicStatement.Kind {
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

  private mutating func definition() throws(ClassicParseError) -> ClassicCode {
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
    return ClassicCode(name: name, parameters: parameters, body: body, results: results)
  }

  /// Statements and comments up to one of these words, or to what is no statement.
  private mutating func block(
    until ends: [ClassicWord], isEmpty: inout Bool
  ) throws(ClassicParseError) -> [ClassicStatement] {
    var statements: [ClassicStatement] = []
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

extension ClassicToken.Kind {
  /// Whether an expression may start with a word of this kind.
  var startsExpression: Bool {
    switch self {
    case .word(let word): word.startsExpression
    case .name, .integer, .float, .string: true
    case .comment, .end, .unreadable: false
    }
  }
}

// MARK: Whole texts

extension ClassicParser {
  /// What a text is to a reader that takes a statement at a time.
  enum Reading {
    case statement(ClassicStatement)
    /// More text may make a statement of it.
    case unfinished
    /// There is more than one statement.
    case several
    case failed(LocatedFault)
  }

  /// The text as one statement.
  static func readStatement(_ source: SourceText, _ tokens: [ClassicToken]) -> Reading {
    var parser = ClassicParser(source, tokens)
    do throws(ClassicParseError) {
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
  ) -> (statements: [ClassicStatement], faults: [ClassicParseError]) {
    var parser = ClassicParser(source, ClassicLexer.lex(source))
    var statements: [ClassicStatement] = []
    var faults: [ClassicParseError] = []
    if source.isCut {
      let fault = LocatedFault(.textTooLong(SourceText.limit), Span(0, 0))
      return ([], [ClassicParseError(fault: fault, isUnfinished: false)])
    }
    while !parser.isAtEnd {
      let start = parser.mark
      parser.resetNesting()
      do throws(ClassicParseError) {
        statements.append(try parser.statement())
      } catch {
        faults.append(error)
        parser.recover(from: max(start, 0))
      }
    }
    return (statements, faults)
  }
}
