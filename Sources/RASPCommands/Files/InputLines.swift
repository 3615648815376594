import Foundation
import RASP

/// A line of input, without its end.
enum InputLine: Sendable {
  case text(String)
  /// Its bytes are no UTF-8.
  case notText(NotUTF8)
  /// Longer than lines may be; it was passed over.
  case tooLong

  /// A line that is not too long.
  init(_ bytes: ArraySlice<UInt8>) {
    if let text = String(validating: bytes, as: UTF8.self) {
      self = .text(text)
    } else if let fault = NotUTF8(bytes) {
      self = .notText(fault)
    } else {
      preconditionFailure("both say what UTF-8 is")
    }
  }
}

/// The lines of standard input, each as soon as it is there.
final class InputLines {
  enum Item {
    case line(InputLine)
    /// A signal came while waiting.
    case interrupted
    case failed(SystemFault)
    case end
  }

  /// The most bytes of a line. Of a longer one nothing is kept.
  private let longest: Int
  private var chunk = [UInt8](repeating: 0, count: 1 << 20)
  private var pending: [UInt8] = []
  /// Where the first line that was not given yet starts, and how far it was searched for its end.
  private var (start, searched) = (0, 0)
  /// Whether the start of the line that is being read was thrown away.
  private var isTooLong = false

  /// What a line of a conversation may be long at most.
  static let longestEntry = 1 << 24

  init(longest: Int) { self.longest = longest }

  /// The next line, waiting for it if it must.
  func next() -> Item {
    while true {
      if let line = pendingLine() { return .line(line) }
      pending.removeFirst(start)
      if pending.count > longest { (pending, isTooLong) = ([], true) }
      (start, searched) = (0, pending.count)
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 {
        let code = errno
        return code == EINTR ? .interrupted : .failed(SystemFault(code: code))
      }
      if count > 0 {
        pending += chunk[..<count]
        continue
      }
      if pending.isEmpty && !isTooLong { return .end }
      defer { (pending, searched) = ([], 0) }
      return .line(line(0..<pending.count))
    }
  }

  /// The lines that have been read already.
  func remaining() -> [InputLine] {
    var lines: [InputLine] = []
    while let line = pendingLine() { lines.append(line) }
    return lines
  }

  /// A line that was read already.
  private func pendingLine() -> InputLine? {
    guard let end = lineEnd() else { return nil }
    let line = line(start..<end)
    (start, searched) = (end + 1, end + 1)
    return line
  }

  private func lineEnd() -> Int? {
    pending.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = memchr(base + searched, Int32(UInt8(ascii: "\n")), bytes.count - searched)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  private func line(_ range: Range<Int>) -> InputLine {
    defer { isTooLong = false }
    if isTooLong || range.count > longest { return .tooLong }
    var bytes = pending[range]
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return InputLine(bytes)
  }
}
