import RASP
import RASPText

/// The commonest slips: what to write instead. The advice ends with the code to write, which runs if
/// it is followed to the letter.
struct Slip {
  let source: SourceText
  let span: Span

  /// Longer code is not repeated in a help.
  private static let longest = 120

  /// What holds of a text that cannot be read.
  static func advice(_ fault: TextFault, at place: Place) -> String? {
    let slip = Slip(source: place.source, span: place.span)
    switch fault {
    case .unknownCharacter("&"), .unknownCharacter("|"): return slip.foreignOperators
    case .unexpected(let expected, _), .textEnds(let expected):
      return slip.singleEqualsSign(expected) ?? slip.missing(expected)
    case .tooLong, .notUTF8, .unknownCharacter, .openString, .integerTooLarge, .floatTooLarge,
      .keywordAsName, .tooDeep, .output:
      return nil
    }
  }

  /// What holds of a name that is not defined.
  static func advice(undefined name: String, at place: Place?) -> String? {
    if let definition = definition(name) {
      return "it is not in the library; write it first:\n    " + definition
    }
    guard let place else { return nil }
    let slip = Slip(source: place.source, span: place.span)
    switch name {
    case "where": return slip.choice
    case "key": return slip.comparison
    default: return nil
    }
  }

  /// Names that the article and the gallery use.
  private static func definition(_ name: String) -> String? {
    switch name {
    case "before": "before = select(indices, indices, <);"
    case "after": "after = select(indices, indices, >);"
    case "same": "same = select(tokens, tokens, ==);"
    case "previous": "previous = select(indices, indices - 1, ==);"
    case "histogram", "hist": name + " = selector_width(select(tokens, tokens, ==));"
    case "flip", "reverse":
      name + " = aggregate(select(indices, length - indices - 1, ==), tokens);"
    default: nil
    }
  }

  // MARK: Texts that cannot be read

  /// `&` and `|`, once or twice.
  private var foreignOperators: String? {
    var code: [UInt8] = []
    var last: UInt8 = 0
    for byte in line.utf8 {
      let isOperator = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "|")
      if isOperator, byte != last {
        code += Array((byte == UInt8(ascii: "&") ? "and" : "or").utf8)
      } else if !isOperator {
        code.append(byte)
      }
      last = byte
    }
    return writing(
      String(decoding: code, as: UTF8.self), "'and' and 'or' join truth values and selectors")
  }

  /// `=` where a comparison was meant.
  private func singleEqualsSign(_ expected: String) -> String? {
    guard byte(at: span.start) == UInt8(ascii: "="),
      expected == "')'" || expected.hasSuffix("such as '=='")
    else { return nil }
    return writing(line(inserting: "=", at: span.start), "'==' compares")
  }

  /// What is expected and can be put there.
  private func missing(_ expected: String) -> String? {
    switch expected {
    case "'else'":
      return writing(
        line(inserting: " else 0", at: span.start), "a choice has a value for either case")
    case "','" where isEndOfSelect:
      return writing(
        line(inserting: ", ==", at: span.start), "select(keys, queries, ==) needs a comparison")
    case "a statement or 'return'": return missingResult
    default: return nil
    }
  }

  /// Whether here ends a call of `select`.
  private var isEndOfSelect: Bool {
    guard byte(at: span.start) == UInt8(ascii: ")"), let open = opening(of: Int(span.start)) else {
      return false
    }
    let name = Array("select".utf8)
    return open >= name.count && Array(source.bytes[(open - name.count)..<open]) == name
  }

  private func opening(of end: Int) -> Int? {
    var depth = 0
    for offset in stride(from: end, through: 0, by: -1) {
      if source.bytes[offset] == UInt8(ascii: ")") { depth += 1 }
      if source.bytes[offset] == UInt8(ascii: "(") { depth -= 1 }
      if depth == 0 { return offset }
    }
    return nil
  }

  /// A function that ends without `return`: its last statement says what may be meant.
  private var missingResult: String? {
    let separators = [UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}")]
    let body = source.bytes[..<Int(span.start)]
    guard let end = body.lastIndex(of: UInt8(ascii: ";")) else { return nil }
    let start = body[..<end].lastIndex(where: separators.contains).map { $0 + 1 } ?? 0
    let statement = String(decoding: body[start..<end], as: UTF8.self).trimmed
    let name = statement.utf8.prefix { Slip.isNameByte($0) }
    let rest = statement.utf8.dropFirst(name.count).drop { $0 == 0x20 }
    let isAssignment =
      !name.isEmpty && rest.first == UInt8(ascii: "=")
      && rest.dropFirst().first != UInt8(ascii: "=")
    let value = isAssignment ? String(decoding: Array(name), as: UTF8.self) : statement
    return writing("return " + value + ";", "a function ends with its value")
  }

  // MARK: Names of the other dialect

  /// `where(condition, a, b)`
  private var choice: String? {
    guard let (arguments, _) = call(at: Int(span.end)), arguments.count == 3 else { return nil }
    let code = arguments[1] + " if " + arguments[0] + " else " + arguments[2]
    return writing(code, "'if' chooses at each position")
  }

  /// `key(a) == query(b)`
  private var comparison: String? {
    guard let (keys, end) = call(at: Int(span.end)), keys.count == 1 else { return nil }
    var offset = end
    while offset < source.bytes.count, source.bytes[offset] != UInt8(ascii: "q") { offset += 1 }
    let symbol = text(end, offset).trimmed
    guard ["==", "!=", "<", ">", "<=", ">="].contains(symbol),
      let (queries, _) = call(at: offset + "query".utf8.count), queries.count == 1
    else { return nil }
    let code = "select(" + keys[0] + ", " + queries[0] + ", " + symbol + ")"
    return writing(code, "selectors are made by select")
  }

  /// The arguments of a call whose bracket opens at an offset, and what is behind it.
  private func call(at start: Int) -> (arguments: [String], end: Int)? {
    guard start < source.bytes.count, source.bytes[start] == UInt8(ascii: "(") else { return nil }
    var (arguments, depth, from) = ([String](), 0, start + 1)
    for offset in start..<source.bytes.count {
      switch source.bytes[offset] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth == 1:
        arguments.append(text(from, offset).trimmed)
        from = offset + 1
      default: break
      }
      if depth == 0 { return (arguments + [text(from, offset).trimmed], offset + 1) }
    }
    return nil
  }

  // MARK: Texts

  private var line: String { source.text(source.line(source.lineIndex(span.start))) }

  private func line(inserting text: String, at offset: UInt32) -> String {
    let line = source.line(source.lineIndex(offset))
    return source.text(Span(line.start, offset)) + text + source.text(Span(offset, line.end))
  }

  private func text(_ start: Int, _ end: Int) -> String {
    source.text(Span(UInt32(start), UInt32(max(start, end))))
  }

  private func byte(at offset: UInt32) -> UInt8? {
    Int(offset) < source.bytes.count ? source.bytes[Int(offset)] : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private func writing(_ code: String, _ reason: String) -> String? {
    if code.utf8.count > Slip.longest || code.utf8.contains(UInt8(ascii: "\n")) { return nil }
    return reason + ": write " + code.trimmed
  }
}
