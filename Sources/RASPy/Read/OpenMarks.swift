import RASPText

/// The blocks, brackets and strings of several lines that the lines of an entry leave open.
///
/// A look at each line alone, for an entry that is typed or pasted: reading all of it for each of its
/// lines would take square time. The lexer has the last word.
struct OpenMarks {
  /// A colon for an open block, then the opening brackets, and of a string in three quotes one of
  /// them, the innermost last. Empty behind a line that is none of Python's.
  private(set) var open: [UInt8]
  private var offset = 0

  init(_ open: [UInt8]) { self.open = open }

  private static let block = [UInt8(ascii: ":")]

  /// Adds a line, without its end. Cost: linear in the line.
  mutating func openness(behind line: [UInt8]) -> Openness {
    let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    if isBlank, open == OpenMarks.block { open = [] }
    // The last byte that is neither a space nor in a comment.
    var last: UInt8 = 0
    offset = 0
    while offset < line.count {
      if let quote = open.last, quote.isQuote {
        guard close(quote, isTriple: true, line) else { return .inside }
        open.removeLast()
        continue
      }
      let byte = line[offset]
      if byte == UInt8(ascii: "#") { break }
      if !(byte == 0x20 || byte == 0x09 || byte == 0x0D) { last = byte }
      guard pass(byte, line) else {
        open = []
        return .unknown
      }
    }
    if open.isEmpty, last == UInt8(ascii: ":") { open = OpenMarks.block }
    return open.isEmpty ? .unknown : open == OpenMarks.block ? .block : .inside
  }

  /// Passes over a mark and what belongs to it.
  /// - Returns: false if no line of Python has it here.
  private mutating func pass(_ byte: UInt8, _ line: [UInt8]) -> Bool {
    offset += 1
    if byte.isQuote {
      if !line[(offset - 1)...].starts(with: [byte, byte, byte]) {
        return close(byte, isTriple: false, line)
      }
      open.append(byte)
      offset += 2
    } else if byte.isOpening {
      open.append(byte)
    } else if byte.isClosing {
      guard let last = open.last, last.isOpening, Lexer.closing(last) == byte else { return false }
      open.removeLast()
    }
    return true
  }

  /// Goes on behind the quotes that close a string, if the line has them.
  private mutating func close(_ quote: UInt8, isTriple: Bool, _ line: [UInt8]) -> Bool {
    let quotes = [UInt8](repeating: quote, count: isTriple ? 3 : 1)
    while offset < line.count {
      if line[offset] == quote, line[offset...].starts(with: quotes) {
        offset += quotes.count
        return true
      }
      offset += line[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    return false
  }
}

extension UInt8 {
  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

  fileprivate var isOpening: Bool {
    self == UInt8(ascii: "(") || self == UInt8(ascii: "[") || self == UInt8(ascii: "{")
  }

  fileprivate var isClosing: Bool {
    self == UInt8(ascii: ")") || self == UInt8(ascii: "]") || self == UInt8(ascii: "}")
  }
}
