import Foundation

/// Everything that reads or writes: standard streams and files.
enum FileIO {
  static func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  static func printError(_ text: String, terminator: String = "\n") {
    FileHandle.standardError.write(Data((text + terminator).utf8))
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
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    var pending: [UInt8] = []
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 {
        throw Failure("cannot read standard input: \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      let lines = completeLines(chunk[..<count], &pending)
      if !lines.isEmpty { try body(lines) }
    }
    if !pending.isEmpty { try body([line(pending[...])]) }
  }

  /// The lines that end in a chunk. What comes behind the last is pending.
  private static func completeLines(
    _ chunk: ArraySlice<UInt8>, _ pending: inout [UInt8]
  ) -> [String?] {
    var lines: [String?] = []
    var rest = chunk
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      if pending.isEmpty {
        lines.append(line(rest[..<end]))
      } else {
        pending += rest[..<end]
        lines.append(line(pending[...]))
        pending.removeAll()
      }
      rest = rest[(end + 1)...]
    }
    pending += rest
    return lines
  }

  private static func line(_ bytes: ArraySlice<UInt8>) -> String? {
    let hasReturn = bytes.last == UInt8(ascii: "\r")
    return String(validating: hasReturn ? bytes.dropLast() : bytes, as: UTF8.self)
  }
}
