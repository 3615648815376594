import Foundation
import RASPText

/// Everything that reads or writes: standard streams and files.
enum FileIO {
  /// The most bytes of a program's text.
  static let longestSource = 1 << 24

  /// The text of a program. Bytes that are no UTF-8 are the reader's to report.
  static func readSource(_ path: String) throws -> SourceText {
    SourceText(try bytes(path, limit: longestSource) { "there is no file " + path }, name: path)
  }

  /// The bytes of a file; `what` it is of, if there is none.
  static func readBytes(_ path: String, of what: String) throws -> [UInt8] {
    try bytes(path, limit: largestFile) {
      "there is no file \(path), so this is not the folder of \(what)"
    }
  }

  private static let largestFile = 1 << 31

  /// The bytes of a program's file, or `nil` if there is none that can be read.
  static func contents(_ path: String) -> [UInt8]? {
    try? bytes(path, limit: longestSource) { "" }
  }

  /// All bytes of a file.
  /// - Throws: a ``Failure``; of the message `absent`, if there is no such file.
  static func bytes(
    _ path: String, limit: Int = largestFile, absent: () -> String
  ) throws -> [UInt8] {
    if path.utf8.contains(0) { throw Failure(absent()) }
    let bytes: [UInt8]?
    do throws(SystemFault) {
      bytes = try Descriptor(path, O_RDONLY).bytes(limit: limit)
    } catch {
      throw Failure(
        error.code == ENOENT ? absent() : "cannot read \(path): " + error.reason)
    }
    guard let bytes else {
      throw Failure("cannot read \(path): it has more than \(limit >> 20) MB")
    }
    return bytes
  }

  /// Calls `body` with the lines of standard input: all that are there, up to about a megabyte at
  /// once.
  static func forEachInputLines(
    longest: Int, _ body: ([InputLine]) throws -> Void
  ) throws {
    let lines = InputLines(longest: longest)
    while true {
      switch lines.next() {
      case .line(let first): try body([first] + lines.remaining())
      case .interrupted: continue
      case .failed(let fault): throw Failure("cannot read standard input: " + fault.reason)
      case .end: return
      }
    }
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
}
