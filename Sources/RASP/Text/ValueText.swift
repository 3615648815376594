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

  /// The text with `…` for the middle of every word of more than `limit` scalars, so that what a
  /// user wrote cannot make a message long, and the sentence around it stays. Words end at spaces
  /// and line ends. Cost: linear in the text.
  ///
  /// ```swift
  /// "the name 'aaaaaaaaaaaaaaaa' is unknown".cuttingWords(to: 10)    // the name 'aaaaaa…aa' is unknown
  /// ```
  package func cuttingWords(to limit: Int) -> String {
    if utf8.count <= limit { return self }
    var (text, rest) = (String.UnicodeScalarView(), unicodeScalars[...])
    while let first = rest.first {
      if first == " " || first == "\n" {
        text.append(first)
        rest = rest.dropFirst()
        continue
      }
      let word = rest.prefix { $0 != " " && $0 != "\n" }
      let last = limit / 4
      if word.index(word.startIndex, offsetBy: limit + 1, limitedBy: word.endIndex) == nil {
        text.append(contentsOf: word)
      } else {
        text.append(contentsOf: word.prefix(limit - 1 - last))
        text.append("…")
        text.append(contentsOf: word.suffix(last))
      }
      rest = rest[word.endIndex...]
    }
    return String(text)
  }
}
