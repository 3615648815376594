import Foundation
import RASPSyntax

/// Everything that reads or writes: standard streams and files.
enum FileIO {
  static func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  static func printError(_ text: String, terminator: String = "\n") {
    FileHandle.standardError.write(Data((text + terminator).utf8))
  }

  /// The text of a program. Bytes that are no UTF-8 are the reader's to report.
  static func readSource(_ path: String) throws -> SourceText {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure("there is no file \(path)")
    }
    guard !isFolder.boolValue else { throw Failure("cannot read \(path): it is a folder") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("cannot read \(path): permission denied")
    }
    return SourceText([UInt8](data), name: path)
  }

  /// Writes a file as a whole or not at all. What is there and is no plain file, such as
  /// `/dev/stdout`, is written to as it is.
  static func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue { throw Failure("cannot write \(path): it is a folder") }
    if !FileManager.default.fileExists(atPath: folder) {
      throw Failure("cannot write \(path): there is no folder \(folder)")
    }
    let isPlain = !exists || isRegular(path)
    do {
      try Data(text.utf8).write(to: url, options: isPlain ? .atomic : [])
    } catch {
      throw Failure("cannot write \(path): \(error.localizedDescription)")
    }
  }

  private static func isRegular(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Calls `body` with each line of standard input as soon as it is there, without its line end.
  /// A line that is not UTF-8 is `nil`.
  static func forEachInputLine(_ body: (String?) throws -> Void) throws {
    let lines = InputLines()
    while true {
      switch lines.next() {
      case .line(let line): try body(line)
      case .interrupted: continue
      case .end: return
      }
    }
  }
}

/// The lines of standard input, each as soon as it is there.
final class InputLines {
  enum Item {
    /// A line without its end; `nil` if it is not UTF-8.
    case line(String?)
    /// A signal came while waiting.
    case interrupted
    case end
  }

  private var pending: [UInt8] = []
  /// Where the first line that was not given yet starts, and how far it was searched for its end.
  private var (start, searched) = (0, 0)

  func next() -> Item {
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { (start, searched) = (end + 1, end + 1) }
        return .line(text(start..<end))
      }
      pending.removeFirst(start)
      (start, searched) = (0, pending.count)
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { return .interrupted }
      if count > 0 {
        pending += chunk[..<count]
        continue
      }
      if pending.isEmpty { return .end }
      defer { (pending, searched) = ([], 0) }
      return .line(text(0..<pending.count))
    }
  }

  private func text(_ range: Range<Int>) -> String? {
    var bytes = pending[range]
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self)
  }
}
