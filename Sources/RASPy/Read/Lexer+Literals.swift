import RASPText

// Numbers and strings.

/// The letters before a string's quote.
struct StringPrefix {
  var isRaw = false
  var isFormatted = false
  var isBytes = false

  /// Fails for letters that are no prefix: then the quote follows a name.
  init?(_ letters: ArraySlice<UInt8>) {
    if letters.count > 2 { return nil }
    for letter in letters {
      switch letter | 0x20 {
      case UInt8(ascii: "r") where !isRaw: isRaw = true
      case UInt8(ascii: "f") where !isFormatted: isFormatted = true
      case UInt8(ascii: "b") where !isBytes: isBytes = true
      case UInt8(ascii: "u") where letters.count == 1: break
      default: return nil
      }
    }
    if isFormatted && isBytes { return nil }
  }
}

extension Lexer {
  // MARK: Numbers

  mutating func lexNumber() {
    let start = offset
    var isFloat = false
    if byte() == UInt8(ascii: "0"), isASCIINamePart(byte(1)), !isDigit(byte(1)),
      byte(1) | 0x20 != UInt8(ascii: "e"), byte(1) | 0x20 != UInt8(ascii: "j")
    {
      while isASCIINamePart(byte()) { offset += 1 }
      emit(.integer, from: start)
      return
    }
    skipDigits()
    if byte() == UInt8(ascii: ".") {
      isFloat = true
      offset += 1
      skipDigits()
    }
    if byte() | 0x20 == UInt8(ascii: "e") {
      let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      if isDigit(byte(signed ? 2 : 1)) {
        isFloat = true
        offset += signed ? 2 : 1
        skipDigits()
      }
    }
    if byte() | 0x20 == UInt8(ascii: "j"), !isASCIINamePart(byte(1)) {
      offset += 1
      report(.unsupported(.complex), from: start)
    } else if isNamePart() {
      let end = offset
      while isNamePart() { offset += scalarHere().length }
      report(.letterAfterNumber, from: start, to: max(end, offset))
    }
    emit(isFloat ? .float : .integer, from: start)
  }

  private mutating func skipDigits() {
    while isDigit(byte()) || (byte() == UInt8(ascii: "_") && isDigit(byte(1))) { offset += 1 }
  }

  // MARK: Strings

  /// Skips prefix and opening quote; gives the quote and whether it is tripled.
  private mutating func openQuote(prefix: Int) -> Quote {
    offset += prefix
    let byte = self.byte()
    let isTriple = self.byte(1) == byte && self.byte(2) == byte
    offset += isTriple ? 3 : 1
    return Quote(byte: byte, isTriple: isTriple)
  }

  struct Quote {
    let byte: UInt8
    let isTriple: Bool
    var length: Int { isTriple ? 3 : 1 }
  }

  private func isClosing(_ quote: Quote) -> Bool {
    byte() == quote.byte
      && (!quote.isTriple || (byte(1) == quote.byte && byte(2) == quote.byte))
  }

  mutating func lexString(prefix: Int, isRaw: Bool = false) {
    let start = offset
    let quote = openQuote(prefix: prefix)
    while !isAtEnd {
      if isClosing(quote) {
        offset += quote.length
        emit(.string, from: start)
        return
      }
      if byte() == UInt8(ascii: "\n") && !quote.isTriple { break }
      offset += byte() == UInt8(ascii: "\\") ? escapeLength() : 1
    }
    offset = min(offset, source.bytes.count)
    report(
      .unclosedString(isTriple: quote.isTriple), from: start, to: start + prefix + quote.length)
    // The parser shall go on as if the string were there.
    emit(.string, from: start)
  }

  /// A backslash and what it takes along: one byte suffices, for it is there to skip a quote or a
  /// line end.
  private func escapeLength() -> Int {
    byte(1) == 0x0D && byte(2) == UInt8(ascii: "\n") ? 3 : 2
  }

  // MARK: Formatted strings

  mutating func lexFormattedString(prefix: Int, isRaw: Bool) {
    let start = offset
    let quote = openQuote(prefix: prefix)
    emit(.formatStart, from: start)
    formatDepth += 1
    defer { formatDepth -= 1 }
    if formatDepth > Lexer.formatLimit {
      report(.text(.tooDeep(Lexer.formatLimit)), from: start)
      offset = source.bytes.count
    }
    while !isAtEnd {
      lexFormatText(quote, isSpecification: false)
      if isClosing(quote) {
        let end = offset
        offset += quote.length
        emit(.formatEnd, from: end)
        return
      }
      guard byte() == UInt8(ascii: "{") else { break }
      if !lexField(quote) { return emit(.formatEnd, from: offset) }
    }
    report(
      .unclosedString(isTriple: quote.isTriple), from: start, to: start + prefix + quote.length)
    emit(.formatEnd, from: offset)
  }

  /// Reads up to a field, the closing quote or, in a specification, the end of the field.
  private mutating func lexFormatText(_ quote: Quote, isSpecification: Bool) {
    let start = offset
    scan: while !isAtEnd {
      switch byte() {
      case quote.byte where isClosing(quote): break scan
      case UInt8(ascii: "\n") where !quote.isTriple: break scan
      case UInt8(ascii: "{"):
        if isSpecification || byte(1) != UInt8(ascii: "{") { break scan }
        offset += 2
      case UInt8(ascii: "}"):
        if isSpecification { break scan }
        if byte(1) != UInt8(ascii: "}") { report(.lonelyBrace, from: offset, to: offset + 1) }
        offset += byte(1) == UInt8(ascii: "}") ? 2 : 1
      case UInt8(ascii: "\\"): offset += escapeLength()
      default: offset += 1
      }
    }
    offset = min(offset, source.bytes.count)
    if offset > start { emit(.formatText, from: start) }
  }

  /// `{ expression ! conversion : specification }`
  /// - Returns: whether it is closed.
  private mutating func lexField(_ quote: Quote) -> Bool {
    let (depth, faults) = (brackets.count, result.faults.count)
    brackets.append((UInt8(ascii: "{"), offset))
    lexSymbol()
    while !isAtEnd {
      skipSpace()
      let isOutermost = brackets.count == depth + 1
      switch byte() {
      case UInt8(ascii: "\n"):
        if !quote.isTriple { return dropField(to: depth, faults, quote) }
        offset += 1
      case UInt8(ascii: "}") where isOutermost:
        brackets.removeLast()
        lexSymbol()
        return true
      case UInt8(ascii: ":") where isOutermost:
        emitOne(.colon)
        lexSpecification(quote)
      case UInt8(ascii: "!") where isOutermost && byte(1) != UInt8(ascii: "="): emitOne(.bang)
      case 0 where isAtEnd: break
      default: lexToken()
      }
      if brackets.count <= depth { return false }
    }
    return dropField(to: depth, faults, quote)
  }

  private mutating func lexSpecification(_ quote: Quote) {
    while !isAtEnd {
      lexFormatText(quote, isSpecification: true)
      guard byte() == UInt8(ascii: "{"), formatDepth < Lexer.formatLimit else { return }
      formatDepth += 1
      let isClosed = lexField(quote)
      formatDepth -= 1
      if !isClosed { return }
    }
  }

  private mutating func emitOne(_ symbol: Symbol) {
    offset += 1
    emit(.symbol(symbol), from: offset - 1)
  }

  /// Reports a field that is not closed, instead of what was found behind it.
  private mutating func dropField(to depth: Int, _ faults: Int, _ quote: Quote) -> Bool {
    guard brackets.count > depth else { return false }
    let open = brackets[depth]
    result.faults.removeLast(result.faults.count - faults)
    report(
      .unclosedField(isTriple: quote.isTriple), from: open.offset, to: open.offset + 1)
    brackets.removeLast(brackets.count - depth)
    return false
  }
}
