import RASPText

/// Text to words of the RASP dialect.
///
/// A line that starts with `#` is skipped; another comment is a word, since the grammar has places
/// for it. Cost: linear in the text.
struct Lexer {
  private let bytes: [UInt8]
  private var offset: Int
  private var tokens: [Token] = []

  /// The words of a text, from `start` on, with an end behind them.
  ///
  /// - Parameter isConversation: whether the text is what a person typed, whose lines have been
  ///   joined: then there are no lines to skip.
  static func lex(
    _ source: SourceText, from start: Int = 0, isConversation: Bool = false
  ) -> [Token] {
    var lexer = Lexer(bytes: source.bytes, offset: start)
    if start == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = 3 }
    lexer.lexAll(skipsCommentLines: !isConversation)
    return lexer.tokens
  }

  private init(bytes: [UInt8], offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    offset + ahead < bytes.count ? bytes[offset + ahead] : 0
  }

  private mutating func emit(_ kind: Token.Kind, from start: Int) {
    let span = Span(UInt32(start), UInt32(offset))
    tokens.append(Token(kind: kind, span: span))
  }

  private mutating func lexAll(skipsCommentLines: Bool) {
    // A line has its prompt looked for once; spaces before a comment leave it at its start.
    var (isLineStart, hasPrompt, isTranscript) = (true, false, false)
    while offset < bytes.count {
      if !hasPrompt && skipsCommentLines {
        hasPrompt = true
        passPrompt(&isTranscript)
        if offset >= bytes.count { break }
      }
      switch byte() {
      case UInt8(ascii: "\n"), 0x0D:
        (isLineStart, hasPrompt) = (true, false)
        offset += 1
        continue
      case 0x20, 0x09:
        offset += 1
        continue
      case UInt8(ascii: "#"): lexComment(isSkipped: isLineStart && skipsCommentLines)
      default: lexToken()
      }
      isLineStart = false
    }
    emit(.end, from: offset)
  }

  /// Passes over the prompt of a line; what was printed without one is a word of its own.
  private mutating func passPrompt(_ isTranscript: inout Bool) {
    let length = Transcript.promptLength(bytes, at: offset, isTranscript: isTranscript)
    offset += length
    if length > 0 { isTranscript = true }
    guard isTranscript, length == 0, ![0x0A, 0x0D, 0x23].contains(byte()) else { return }
    let start = offset
    while offset < bytes.count, byte() != 0x0A, byte() != 0x0D { offset += 1 }
    let isBlank = bytes[start..<offset].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    if !isBlank { emit(.output, from: start) }
  }

  private mutating func lexComment(isSkipped: Bool) {
    let start = offset
    while offset < bytes.count, byte() != UInt8(ascii: "\n"), byte() != 0x0D { offset += 1 }
    if !isSkipped { emit(.comment, from: start) }
  }

  private mutating func lexToken() {
    let start = offset
    switch byte() {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      lexWord(from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber(from: start)
    case UInt8(ascii: "\""): lexString(from: start)
    default: lexSymbol(from: start)
    }
  }

  private mutating func lexWord(from start: Int) {
    while byte().isLetter || byte().isDigit { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    // The longest word wins, so these come before the name that they start with.
    for (name, rest) in Lexer.longWords where text == name && goesOn(rest) {
      offset += rest.utf8.count
      return emit(Word(rawValue: name + rest).map { .word($0) } ?? .name, from: start)
    }
    emit(Word(rawValue: text).map { .word($0) } ?? .name, from: start)
  }

  private static let longWords = [
    ("s", "-op"), ("full", " seq display"), ("exit", "()"), ("quit", "()"), ("aggregate", "("),
    ("select", "("), ("range", "("), ("zip", "("), ("len", "("),
  ]

  private func goesOn(_ text: String) -> Bool {
    bytes[offset...].starts(with: text.utf8)
  }

  private mutating func lexNumber(from start: Int) {
    while byte().isDigit { offset += 1 }
    guard byte() == UInt8(ascii: "."), byte(1).isDigit else {
      return emit(.integer, from: start)
    }
    offset += 1
    while byte().isDigit { offset += 1 }
    emit(.float, from: start)
  }

  private mutating func lexString(from start: Int) {
    offset += 1
    while offset < bytes.count, byte() != UInt8(ascii: "\n"), byte() != 0x0D {
      offset += 1
      if bytes[offset - 1] == UInt8(ascii: "\"") { return emit(.string, from: start) }
    }
    emit(.unreadable, from: start)
  }

  private mutating func lexSymbol(from start: Int) {
    let pair = String(decoding: bytes[start..<min(start + 2, bytes.count)], as: UTF8.self)
    for length in [2, 1] {
      let text = length == 2 ? pair : String(decoding: [byte()], as: UTF8.self)
      guard text.utf8.count == length, let word = Word(rawValue: text) else { continue }
      offset += length
      return emit(.word(word), from: start)
    }
    offset += 1
    while byte() & 0xC0 == 0x80 { offset += 1 }
    emit(.unreadable, from: start)
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    let lower = self | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || self == UInt8(ascii: "_")
  }

  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
