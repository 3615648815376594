import RASP
import RASPText

extension Parser {
  /// Strings that stand side by side are one.
  mutating func parseStrings() throws(LocatedFault) -> Expression {
    let start = token.span
    var parts: [FormatPart] = []
    while true {
      switch kind {
      case .string:
        let literal = try decodeString(token.span)
        advance()
        Parser.append(literal, to: &parts)
      case .formatStart: try parseFormatted(into: &parts)
      default:
        let span = span(from: start)
        switch (parts.count, parts.first) {
        case (0, _): return Expression(kind: .constant(""), span: span)
        case (1, .text(let text)?): return Expression(kind: .constant(.string(text)), span: span)
        default: return Expression(kind: .formatted(parts), span: span)
        }
      }
    }
  }

  private static func append(_ text: String, to parts: inout [FormatPart]) {
    if text.utf8.isEmpty { return }
    if case .text(let before)? = parts.last {
      parts[parts.count - 1] = .text(before + text)
    } else {
      parts.append(.text(text))
    }
  }

  private func decodeString(_ span: Span) throws(LocatedFault) -> String {
    let bytes = source.bytes[Int(span.start)..<Int(span.end)]
    let quote = bytes.firstIndex { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    guard let quote else { return "" }
    let isRaw = StringPrefix(bytes[..<quote])?.isRaw ?? false
    let mark = bytes[quote]
    let isTriple =
      bytes.count - (quote - bytes.startIndex) >= 6
      && bytes[quote + 1] == mark && bytes[quote + 2] == mark
    let length = isTriple ? 3 : 1
    let end = max(quote + length, bytes.endIndex - length)
    return try decode(Span(UInt32(min(quote + length, end)), UInt32(end)), isRaw: isRaw)
  }

  private func decode(
    _ span: Span, isRaw: Bool, braces: Bool = false
  ) throws(LocatedFault) -> String {
    var literal = StringLiteral(source: source, span: span, isRaw: isRaw, hasBraces: braces)
    return try literal.decode()
  }

  // MARK: Formatted strings

  private mutating func parseFormatted(into parts: inout [FormatPart]) throws(LocatedFault) {
    let open = source.bytes[Int(token.span.start)..<Int(token.span.end)]
    let letters = open.prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    let isRaw = StringPrefix(letters)?.isRaw ?? false
    advance()
    while kind != .formatEnd && kind != .end {
      if kind == .formatText {
        Parser.append(try decode(token.span, isRaw: isRaw, braces: true), to: &parts)
        advance()
      } else {
        try parseField(isRaw: isRaw, into: &parts)
      }
    }
    advance()
  }

  /// `{value}`; `{value=}` is the value's text too.
  private mutating func parseField(
    isRaw: Bool, into parts: inout [FormatPart]
  ) throws(LocatedFault) {
    let start = token.span.end
    try expect(.leftBrace, "in the formatted string")
    if kind == .symbol(.rightBrace) { throw LocatedFault(.emptyField, token.span) }
    let value = try parseExpressionList()
    let isNamed = take(.assign)
    if isNamed { Parser.append(source.text(Span(start, token.span.start)), to: &parts) }
    var conversion = try parseConversion()
    let hasSpecification = take(.colon)
    let specification = hasSpecification ? try parseSpecification(isRaw: isRaw) : []
    try expect(.rightBrace, "after the value in the formatted string")
    if isNamed && !hasSpecification { conversion = conversion ?? .representation }
    parts.append(.field(value, conversion: conversion, specification: specification))
  }

  private mutating func parseConversion() throws(LocatedFault) -> FormatPart.Conversion? {
    guard take(.bang) else { return nil }
    defer { advance() }
    switch text {
    case "s": return .string
    case "r": return .representation
    case "a": return .ascii
    default: throw LocatedFault(.unknownConversion(text), token.span)
    }
  }

  private mutating func parseSpecification(isRaw: Bool) throws(LocatedFault) -> [FormatPart] {
    var parts: [FormatPart] = []
    try enter()
    while kind == .formatText || kind == .symbol(.leftBrace) {
      if kind == .formatText {
        Parser.append(try decode(token.span, isRaw: isRaw), to: &parts)
        advance()
      } else {
        try parseField(isRaw: isRaw, into: &parts)
      }
    }
    leave()
    return parts
  }
}
