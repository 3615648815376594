/// A program text with its name, which messages show.
public final class SourceText: Sendable {
  /// A file's path, or what stands for it: `<command line>`.
  public let name: String
  /// The text in UTF-8.
  public let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: [UInt32]

  /// The longest text that is read, in bytes. Reading a longer one is refused.
  public static let limit = 1 << 26
  /// Whether the text is longer than the limit, and only its beginning here.
  let isCut: Bool

  /// - Parameter name: what messages call the text.
  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    isCut = bytes.count > SourceText.limit
    self.bytes = isCut ? Array(bytes.prefix(SourceText.limit)) : bytes
    var starts: [UInt32] = [0]
    for (offset, byte) in self.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(UInt32(offset + 1))
    }
    lineStarts = starts
  }

  public convenience init(_ text: String, name: String) {
    self.init(Array(text.utf8), name: name)
  }

  /// The text between two offsets. Bytes that are no UTF-8 become U+FFFD.
  func text(_ span: Span) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  /// The line that holds an offset, counted from 0.
  func lineIndex(_ offset: UInt32) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The code units of UTF-16 that the bytes between two offsets stand for.
  fileprivate func utf16Count(_ start: UInt32, _ end: UInt32) -> Int {
    var count = 0
    for byte in bytes[Int(start)..<Int(end)] {
      if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
    }
    return count
  }

  /// The bytes of a line, without its end.
  func line(_ index: Int) -> Span {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : UInt32(bytes.count)
    if end > start, bytes[Int(end) - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Span(start, end)
  }
}

/// A stretch of a text: the bytes from `start` up to `end`.
struct Span: Sendable, Hashable {
  var start: UInt32
  var end: UInt32

  init(_ start: UInt32, _ end: UInt32) {
    self.start = start
    self.end = end
  }

  /// From the start of this to the end of `other`.
  func through(_ other: Span) -> Span { Span(start, max(end, other.end)) }
}

/// A stretch of a certain text.
public struct Place: Sendable, CustomStringConvertible {
  public let source: SourceText
  let span: Span

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
