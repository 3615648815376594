import RASP

/// A program text with its name, which messages show.
public final class SourceText: Sendable {
  /// A file's path, or what stands for it: `<command line>`.
  public let name: String
  /// The text in UTF-8, unless it has a `fault`. Its lines end in LF, or CR and LF.
  public let bytes: [UInt8]
  /// The offset at which each line starts.
  private let lineStarts: [UInt32]

  /// The longest text that is read, in bytes. Reading a longer one is refused.
  public static let limit = 1 << 26
  /// Why no dialect can read the text, whatever it says: it is longer than the limit, and only its
  /// beginning here, or has bytes that are no UTF-8, of which this is the first.
  package let fault: LocatedFault<TextFault>?

  /// - Parameter name: what messages call the text.
  public init(_ bytes: [UInt8], name: String) {
    self.name = name
    fault = SourceText.fault(bytes)
    var text = bytes.count > SourceText.limit ? Array(bytes.prefix(SourceText.limit)) : bytes
    var starts: [UInt32] = [0]
    for offset in text.indices {
      // A lone CR ends a line too, as in Python; at its place is an LF, so that offsets stay.
      if text[offset] == 0x0D, offset + 1 == text.count || text[offset + 1] != 0x0A {
        text[offset] = 0x0A
      }
      if text[offset] == 0x0A { starts.append(UInt32(offset + 1)) }
    }
    self.bytes = text
    lineStarts = starts
  }

  public convenience init(_ text: String, name: String) {
    self.init(Array(text.utf8), name: name)
  }

  private static func fault(_ bytes: [UInt8]) -> LocatedFault<TextFault>? {
    if bytes.count > limit { return LocatedFault(.tooLong(limit), at: Span(0, 0)) }
    guard let found = NotUTF8(bytes) else { return nil }
    let start = UInt32(found.offset)
    return LocatedFault(.notUTF8(found.byte), at: Span(start, start + 1))
  }

  /// The text between two offsets. In messages; where bytes are no UTF-8, which is a `fault`, they
  /// become U+FFFD.
  package func text(_ span: Span) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }

  /// The line that holds an offset, counted from 0.
  package func lineIndex(_ offset: UInt32) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The code units of UTF-16 that the bytes between two offsets stand for.
  func utf16Count(_ start: UInt32, _ end: UInt32) -> Int {
    var count = 0
    for byte in bytes[Int(start)..<Int(end)] {
      if byte & 0xC0 != 0x80 { count += byte >= 0xF0 ? 2 : 1 }
    }
    return count
  }

  /// The bytes of a line, without its end.
  package func line(_ index: Int) -> Span {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : UInt32(bytes.count)
    if end > start, bytes[Int(end) - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Span(start, end)
  }
}
