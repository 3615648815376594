import Foundation

/// A file that a command writes as a whole or not at all.
extension FileIO {
  /// Writes a file at the path that a user gave: beside its place first, then renamed. Links are
  /// followed. What is there and is no plain file, such as `/dev/stdout` or a pipe, is written to
  /// as it is.
  ///
  /// - Parameter isNew: whether a file that is there is left as it is, and an error.
  static func write(_ text: String, to shown: String, isNew: Bool = false) throws {
    try write([UInt8](text.utf8), to: shown, isNew: isNew)
  }

  /// The same of bytes.
  static func write(_ bytes: [UInt8], to shown: String, isNew: Bool = false) throws {
    if !isNew, try writeToStream(bytes, shown) { return }
    let path = try OutputPath(shown)
    do {
      if let status = try path.status {
        if status.st_mode & S_IFMT == S_IFDIR { throw path.failure("it is a folder") }
        if isNew { throw Failure("\(shown) exists; it is left as it is") }
      }
      if shown.hasSuffix("/") { throw path.failure("that is the name of a folder") }
      try Staging.lock(path)
      defer { Staging.unlock(path) }
      try replace(path, bytes, isNew: isNew)
    } catch let fault as SystemFault where isNew && fault.code == EEXIST {
      throw Failure("\(shown) exists; it is left as it is")
    } catch let fault as SystemFault {
      throw path.failure(fault.reason)
    }
  }

  private static func replace(
    _ path: OutputPath, _ bytes: [UInt8], isNew: Bool
  ) throws(SystemFault) {
    let parent = path.parent.number
    let name = path.name
    let mode = try path.status?.st_mode
    do throws(SystemFault) {
      let file = try Descriptor(
        Staging.fresh, in: parent, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
      if let mode { _ = try SystemFault.check { fchmod(file.number, mode & 0o7777) } }
      try file.write(bytes)
      try file.synchronise()
      if isNew {
        // A second name, and not a new name: that fails if there is a file.
        _ = try SystemFault.check { linkat(parent, Staging.fresh, parent, name, 0) }
        _ = try SystemFault.check { unlinkat(parent, Staging.fresh, 0) }
      } else {
        try Renaming.move(Staging.fresh, to: name, in: parent)
      }
    } catch {
      unlinkat(parent, Staging.fresh, 0)
      throw error
    }
    try path.parent.synchronise()
  }

  /// Writes to what is no plain file, or is one of the standard streams.
  /// - Returns: whether it is such a thing.
  private static func writeToStream(_ bytes: [UInt8], _ shown: String) throws -> Bool {
    var status = stat()
    if shown.utf8.contains(0) || stat(shown, &status) != 0 { return false }
    let type = status.st_mode & S_IFMT
    do throws(SystemFault) {
      for stream in [STDOUT_FILENO, STDERR_FILENO] {
        var other = stat()
        if fstat(stream, &other) == 0, other.st_dev == status.st_dev,
          other.st_ino == status.st_ino
        {
          try Descriptor.write(bytes, to: stream)
          return true
        }
      }
      if type == S_IFREG || type == S_IFDIR { return false }
      try Descriptor(shown, O_WRONLY).write(bytes)
      return true
    } catch {
      throw Failure("cannot write \(shown): " + error.reason)
    }
  }
}
