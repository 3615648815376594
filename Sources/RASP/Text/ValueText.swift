extension Value: CustomStringConvertible {
  /// The value as a program writes it: `3`, `2.0`, `"a"`, `True`, `None`.
  public var description: String {
    switch self {
    case .null: "None"
    case .boolean(let boolean): boolean ? "True" : "False"
    default: json
    }
  }

  /// The value as figures show it: text bare, booleans as 1 and 0. What would not be seen is made
  /// visible: control characters and a lone space by their pictures, the empty string as `""`.
  public var figureText: String {
    switch self {
    case .string(let string): string.visible
    case .boolean(let boolean): boolean ? "1" : "0"
    default: description
    }
  }

  /// The description, cut to a length that suits a message.
  var shortText: String { description.cut(to: 40) }
}

extension String {
  fileprivate var visible: String {
    if utf8.isEmpty { return "\"\"" }
    if isSameText(as: " ") { return "␣" }
    var text = ""
    for scalar in unicodeScalars {
      let picture = scalar.value < 0x20 ? scalar.value + 0x2400 : scalar.value
      text.unicodeScalars.append(picture == 0x7F ? "␡" : Unicode.Scalar(picture) ?? scalar)
    }
    return text
  }

  /// The first `limit` scalars, with `…` for the last of them if something was left off.
  public func cut(to limit: Int) -> String {
    let scalars = unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return self }
    return String(scalars[..<scalars.index(before: end)]) + "…"
  }
}
