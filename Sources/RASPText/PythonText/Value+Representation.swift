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
      case _ where scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        text += "\\x" + String(repeating: "0", count: 2 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + quote
  }
}
