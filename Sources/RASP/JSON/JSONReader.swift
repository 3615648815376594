extension Value {
  /// The values of a JSON array of numbers, strings, booleans and nulls.
  ///
  /// A number with a decimal point or an exponent is a double, any other an integer, which is why
  /// this is not left to a general decoder: those do not keep the difference.
  ///
  /// ```swift
  /// try Value.array(fromJSON: "[1, 2.0, \"a\"]")     // [1, 2.0, "a"]
  /// ```
  /// - Throws: a ``JSONError`` if the text is not JSON (RFC 8259), holds nested arrays or objects,
  ///   or a number outside the range of its kind.
  /// Cost: linear in the text.
  public static func array(fromJSON text: String) throws(JSONError) -> [Value] {
    var reader = JSONReader(bytes: [UInt8](text.utf8))
    return try reader.readArray()
  }

  /// The values of a JSON array in UTF-8.
  /// - Throws: a ``JSONError``, also if the bytes are no UTF-8.
  package static func array(fromJSON bytes: [UInt8]) throws(JSONError) -> [Value] {
    try JSONReader.check(bytes)
    var reader = JSONReader(bytes: bytes)
    return try reader.readArray()
  }
}

/// Reads values, and the marks between them, from the bytes of a JSON text.
package struct JSONReader {
  let bytes: [UInt8]
  package private(set) var offset = 0

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: a ``JSONError`` if the bytes are no UTF-8: reading strings would put other characters
  ///   there.
  package static func check(_ bytes: [UInt8]) throws(JSONError) {
    if let fault = NotUTF8(bytes) {
      throw JSONError(message: fault.message, offset: fault.offset, in: bytes)
    }
  }

  package var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  package func error(_ message: String, at start: Int? = nil) -> JSONError {
    JSONError(message: message, offset: start ?? offset, in: bytes)
  }

  mutating func readArray() throws(JSONError) -> [Value] {
    var values: [Value] = []
    skipSpace()
    guard take(UInt8(ascii: "[")) else { throw error("an array starts with [") }
    skipSpace()
    if !take(UInt8(ascii: "]")) {
      while true {
        skipSpace()
        values.append(try readValue())
        skipSpace()
        if take(UInt8(ascii: "]")) { break }
        guard take(UInt8(ascii: ",")) else {
          throw error(next == nil ? "the array is not closed with ]" : "expected , or ]")
        }
      }
    }
    skipSpace()
    if next != nil { throw error("unexpected text after the array") }
    return values
  }

  package mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      offset += 1
    }
  }

  package mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    offset += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    let end = offset + word.utf8.count
    guard end <= bytes.count, bytes[offset..<end].elementsEqual(word.utf8) else { return false }
    offset = end
    return true
  }

  /// A number, a string, `true`, `false` or `null`.
  package mutating func readValue() throws(JSONError) -> Value {
    switch next ?? 0 {
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      throw error("a token is a number, a string, true, false or null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber()
    default: break
    }
    if take(word: "true") { return true }
    if take(word: "false") { return false }
    if take(word: "null") { return .null }
    throw error(next == nil ? "the array is not closed with ]" : "expected a value")
  }

  private mutating func readDigits() throws(JSONError) {
    let start = offset
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    if offset == start { throw error("expected a digit") }
  }

  private mutating func readNumber() throws(JSONError) -> Value {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    let first = offset
    try readDigits()
    if bytes[first] == UInt8(ascii: "0") && offset > first + 1 {
      throw error("a number does not start with 0", at: first)
    }
    var isDouble = false
    if take(UInt8(ascii: ".")) {
      isDouble = true
      try readDigits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isDouble = true
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try readDigits()
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    if isDouble, let double = Double(text), double.isFinite { return .double(double) }
    if !isDouble, let integer = Int64(text) { return .integer(integer) }
    throw error(
      isDouble ? "the number is too large for a double" : "the integer does not fit in 64 bits",
      at: start)
  }

  package mutating func readString() throws(JSONError) -> String {
    let start = offset
    offset += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        if offset + 1 == bytes.count { throw error("the string is not closed", at: start) }
        try readEscape(into: &text)
      case 0..<0x20:
        throw error("a control character in a string must be escaped")
      default:
        text.append(byte)
        offset += 1
      }
    }
    throw error("the string is not closed", at: start)
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(JSONError) {
    let start = offset
    offset += 1
    let escape = next
    offset += 1
    switch escape {
    case UInt8(ascii: "\"")?, UInt8(ascii: "\\")?, UInt8(ascii: "/")?: text.append(escape ?? 0)
    case UInt8(ascii: "b")?: text.append(0x08)
    case UInt8(ascii: "f")?: text.append(0x0C)
    case UInt8(ascii: "n")?: text.append(0x0A)
    case UInt8(ascii: "r")?: text.append(0x0D)
    case UInt8(ascii: "t")?: text.append(0x09)
    case UInt8(ascii: "u")?:
      var code = try readHex(from: start)
      if code & 0xFC00 == 0xD800, take(word: "\\u") {
        let low = try readHex(from: start)
        if low & 0xFC00 == 0xDC00 {
          code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
      }
      guard let scalar = Unicode.Scalar(code) else {
        throw error("half of a surrogate pair is no character", at: start)
      }
      text.append(contentsOf: String(Character(scalar)).utf8)
    default: throw error("unknown escape", at: start)
    }
  }

  private mutating func readHex(from start: Int) throws(JSONError) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw error("unknown escape", at: start) }
    var code: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("expected four hexadecimal digits", at: start)
      }
      code = code << 4 | UInt32(digit)
    }
    offset += 4
    return code
  }
}
