/// What Python's `str` asks of a character.
extension Unicode.Scalar {
  /// White space to `strip`, `split` and `isspace`: Unicode's, and the four separators of ASCII.
  package var isPythonSpace: Bool { properties.isWhitespace || (0x1C...0x1F).contains(value) }

  /// Ends a line for `splitlines`.
  package var isPythonLineEnd: Bool {
    switch value {
    case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Stands for itself in `repr`, where others are escaped: no space but the common one, no control, no
  /// formatting, nothing private or unassigned.
  ///
  /// These are what is neither the base of a grapheme nor extends one, but for some formatting that does. The
  /// table of general categories would say the same, and is 30 KB that nothing else needs.
  package var isPythonPrintable: Bool {
    if value < 0x7F { return value >= 0x20 }
    switch value {
    case 0x200C, 0xE0020...0xE007F: return false
    default:
      let isPart = properties.isGraphemeBase || properties.isGraphemeExtend
      return isPart && !properties.isWhitespace
    }
  }

  /// The value of a decimal digit of any script.
  package var decimalDigit: Int? {
    if value < 0x80 { return (48...57).contains(value) ? Int(value) - 48 : nil }
    for zero in Unicode.Scalar.zeros where value >= zero && value < zero + 10 {
      return Int(value - zero)
    }
    return nil
  }

  /// The zeros beyond ASCII; behind each are the other nine digits of its script.
  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
  ]

  /// As `repr` writes a character that it escapes: `\\x1f`, `\\u2028`, `\\U000e0001`.
  package var pythonEscape: String {
    let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(value, radix: 16)
    return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
