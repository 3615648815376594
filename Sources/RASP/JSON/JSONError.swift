/// What is wrong with a JSON text, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was expected, or is not allowed.
  public let message: String
  /// Bytes of UTF-8 before the fault.
  public let offset: Int
  /// The line of the fault, counted from 1.
  public let line: Int
  /// Its column, counted from 1 in Unicode scalars.
  public let column: Int

  /// - Parameter text: the text, which is UTF-8 up to the fault.
  package init(message: String, offset: Int, in text: [UInt8]) {
    self.message = message
    self.offset = offset
    var (line, column) = (1, 1)
    for byte in text.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    (self.line, self.column) = (line, column)
  }

  /// `broken JSON at column 4: expected a value`; of a text of several lines with the line.
  public var description: String {
    "broken JSON at " + (line > 1 ? "line \(line), " : "") + "column \(column): " + message
  }
}
