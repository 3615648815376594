/// Text to words. Comments, from `//` to the end of the line, are left out.
///
/// Cost: linear in the text.
package struct LineLexer<Symbol: LineSymbol> {
  private let bytes: [UInt8]
  private var offset = 0
  private var tokens: [LineToken<Symbol>] = []

  /// The words of a text, with an end behind them.
  package static func lex(_ source: SourceText) -> [LineToken<Symbol>] {
    var lexer = LineLexer(bytes: source.bytes)
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.offset = 3 }
    while lexer.offset < lexer.bytes.count { lexer.lexToken() }
    lexer.emit(.end, from: lexer.offset)
    return lexer.tokens
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func emit(_ kind: LineToken<Symbol>.Kind, from start: Int) {
    tokens.append(LineToken(kind: kind, span: Span(UInt32(start), UInt32(offset))))
  }

  private mutating func lexToken() {
    let start = offset
    switch byte {
    case 0x20, 0x09: offset += 1
    case UInt8(ascii: "\n"), 0x0D:
      while byte == UInt8(ascii: "\n") || byte == 0x0D { offset += 1 }
      emit(.newline, from: start)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while byte.isDigit { offset += 1 }
      emit(.integer, from: start)
    case UInt8(ascii: "\""): lexString(from: start)
    case _ where byte.isLetter:
      while byte.isLetter || byte.isDigit { offset += 1 }
      emit(.name, from: start)
    case _ where bytes[offset...].starts(with: "//".utf8):
      while offset < bytes.count, byte != UInt8(ascii: "\n"), byte != 0x0D { offset += 1 }
    default: lexSymbol(from: start)
    }
  }

  /// A string may go on behind its line.
  private mutating func lexString(from start: Int) {
    offset += 1
    while offset < bytes.count, byte != UInt8(ascii: "\"") { offset += 1 }
    if offset == bytes.count { return emit(.unreadable, from: start) }
    offset += 1
    emit(.string, from: start)
  }

  private mutating func lexSymbol(from start: Int) {
    for symbol in Symbol.allCases where bytes[offset...].starts(with: symbol.rawValue.utf8) {
      offset += symbol.rawValue.utf8.count
      return emit(.symbol(symbol), from: start)
    }
    offset += 1
    while byte & 0xC0 == 0x80 { offset += 1 }
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
