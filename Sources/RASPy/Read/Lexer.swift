import RASPText

/// Text to tokens: words, the ends of lines, and where blocks begin and end.
///
/// What cannot be read becomes a fault and the lexer goes on behind it, so that one look finds
/// all of them. Cost: linear in the text.
struct Lexer {
  struct Result {
    var tokens: [Token] = []
    var faults: [LocatedFault] = []
  }

  let source: SourceText
  var result = Result()
  var offset = 0
  /// The open brackets; within them the ends of lines are spaces.
  var brackets: [(byte: UInt8, offset: Int)] = []
  /// How many formatted strings the lexer is in.
  var formatDepth = 0
  private var indents = [Indentation()]
  /// Whether a line had a prompt, and whether the lines before this one are output.
  private var isTranscript = false
  private var isInOutput = false

  /// How deep formatted strings may be nested in each other.
  static let formatLimit = 8

  /// The width of a line's indentation with tabs as 8 and as 1: two lines that agree in one only
  /// mix tabs and spaces in a way that depends on the reader.
  private struct Indentation: Equatable {
    var wide = 0
    var narrow = 0
  }

  private init(_ source: SourceText) { self.source = source }

  static func lex(_ source: SourceText) -> Result {
    var lexer = Lexer(source)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = 3 }
    lexer.lexAll()
    return lexer.result
  }

  // MARK: Bytes and results

  func byte(_ ahead: Int = 0) -> UInt8 {
    offset + ahead < source.bytes.count ? source.bytes[offset + ahead] : 0
  }

  var isAtEnd: Bool { offset >= source.bytes.count }

  func span(from start: Int) -> Span { Span(UInt32(start), UInt32(offset)) }

  mutating func emit(_ kind: Token.Kind, from start: Int) {
    result.tokens.append(Token(kind: kind, span: span(from: start)))
  }

  mutating func report(_ fault: ReadingFault, from start: Int, to end: Int? = nil) {
    let span = Span(UInt32(start), UInt32(end ?? offset))
    result.faults.append(LocatedFault(fault, span))
  }

  // MARK: Lines

  private mutating func lexAll() {
    while !isAtEnd {
      if brackets.isEmpty {
        passPrompt()
        lexIndentation()
      }
      lexLine()
    }
    if let last = result.tokens.last?.kind, last != .newline { emit(.newline, from: offset) }
    for _ in indents.dropFirst() { emit(.dedent, from: offset) }
    for open in brackets {
      report(.unclosed(open.byte), from: open.offset, to: open.offset + 1)
    }
    emit(.end, from: offset)
  }

  /// Passes over the prompt of a line, or over what was printed without one.
  private mutating func passPrompt() {
    let length = Transcript.promptLength(source.bytes, at: offset, isTranscript: isTranscript)
    if length > 0 {
      (isTranscript, isInOutput) = (true, false)
      offset += length
      return
    }
    guard isTranscript, ![0x0A, 0x0D, 0x23].contains(byte()) else { return }
    let start = offset
    while !isAtEnd, byte() != 0x0A { offset += 1 }
    if !isInOutput { report(.text(.output), from: start) }
    isInOutput = true
  }

  /// Reads to the end of a line, unless an open bracket continues it.
  private mutating func lexLine() {
    while !isAtEnd {
      skipSpace()
      switch byte() {
      case 0 where isAtEnd: return
      case UInt8(ascii: "\n"):
        offset += 1
        if !brackets.isEmpty {
          offset += Transcript.promptLength(
            source.bytes, at: offset, isTranscript: isTranscript, isInBrackets: true)
          continue
        }
        if result.tokens.last.map({ $0.kind != .newline }) ?? false {
          offset -= 1
          emit(.newline, from: offset)
          offset += 1
        }
        return
      default: lexToken()
      }
    }
  }

  /// Skips spaces, comments and continued line ends.
  mutating func skipSpace() {
    while !isAtEnd {
      switch byte() {
      case 0x20, 0x09, 0x0C, 0x0D: offset += 1
      case UInt8(ascii: "#"): skipComment()
      case UInt8(ascii: "\\"):
        let lineEnd = byte(1) == 0x0D ? 2 : 1
        guard byte(lineEnd) == UInt8(ascii: "\n") else { return }
        offset += lineEnd + 1
        if isAtEnd { report(.unfinished, from: offset - lineEnd - 1, to: offset - lineEnd) }
      default: return
      }
    }
  }

  private mutating func skipComment() {
    while !isAtEnd, byte() != UInt8(ascii: "\n") { offset += 1 }
  }

  /// Compares a line's indentation with the open blocks'. Blank lines have none.
  private mutating func lexIndentation() {
    let start = offset
    var indentation = Indentation()
    while byte() == 0x20 || byte() == 0x09 || byte() == 0x0C {
      let isTab = byte() == 0x09
      indentation.wide = isTab ? (indentation.wide / 8 + 1) * 8 : indentation.wide + 1
      indentation.narrow += 1
      offset += 1
    }
    let isBlank = byte() == UInt8(ascii: "\n") || byte() == UInt8(ascii: "#") || byte() == 0x0D
    if isBlank || isAtEnd { return }
    if indentation.wide > indents[indents.count - 1].wide {
      checkTabs(indentation, from: start)
      indents.append(indentation)
      emit(.indent, from: start)
      return
    }
    while indentation.wide < indents[indents.count - 1].wide {
      indents.removeLast()
      emit(.dedent, from: offset)
    }
    if indentation.wide > indents[indents.count - 1].wide {
      report(.inconsistentDedent, from: start)
      indents.append(indentation)
      emit(.indent, from: start)
    } else {
      checkTabs(indentation, from: start)
    }
  }

  private mutating func checkTabs(_ indentation: Indentation, from start: Int) {
    let open = indents[indents.count - 1]
    let isDeeper = indentation.wide > open.wide
    if isDeeper ? indentation.narrow <= open.narrow : indentation.narrow != open.narrow {
      report(.tabsAndSpaces, from: start)
    }
  }

  // MARK: Words

  /// Reads one word. There is one: spaces are skipped and the text is not at its end.
  mutating func lexToken() {
    let first = byte()
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
    case UInt8(ascii: "."):
      if isDigit(byte(1)) { lexNumber() } else { lexSymbol() }
    case UInt8(ascii: "\""), UInt8(ascii: "'"): lexString(prefix: 0)
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      brackets.append((first, offset))
      lexSymbol()
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closeBracket(first)
    default:
      if isNameStart() { lexNameOrPrefixedString() } else { lexSymbol() }
    }
  }

  private mutating func closeBracket(_ closing: UInt8) {
    let start = offset
    guard let open = brackets.last else {
      offset += 1
      report(.unopened(closing), from: start)
      return
    }
    if Lexer.closing(open.byte) == closing {
      brackets.removeLast()
      lexSymbol()
      return
    }
    offset += 1
    report(.mismatched(open: open.byte, closing: closing), from: start)
    // A bracket of another kind further out is what was meant to be closed; otherwise this is.
    brackets.removeLast()
    emit(Symbol(rawValue: String(decoding: [Lexer.closing(open.byte)], as: UTF8.self)), from: start)
  }

  private mutating func emit(_ symbol: Symbol?, from start: Int) {
    if let symbol { emit(.symbol(symbol), from: start) }
  }

  static func closing(_ open: UInt8) -> UInt8 {
    switch open {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: UInt8(ascii: "}")
    }
  }

  /// The longest symbol here.
  mutating func lexSymbol() {
    let start = offset
    // Most symbols are of one character, which shows without a look at the table.
    let longest = !isInLongSymbol(byte(1)) ? 1 : !isInLongSymbol(byte(2)) ? 2 : 3
    for length in stride(from: longest, through: 1, by: -1) {
      var code: UInt32 = 0
      for ahead in 0..<length { code = code << 8 | UInt32(byte(ahead)) }
      guard let symbol = Symbol.table[code], symbol != .bang else { continue }
      offset += length
      emit(.symbol(symbol), from: start)
      return
    }
    let scalar = scalarHere()
    offset += scalar.length
    report(.text(.unknownCharacter(scalar.value)), from: start)
  }

  private mutating func lexNameOrPrefixedString() {
    let start = offset
    while isNamePart() { offset += byte() < 0x80 ? 1 : scalarHere().length }
    if byte() == UInt8(ascii: "\"") || byte() == UInt8(ascii: "'") {
      let length = offset - start
      if let flags = StringPrefix(source.bytes[start..<offset]) {
        offset = start
        if flags.isBytes { report(.unsupported(.bytes), from: start, to: start + length) }
        if flags.isFormatted {
          lexFormattedString(prefix: length, isRaw: flags.isRaw)
        } else {
          lexString(prefix: length, isRaw: flags.isRaw)
        }
        return
      }
    }
    let word = source.text(span(from: start))
    if let keyword = Keyword.table[word] {
      emit(.keyword(keyword), from: start)
    } else {
      emit(.name, from: start)
    }
  }
}

extension Lexer {
  func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  func isASCIINamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether the byte may be the second or third of a symbol.
  fileprivate func isInLongSymbol(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "<"),
      UInt8(ascii: "="), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  func isNameStart() -> Bool {
    if byte() < 0x80 { return isASCIINamePart(byte()) && !isDigit(byte()) }
    return scalarHere().value.properties.isXIDStart
  }

  func isNamePart() -> Bool {
    if byte() < 0x80 { return isASCIINamePart(byte()) }
    return scalarHere().value.properties.isXIDContinue
  }

  /// The scalar at the offset and its length in bytes.
  func scalarHere() -> (value: Unicode.Scalar, length: Int) {
    let end = min(offset + 4, source.bytes.count)
    var decoder = UTF8()
    var bytes = source.bytes[offset..<end].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return ("\u{FFFD}", 1) }
    return (scalar, UTF8.width(scalar))
  }
}
