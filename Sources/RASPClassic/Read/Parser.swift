import RASP
import RASPText

/// Why the words of a text are no statement.
///
/// An object, because each place of the parser that may throw keeps room for an error on the stack.
final class ParseFault: Error {
  let fault: LocatedFault<TextFault>
  /// Whether more text may make a statement of it.
  let isUnfinished: Bool

  init(fault: LocatedFault<TextFault>, isUnfinished: Bool) {
    self.fault = fault
    self.isUnfinished = isUnfinished
  }
}

/// Words to statements of the RASP dialect, by recursive descent.
///
/// Binding, from the tightest: `[ ]` and `( )`; prefix `not - +`; `^`; `* /`; `%`; `+ -`;
/// comparisons; `and or` alike; `if else`; `in`. All group to the left. So `not a == b` is
/// `(not a) == b`, as the language has always had it.
struct Parser {
  let source: SourceText
  private let tokens: [Token]
  private var position = 0
  /// How many brackets and blocks the parser is in.
  private var nesting = 0

  /// How deep brackets and blocks may be nested; each takes up to 4 KB of the machine's stack in a
  /// debug build.
  static let nestingLimit = 80
  /// How many operators may follow each other, or otherwise be in each other.
  static let depthLimit = 200

  init(_ source: SourceText, _ tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  // MARK: Words

  var token: Token { tokens[position] }

  /// The word behind this one, or the end.
  var next: Token { tokens[min(position + 1, tokens.count - 1)] }

  var isAtEnd: Bool { token.kind == .end }

  /// Where the last word that was taken ends.
  private var end: UInt32 { position > 0 ? tokens[position - 1].span.end : 0 }

  func span(from start: Span) -> Span { Span(start.start, max(end, start.start)) }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  func isWord(_ word: Word) -> Bool { token.kind == .word(word) }

  /// Takes the word if it is there.
  mutating func take(_ word: Word) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  mutating func expect(_ word: Word) throws(ParseFault) {
    if !take(word) { throw unexpected("'" + word.rawValue + "'") }
  }

  /// What stands here is not what must.
  func unexpected(_ expected: String) -> ParseFault {
    let fault: TextFault
    switch token.kind {
    case .end: fault = .textEnds(expected: expected)
    case .unreadable:
      let text = source.text(token.span)
      if text.utf8.first == UInt8(ascii: "\"") {
        fault = .openString
      } else {
        fault = .unknownCharacter(text.unicodeScalars.first ?? "\u{FFFD}")
      }
    case .output: fault = .output
    case .comment: fault = .unexpected(expected: expected, found: "a comment")
    default:
      fault = .unexpected(
        expected: expected, found: "'" + source.text(token.span).cut(to: 40) + "'")
    }
    return ParseFault(
      fault: LocatedFault(fault, at: token.span), isUnfinished: token.kind == .end)
  }

  mutating func name() throws(ParseFault) -> Name {
    guard token.kind == .name else {
      if case .word(let word) = token.kind, word.isLetters {
        let fault = LocatedFault(TextFault.keywordAsName(word.rawValue), at: token.span)
        throw ParseFault(fault: fault, isUnfinished: false)
      }
      throw unexpected("a name")
    }
    let name = Name(text: source.text(token.span), span: token.span)
    advance()
    return name
  }

  mutating func names() throws(ParseFault) -> [Name] {
    var names = [try name()]
    while take(.comma) { names.append(try name()) }
    return names
  }

  /// The contents of the string that stands here.
  mutating func string() throws(ParseFault) -> String {
    guard token.kind == .string else { throw unexpected("a string") }
    let text = source.text(Span(token.span.start + 1, token.span.end - 1))
    advance()
    return text
  }

  /// The `;` behind a statement. One that is missing before what could be the next statement only
  /// makes the statement unfinished, as the language's first implementation has it.
  mutating func semicolon(isFollowed: (Token) -> Bool) throws(ParseFault) {
    if take(.semicolon) { return }
    let error = unexpected("';'")
    let isMissing =
      isFollowed(token) && next.kind != .word(.semicolon) && next.kind != .unreadable
    throw ParseFault(
      fault: behindItsLine ?? error.fault, isUnfinished: error.isUnfinished || isMissing)
  }

  /// The fault behind the line that lacks its `;`; `nil` if the next word is on the same line, or
  /// cannot be one.
  private var behindItsLine: LocatedFault<TextFault>? {
    switch token.kind {
    case .end, .unreadable, .output: return nil
    default: break
    }
    guard source.lineIndex(end) < source.lineIndex(token.span.start) else { return nil }
    let fault = TextFault.unexpected(expected: "';'", found: "the end of the line")
    return LocatedFault(fault, at: Span(end, end))
  }

  // MARK: Nesting

  mutating func enter() throws(ParseFault) {
    nesting += 1
    if nesting > Parser.nestingLimit {
      throw tooDeep(token.span, Parser.nestingLimit)
    }
  }

  mutating func leave() { nesting -= 1 }

  mutating func resetNesting() { nesting = 0 }

  func tooDeep(_ span: Span, _ most: Int) -> ParseFault {
    let fault = LocatedFault(TextFault.tooDeep(most), at: span)
    return ParseFault(fault: fault, isUnfinished: false)
  }

  /// Behind a statement that failed: to the word after the next `;` or `}` that is not within
  /// brackets.
  mutating func recover(from start: Int) {
    position = start
    var braces = 0
    while !isAtEnd {
      let kind = token.kind
      advance()
      switch kind {
      case .word(.leftBrace): braces += 1
      case .word(.rightBrace):
        braces -= 1
        if braces <= 0 && !isWord(.semicolon) { return }
      case .word(.semicolon) where braces <= 0: return
      default: break
      }
    }
  }

  /// The number of the word that the parser is at, for ``recover(from:)``.
  var mark: Int { position }
}

extension Word {
  /// Whether the word looks like a name.
  var isLetters: Bool {
    guard let last = rawValue.utf8.last else { return false }
    return last >= UInt8(ascii: "a") && last <= UInt8(ascii: "z")
  }
}
