import RASP
import RASPText

/// The value of a number's text, which the lexer has delimited.
enum NumberLiteral {
  static func value(_ bytes: ArraySlice<UInt8>) throws(ReadingFault) -> Value {
    let digits = bytes.filter { $0 != UInt8(ascii: "_") }
    if digits.count > 1, digits[0] == UInt8(ascii: "0"), let radix = radix(digits[1]) {
      return try integer(digits.dropFirst(2), radix: radix, bytes)
    }
    let isFloat = digits.contains {
      $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e")
    }
    if isFloat { return try float(digits, bytes) }
    if digits.count > 1, digits[0] == UInt8(ascii: "0"),
      digits.contains(where: { $0 != UInt8(ascii: "0") })
    {
      throw .leadingZero
    }
    return try integer(digits[...], radix: 10, bytes)
  }

  private static func radix(_ letter: UInt8) -> Int? {
    switch letter | 0x20 {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func integer(
    _ digits: ArraySlice<UInt8>, radix: Int, _ whole: ArraySlice<UInt8>
  ) throws(ReadingFault) -> Value {
    let text = String(decoding: digits, as: UTF8.self)
    if let integer = Int64(text, radix: radix) { return .integer(integer) }
    let isNumber = !digits.isEmpty && digits.allSatisfy { digitValue($0) < radix }
    let shown = String(decoding: whole, as: UTF8.self).cut(to: 24)
    throw isNumber ? .text(.integerTooLarge(shown)) : .badNumber(shown)
  }

  private static func digitValue(_ byte: UInt8) -> Int {
    Character(Unicode.Scalar(byte)).hexDigitValue ?? .max
  }

  private static func float(
    _ digits: [UInt8], _ whole: ArraySlice<UInt8>
  ) throws(ReadingFault) -> Value {
    var text = String(decoding: digits, as: UTF8.self)
    if digits.first == UInt8(ascii: ".") { text = "0" + text }
    guard let double = Double(text) else {
      throw .badNumber(String(decoding: whole, as: UTF8.self).cut(to: 24))
    }
    guard double.isFinite else {
      throw .text(.floatTooLarge(String(decoding: whole, as: UTF8.self).cut(to: 24)))
    }
    return .double(double)
  }
}

/// The text that a string literal stands for.
struct StringLiteral {
  private let source: SourceText
  private let span: Span
  private let isRaw: Bool
  /// Whether doubled braces stand for single ones.
  private let hasBraces: Bool
  private var offset: Int
  private var text: [UInt8] = []

  init(source: SourceText, span: Span, isRaw: Bool, hasBraces: Bool) {
    self.source = source
    self.span = span
    self.isRaw = isRaw
    self.hasBraces = hasBraces
    offset = Int(span.start)
  }

  private var isAtEnd: Bool { offset >= Int(span.end) }

  mutating func decode() throws(LocatedFault) -> String {
    while !isAtEnd {
      let byte = source.bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\\") where !isRaw && !isAtEnd: try decodeEscape()
      case UInt8(ascii: "{") where hasBraces, UInt8(ascii: "}") where hasBraces:
        text.append(byte)
        offset += 1
      case 0x0D where !isAtEnd && source.bytes[offset] == UInt8(ascii: "\n"): break
      default: text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func decodeEscape() throws(LocatedFault) {
    let start = offset - 1
    let letter = source.bytes[offset]
    offset += 1
    switch letter {
    case UInt8(ascii: "\n"): break
    case 0x0D: if !isAtEnd && source.bytes[offset] == UInt8(ascii: "\n") { offset += 1 }
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "a"): text.append(0x07)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(letter)
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      offset -= 1
      try append(number(radix: 8, count: 1...3, from: start), from: start)
    case UInt8(ascii: "x"): try append(number(radix: 16, count: 2...2, from: start), from: start)
    case UInt8(ascii: "u"): try append(number(radix: 16, count: 4...4, from: start), from: start)
    case UInt8(ascii: "U"): try append(number(radix: 16, count: 8...8, from: start), from: start)
    case UInt8(ascii: "N"): throw fault(.unsupported(.namedCharacters), from: start)
    default:
      // Python keeps the backslash of an escape that it does not know.
      text.append(UInt8(ascii: "\\"))
      offset -= 1
    }
  }

  private mutating func number(
    radix: Int, count: ClosedRange<Int>, from start: Int
  ) throws(LocatedFault) -> UInt32 {
    var (code, digits) = (0 as UInt32, 0)
    while digits < count.upperBound, !isAtEnd,
      let digit = Character(Unicode.Scalar(source.bytes[offset])).hexDigitValue, digit < radix
    {
      code = code * UInt32(radix) + UInt32(digit)
      digits += 1
      offset += 1
    }
    if digits < count.lowerBound { throw fault(.badEscape(digits: count.lowerBound), from: start) }
    return code
  }

  private mutating func append(_ code: UInt32, from start: Int) throws(LocatedFault) {
    guard let scalar = Unicode.Scalar(code) else { throw fault(.noCharacter(code), from: start) }
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  private func fault(_ fault: ReadingFault, from start: Int) -> LocatedFault {
    LocatedFault(fault, Span(UInt32(start), UInt32(offset)))
  }
}
