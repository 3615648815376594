/// A stretch of a text: the bytes from `start` up to `end`.
package struct Span: Sendable, Hashable {
  package var start: UInt32
  package var end: UInt32

  @inlinable
  package init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  /// From the start of this to the end of `other`.
  package func through(_ other: Span) -> Span { Span(start, max(end, other.end)) }
}

/// A stretch of a certain text.
public struct Place: Sendable, CustomStringConvertible {
  public let source: SourceText
  package let span: Span

  package init(source: SourceText, span: Span) {
    self.source = source
    self.span = span
  }

  /// Behind the last character of a text.
  package init(endOf source: SourceText) {
    let end = UInt32(source.bytes.count)
    self.init(source: source, span: Span(end, end))
  }

  /// The line of the first byte, counted from 1.
  public var line: Int { source.lineIndex(span.start) + 1 }

  /// The column of the first byte, counted from 1 in Unicode scalars.
  public var column: Int {
    let lineStart = source.line(source.lineIndex(span.start)).start
    return source.text(Span(lineStart, max(lineStart, span.start))).unicodeScalars.count + 1
  }

  /// The place as browsers and other editors count: in UTF-16 code units from the start of the
  /// text. Cost: linear in the text before.
  public var utf16Range: Range<Int> {
    let start = source.utf16Count(0, span.start)
    return start..<start + source.utf16Count(span.start, max(span.start, span.end))
  }

  /// `file:line:column`
  public var description: String { source.name + ":\(line):\(column)" }
}
