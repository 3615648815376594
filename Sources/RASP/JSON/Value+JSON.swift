extension Value {
  /// The value in JSON: integers without, doubles always with a decimal point or exponent, in the
  /// shortest form that reads back equal; booleans `true` and `false`, `None` as `null`.
  public var json: String {
    switch self {
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): String(integer)
    case .double(let double): double.description
    case .string(let string): Value.jsonString(string)
    }
  }

  /// Values as a JSON array without spaces: `[1,2.0,"a"]`. Cost: linear in the text.
  public static func jsonArray(_ values: some Swift.Sequence<Value>) -> String {
    var text = "["
    var isFirst = true
    for value in values {
      if !isFirst { text += "," }
      isFirst = false
      text += value.json
    }
    return text + "]"
  }

  static func jsonString(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Some readers drop a byte order mark or end a line at these separators.
      case "\0"..<" ", "\u{7F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
