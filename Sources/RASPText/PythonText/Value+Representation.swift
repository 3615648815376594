import RASP

extension Value {
  /// The value as Python's `repr()` writes it.
  package var representation: String {
    switch self {
    case .string(let string): string.quoted
    case .double(let double): DecimalText.shortest(double)
    default: description
    }
  }
}

extension String {
  /// A `repr()` as Python's `ascii()` writes it: with escapes for what is no ASCII.
  package var withASCIIEscapes: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.isASCII { text.unicodeScalars.append(scalar) } else { text += scalar.pythonEscape }
    }
    return text
  }

  /// In single quotes, unless there are single quotes in it and no double ones.
  fileprivate var quoted: String {
    let bytes = utf8
    let quote =
      bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'"
    var text = quote
    for scalar in unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "'" where quote == "'": text += "\\'"
      case _ where scalar.isPythonPrintable: text.unicodeScalars.append(scalar)
      default: text += scalar.pythonEscape
      }
    }
    return text + quote
  }
}
