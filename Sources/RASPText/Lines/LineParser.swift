import RASP

/// Words to statements, one a line, by recursive descent: what every dialect of lines does alike.
package protocol LineParser {
  associatedtype Symbol: LineSymbol
  /// The words that cannot be names.
  associatedtype Keyword: RawRepresentable<String>
  associatedtype Fault: LineFault
  associatedtype Statement

  var words: LineWords<Symbol> { get set }

  init(_ words: LineWords<Symbol>)

  /// The statement that starts here, up to the end of its line.
  mutating func statement() throws(LocatedFault<Fault>) -> Statement
}

/// The words of a text, and how far a parser has come.
package struct LineWords<Symbol: LineSymbol> {
  package let source: SourceText
  fileprivate let tokens: [LineToken<Symbol>]
  fileprivate var position = 0
  fileprivate var nesting = 0

  package init(_ source: SourceText) {
    self.source = source
    tokens = LineLexer<Symbol>.lex(source)
  }
}

extension LineParser {
  /// How deep brackets and prefixes may be nested, and how many operators may be in each other;
  /// each takes a kilobyte or two of the machine's stack in a debug build.
  package static var nestingLimit: Int { 60 }
  package static var depthLimit: Int { 200 }

  // MARK: Statements

  /// All statements of a text, and what is wrong with the others.
  package static func read(
    _ source: SourceText
  ) -> (statements: [Statement], faults: [LocatedFault<Fault>]) {
    if let fault = source.fault {
      return ([], [LocatedFault(.text(fault.fault), at: fault.span)])
    }
    var parser = Self(LineWords(source))
    var (statements, faults) = ([Statement](), [LocatedFault<Fault>]())
    while parser.token.kind != .end {
      if parser.token.kind == .newline {
        parser.advance()
        continue
      }
      parser.words.nesting = 0
      do throws(LocatedFault<Fault>) {
        statements.append(try parser.wholeLine())
      } catch {
        faults.append(error)
        while parser.token.kind != .newline && parser.token.kind != .end { parser.advance() }
      }
    }
    return (statements, faults)
  }

  private mutating func wholeLine() throws(LocatedFault<Fault>) -> Statement {
    let statement = try statement()
    guard token.kind == .newline || token.kind == .end else {
      throw unexpected("an operator or the end of the line")
    }
    return statement
  }

  // MARK: Words

  package var source: SourceText { words.source }

  package var token: LineToken<Symbol> { words.tokens[words.position] }

  /// The word behind ``token``.
  package var next: LineToken<Symbol> {
    words.tokens[min(words.position + 1, words.tokens.count - 1)]
  }

  package var text: String { source.text(token.span) }

  /// From the start of a span to the end of the last word that was taken.
  package func span(from start: Span) -> Span {
    let last = words.position > 0 ? words.tokens[words.position - 1].span.end : start.end
    return Span(start.start, last)
  }

  package mutating func advance() {
    if words.position < words.tokens.count - 1 { words.position += 1 }
  }

  package func isSymbol(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

  package mutating func take(_ symbol: Symbol) -> Bool {
    guard isSymbol(symbol) else { return false }
    advance()
    return true
  }

  package mutating func expect(_ symbol: Symbol) throws(LocatedFault<Fault>) {
    if !take(symbol) { throw unexpected("'" + symbol.rawValue + "'") }
  }

  package func isKeyword(_ keyword: Keyword) -> Bool {
    token.kind == .name && text == keyword.rawValue
  }

  package mutating func take(_ keyword: Keyword) -> Bool {
    guard isKeyword(keyword) else { return false }
    advance()
    return true
  }

  /// What stands here is not what must.
  package func unexpected(_ expected: String) -> LocatedFault<Fault> {
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

  /// - Parameter wanted: what is said to be expected if no name stands here.
  package mutating func name(
    _ wanted: String = "a name"
  ) throws(LocatedFault<Fault>) -> LineName {
    guard token.kind == .name else { throw unexpected(wanted) }
    let name = LineName(text: text, span: token.span)
    if Keyword(rawValue: name.text) != nil {
      throw LocatedFault(.text(.keywordAsName(name.text)), at: name.span)
    }
    advance()
    return name
  }

  /// What stands between the quotes of the string that stands here.
  package mutating func string() -> String {
    let text = source.text(Span(token.span.start + 1, token.span.end - 1))
    advance()
    return text
  }

  // MARK: Depth

  /// The depth of what is made of expressions of these depths.
  ///
  /// - Throws: that it is too deep.
  package func depth(over parts: [Int], from start: Span) throws(LocatedFault<Fault>) -> Int {
    let depth = (parts.max() ?? 0) + 1
    if depth > Self.depthLimit { throw tooDeep(start, Self.depthLimit) }
    return depth
  }

  private func tooDeep(_ span: Span, _ most: Int) -> LocatedFault<Fault> {
    LocatedFault(.text(.tooDeep(most)), at: span)
  }

  package mutating func nested<Result>(
    _ body: (inout Self) throws(LocatedFault<Fault>) -> Result
  ) throws(LocatedFault<Fault>) -> Result {
    words.nesting += 1
    defer { words.nesting -= 1 }
    if words.nesting > Self.nestingLimit { throw tooDeep(token.span, Self.nestingLimit) }
    return try body(&self)
  }
}

/// A name where it is written.
package struct LineName: Sendable {
  package let text: String
  package let span: Span

  package init(text: String, span: Span) {
    self.text = text
    self.span = span
  }
}
