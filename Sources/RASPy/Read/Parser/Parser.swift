import RASP
import RASPText

/// Tokens to a tree, by recursive descent; operators by precedence climbing.
///
/// A statement that cannot be read becomes a fault, and the parser goes on behind it.
struct Parser {
  let source: SourceText
  let tokens: [Token]
  var position = 0
  private(set) var faults: [LocatedFault]
  var scopes = [Scope(.module)]
  /// The loops around, in the innermost function.
  var loopDepth = 0
  /// The `except` blocks around, in the innermost function.
  var handlerDepth = 0
  private var depth = 0

  /// How deep brackets, blocks and functions may be nested in each other. Each level takes up to
  /// 10 KB of the machine's stack in a debug build, and 512 KB must suffice.
  static let depthLimit = 40

  private init(_ source: SourceText) {
    self.source = source
    let lexed = Lexer.lex(source)
    tokens = lexed.tokens
    faults = lexed.faults
  }

  struct Result {
    let module: Module
    /// In the order of their slots.
    let faults: [LocatedFault]
  }

  static func parse(_ source: SourceText) -> Result {
    if let fault = source.fault {
      let nothing = Module(statements: [], scope: Scope(.module))
      return Result(
        module: nothing, faults: [LocatedFault(.text(fault.fault), fault.span)])
    }
    var parser = Parser(source)
    var statements: [Statement] = []
    while parser.kind != .end { parser.parseLine(into: &statements) }
    let module = Module(statements: statements, scope: parser.scopes[0])
    return Result(module: module, faults: parser.sortedFaults())
  }

  /// Of several faults on a line the first says enough, and what the lexer cannot read before what
  /// the parser makes of it. Behind a bracket that is never closed everything is read wrongly, so
  /// nothing is said of it; and a construct that is not there is mentioned once.
  private func sortedFaults() -> [LocatedFault] {
    var (lines, constructs): (Set<Int>, Set<Construct>) = ([], [])
    var kept: [LocatedFault] = []
    for fault in faults {
      if case .reading(.unsupported(let construct)) = fault.fault,
        !constructs.insert(construct).inserted
      {
        continue
      }
      if lines.insert(source.lineIndex(fault.span.start)).inserted { kept.append(fault) }
    }
    kept.sort { $0.span.start < $1.span.start }
    if let open = kept.firstIndex(where: { $0.fault.isUnclosedBracket }) {
      kept.removeSubrange((open + 1)...)
    }
    return kept
  }

  // MARK: Tokens

  var token: Token { tokens[position] }
  var kind: Token.Kind { tokens[position].kind }
  var next: Token.Kind { tokens[min(position + 1, tokens.count - 1)].kind }
  var text: String { source.text(token.span) }
  /// The end of what was read.
  var lastEnd: UInt32 { position > 0 ? tokens[position - 1].span.end : 0 }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  mutating func take(_ symbol: Symbol) -> Bool { take(.symbol(symbol)) }
  mutating func take(_ keyword: Keyword) -> Bool { take(.keyword(keyword)) }

  private mutating func take(_ kind: Token.Kind) -> Bool {
    guard self.kind == kind else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol, _ purpose: String) throws(LocatedFault) {
    if !take(symbol) {
      throw unexpected("'" + symbol.rawValue + "'" + (purpose.isEmpty ? "" : " " + purpose))
    }
  }

  mutating func expectName(_ purpose: String) throws(LocatedFault) -> (name: String, span: Span) {
    guard kind == .name else {
      if case .keyword(let keyword) = kind {
        throw LocatedFault(.text(.keywordAsName(keyword.rawValue)), token.span)
      }
      throw unexpected(purpose)
    }
    defer { advance() }
    return (text, token.span)
  }

  /// The fault that something else was expected here.
  func unexpected(_ expected: String) -> LocatedFault {
    switch kind {
    case .end, .newline:
      // The mark stands behind the last word, not on the next line.
      return LocatedFault(.unexpectedEnd(expected: expected), Span(lastEnd, lastEnd))
    case .indent: return LocatedFault(.unexpectedIndent, token.span)
    case .dedent: return LocatedFault(.unexpectedEnd(expected: expected), Span(lastEnd, lastEnd))
    default:
      let found = kind == .string ? text : "'" + text + "'"
      return LocatedFault(
        .text(.unexpected(expected: expected, found: found.cut(to: 24))), token.span)
    }
  }

  /// An operator of other languages that ends at this word or just before it.
  func foreignOperator() -> LocatedFault? {
    for last in [position, position - 1] where last > 0 {
      let span = tokens[last - 1].span.through(tokens[last].span)
      let text = source.text(span)
      if ["&&", "||", "<>", "===", "!==", "++", "--"].contains(text) {
        return LocatedFault(.foreignOperator(text), span)
      }
    }
    return nil
  }

  func span(from start: Span) -> Span { Span(start.start, max(start.end, lastEnd)) }

  // MARK: Depth

  mutating func enter() throws(LocatedFault) {
    depth += 1
    if depth > Parser.depthLimit {
      throw LocatedFault(.text(.tooDeep(Parser.depthLimit)), token.span)
    }
  }

  mutating func leave() { depth -= 1 }

  // MARK: Recovery

  mutating func report(_ fault: LocatedFault) { faults.append(fault) }

  /// Reads a line of statements. What was being read when a fault came up is left behind: the
  /// rest of the line, and the block under it.
  mutating func parseLine(into statements: inout [Statement]) {
    let (depth, scopes, start) = (self.depth, self.scopes.count, position)
    let (loops, handlers) = (loopDepth, handlerDepth)
    do {
      try parseStatements(into: &statements)
    } catch {
      report(error)
      self.depth = depth
      self.scopes.removeLast(self.scopes.count - scopes)
      (loopDepth, handlerDepth) = (loops, handlers)
      skipLine()
      if position == start { advance() }
    }
  }

  private mutating func skipLine() {
    while kind != .newline && kind != .end && kind != .dedent && kind != .indent { advance() }
    if kind == .newline { advance() }
    guard kind == .indent else { return }
    var depth = 0
    repeat {
      if kind == .indent { depth += 1 }
      if kind == .dedent { depth -= 1 }
      advance()
    } while depth > 0 && kind != .end
  }
}
