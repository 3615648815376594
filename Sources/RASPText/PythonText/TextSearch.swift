/// Strings as sequences of Unicode scalars, as Python sees them.
package enum TextSearch {
  /// The offset in scalars at which `part` first occurs.
  ///
  /// Cost: the product of the lengths at worst.
  package static func find(_ part: String, in text: String) -> Int? {
    let bytes = Array(text.utf8)
    return find(Array(part.utf8), in: bytes, from: 0).map { scalarCount(bytes[..<$0]) }
  }

  /// The offset of `needle` in `bytes`, at or behind `start`.
  private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    if needle.isEmpty { return start }
    var offset = start
    while offset + needle.count <= bytes.count {
      if bytes[offset] == needle[0], bytes[offset..<offset + needle.count].elementsEqual(needle) {
        return offset
      }
      offset += 1
    }
    return nil
  }

  private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The parts between the occurrences of a separator, at most `limit` of them found.
  package static func split(_ text: String, by separator: String, limit: Int) -> [String] {
    let (needle, bytes) = (Array(separator.utf8), Array(text.utf8))
    var (parts, start): ([String], Int) = ([], 0)
    while parts.count < limit, let end = find(needle, in: bytes, from: start) {
      parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
      start = end + needle.count
    }
    parts.append(String(decoding: bytes[start...], as: UTF8.self))
    return parts
  }

  /// The words between runs of white space.
  package static func words(_ text: String, limit: Int) -> [String] {
    var words: [String] = []
    var rest = text.unicodeScalars[...]
    while true {
      rest = rest.drop { $0.isPythonSpace }
      if rest.isEmpty { return words }
      if words.count == limit {
        words.append(String(rest))
        return words
      }
      let word = rest.prefix { !$0.isPythonSpace }
      words.append(String(word))
      rest = rest.dropFirst(word.count)
    }
  }

  /// Without white space, or the given characters, at its ends.
  package static func strip(_ text: String, _ characters: String?, left: Bool, right: Bool)
    -> String
  {
    let set = characters.map { Array($0.unicodeScalars) }
    func goes(_ scalar: Unicode.Scalar) -> Bool {
      set.map { $0.contains(scalar) } ?? scalar.isPythonSpace
    }
    var scalars = text.unicodeScalars[...]
    if left { scalars = scalars.drop(while: goes) }
    while right, let last = scalars.last, goes(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// The lines, without their ends.
  package static func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      if scalar == "\n" && last == "\r" { continue }
      if scalar.isPythonLineEnd {
        lines.append(String(line))
        line = String.UnicodeScalarView()
      } else {
        line.append(scalar)
      }
    }
    if !line.isEmpty { lines.append(String(line)) }
    return lines
  }

  /// A number's text without white space around it, in which the decimal digits of every script are
  /// those from 0 to 9. As in Python, the separators of ASCII are no white space in a text of ASCII
  /// alone.
  package static func numeral(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return strip(text, " \t\n\r\u{0B}\u{0C}", left: true, right: true)
    }
    var digits = String.UnicodeScalarView()
    for scalar in strip(text, nil, left: true, right: true).unicodeScalars {
      digits.append(scalar.decimalDigit.map { Unicode.Scalar(UInt8(48 + $0)) } ?? scalar)
    }
    return String(digits)
  }

  /// The digits of an integer with its sign, and their base, as Python's `int` reads them; `nil` if
  /// they are none. A base of 0 is what the text says, `0x1f` and the like, or 10.
  package static func integer(_ text: String, base: Int) -> (digits: String, base: Int)? {
    var bytes = Array(numeral(text).utf8)[...]
    var digits: [UInt8] = []
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      digits.append(bytes.removeFirst())
    }
    var base = base
    let hasZero = bytes.first == UInt8(ascii: "0")
    if hasZero, let wanted = baseOfPrefix(bytes.dropFirst().first), base == 0 || base == wanted {
      base = wanted
      bytes = bytes.dropFirst(2)
      if bytes.first == UInt8(ascii: "_") { bytes.removeFirst() }
    } else if base == 0 {
      base = 10
      if hasZero, bytes.contains(where: { $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
        return nil
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let plain = withoutSeparators(text, hasLetters: true) ?? ""
    let isRight = plain.utf8.allSatisfy {
      Int(String(Character(Unicode.Scalar($0))), radix: base) != nil
    }
    if plain.utf8.isEmpty || !isRight { return nil }
    return (String(decoding: digits, as: UTF8.self) + plain, base)
  }

  private static func baseOfPrefix(_ letter: UInt8?) -> Int? {
    switch letter {
    case UInt8(ascii: "b"), UInt8(ascii: "B"): 2
    case UInt8(ascii: "o"), UInt8(ascii: "O"): 8
    case UInt8(ascii: "x"), UInt8(ascii: "X"): 16
    default: nil
    }
  }

  /// Digits, some of which may be letters, without the underscores between them; `nil` if an
  /// underscore stands elsewhere.
  package static func withoutSeparators(_ text: String, hasLetters: Bool = false) -> String? {
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool {
      guard bytes.indices.contains(index) else { return false }
      return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
        || (hasLetters && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[index] | 0x20))
    }
    var kept: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte != UInt8(ascii: "_") {
        kept.append(byte)
      } else if !isDigit(index - 1) || !isDigit(index + 1) {
        return nil
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether the text is a decimal number, which leaves out hexadecimal, `inf` and `nan`.
  package static func isDecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
        || $0 | 0x20 == UInt8(ascii: "e") || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
    }
  }
}
