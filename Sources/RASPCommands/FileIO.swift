import Foundation

/// Everything that reads or writes: standard streams and files.
enum FileIO {
  static func print(_ text: String, terminator: String = "\n") {
    FileHandle.standardOutput.write(Data((text + terminator).utf8))
  }

  static func printError(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
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

  /// Calls `body` with each line of standard input as soon as it is there, without its line end.
  /// A line that is not UTF-8 is `nil`.
  static func forEachInputLine(_ body: (String?) throws -> Void) throws {
    var pending = Data()
    while true {
      let chunk = FileHandle.standardInput.availableData
      if chunk.isEmpty { break }
      pending.append(chunk)
      var start = pending.startIndex
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try body(line(pending[start..<end]))
        start = end + 1
      }
      pending = Data(pending[start...])
    }
    if !pending.isEmpty { try body(line(pending)) }
  }

  private static func line(_ bytes: Data) -> String? {
    let hasReturn = bytes.last == UInt8(ascii: "\r")
    return String(bytes: hasReturn ? bytes.dropLast() : bytes, encoding: .utf8)
  }
}
