import Foundation

/// Folders, read and written as wholes.
extension FileIO {
  /// The path of the running program.
  static var executable: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

  /// The current folder, with a slash at its end.
  static var currentFolder: String { FileManager.default.currentDirectoryPath + "/." }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The names of the files in a folder, in order.
  static func files(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw Failure("cannot read \(folder): \(error.localizedDescription)")
    }
  }

  static func readData(_ path: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("cannot read \(path)")
    }
    return data
  }

  /// Writes a folder of files as a whole or not at all: beside its place first, then renamed. What
  /// was there goes. A file's name may have folders in it.
  static func writeFolder(_ files: [String: Data], to path: String) throws {
    let target = URL(fileURLWithPath: path).standardizedFileURL
    let parent = target.deletingLastPathComponent()
    if !exists(parent.path) {
      throw Failure("cannot write \(path): there is no folder \(parent.path)")
    }
    let mark = ".\(target.lastPathComponent)-\(ProcessInfo.processInfo.processIdentifier)"
    let fresh = parent.appendingPathComponent(mark + "-new")
    let old = parent.appendingPathComponent(mark + "-old")
    let manager = FileManager.default
    do {
      try manager.createDirectory(at: fresh, withIntermediateDirectories: false)
      for (name, data) in files {
        let file = fresh.appendingPathComponent(name)
        try manager.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
      }
      if exists(target.path) { try manager.moveItem(at: target, to: old) }
      try manager.moveItem(at: fresh, to: target)
      try? manager.removeItem(at: old)
    } catch {
      try? manager.removeItem(at: fresh)
      if !exists(target.path), exists(old.path) { try? manager.moveItem(at: old, to: target) }
      throw Failure("cannot write \(path): \(error.localizedDescription)")
    }
  }
}
