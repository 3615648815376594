import Foundation
import RASPText

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

  /// The bytes of a file; `what` it is of, if there is none.
  static func readBytes(_ path: String, of what: String) throws -> [UInt8] {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure("there is no file \(path), so this is not the folder of \(what)")
    }
    guard let bytes = contents(path) else { throw Failure("cannot read \(path)") }
    return bytes
  }

  /// The bytes of a file, or `nil` if there is none that can be read.
  static func contents(_ path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { [UInt8]($0) }
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

  /// The most memory that the process has had in use, in bytes.
  static var peakMemory: Int {
    var usage = rusage()
    #if os(Linux)
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return Int(usage.ru_maxrss) * 1_024
    #else
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }

  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  static var errorsGoToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Calls `body` with the lines of standard input, without their line ends: all that are there, up
  /// to about a megabyte at once. A line that is not UTF-8 is `nil`.
  static func forEachInputLines(_ body: ([String?]) throws -> Void) throws {
    let lines = InputLines()
    while true {
      switch lines.next() {
      case .line(let first): try body([first] + lines.remaining())
      case .interrupted: continue
      case .failed(let reason): throw Failure("cannot read standard input: " + reason)
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
    case failed(String)
    case end
  }

  private var chunk = [UInt8](repeating: 0, count: 1 << 20)
  private var pending: [UInt8] = []
  /// Where the first line that was not given yet starts, and how far it was searched for its end.
  private var (start, searched) = (0, 0)

  /// The next line, waiting for it if it must.
  func next() -> Item {
    while true {
      if let line = pendingLine() { return .line(line.text) }
      pending.removeFirst(start)
      (start, searched) = (0, pending.count)
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 {
        return errno == EINTR ? .interrupted : .failed(String(cString: strerror(errno)))
      }
      if count > 0 {
        pending += chunk[..<count]
        continue
      }
      if pending.isEmpty { return .end }
      defer { (pending, searched) = ([], 0) }
      return .line(text(0..<pending.count))
    }
  }

  /// The lines that have been read already.
  func remaining() -> [String?] {
    var lines: [String?] = []
    while let line = pendingLine() { lines.append(line.text) }
    return lines
  }

  /// A line that was read already, in a box of its own because the text may be `nil`.
  private func pendingLine() -> (text: String?, Void)? {
    guard let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = text(start..<end)
    (start, searched) = (end + 1, end + 1)
    return (line, ())
  }

  private func text(_ range: Range<Int>) -> String? {
    var bytes = pending[range]
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return String(validating: bytes, as: UTF8.self)
  }
}
