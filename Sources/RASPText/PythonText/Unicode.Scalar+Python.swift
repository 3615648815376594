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

  /// Stands for itself in `repr`, where others are escaped.
  package var isPythonPrintable: Bool {
    if value < 0x7F { return value >= 0x20 }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    default: return true
    }
  }

  /// The value of a decimal digit of any script.
  package var decimalDigit: Int? {
    if value < 0x80 { return (48...57).contains(value) ? Int(value) - 48 : nil }
    guard properties.numericType == .decimal, let number = properties.numericValue else {
      return nil
    }
    return Int(number)
  }

  /// As `repr` writes a character that it escapes: `\\x1f`, `\\u2028`, `\\U000e0001`.
  package var pythonEscape: String {
    let (letter, width) = value < 0x100 ? ("x", 2) : value < 0x10000 ? ("u", 4) : ("U", 8)
    let digits = String(value, radix: 16)
    return "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}
