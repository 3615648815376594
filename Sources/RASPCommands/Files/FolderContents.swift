import Foundation
import RASP

/// What is in a folder: what a command wrote there, and what it did not.
struct FolderContents {
  /// The files and folders that were written, the inner ones first, the list of them left out.
  private(set) var own: [(path: String, isFolder: Bool)] = []
  /// All else, in order; folders end with a slash and are not looked into.
  private(set) var foreign: [String] = []
  /// Whether there is a list, readable or not.
  private(set) var hasMarker = false
  let marker: OutputMarker?

  private let files: Set<String>
  private let folders: Set<String>

  init(of folder: Descriptor) throws(SystemFault) {
    marker = OutputMarker(in: folder)
    files = Set(marker?.files ?? [])
    folders = marker?.folders ?? []
    try add(folder.number, "")
  }

  var isEmpty: Bool { own.isEmpty && foreign.isEmpty && !hasMarker }

  private mutating func add(_ folder: Int32, _ prefix: String) throws(SystemFault) {
    for name in try FolderContents.names(folder) {
      let path = prefix + name
      var status = stat()
      _ = try SystemFault.check { fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) }
      let type = status.st_mode & S_IFMT
      if type == S_IFREG && path == OutputMarker.fileName {
        hasMarker = true
      } else if type == S_IFREG && files.contains(path) {
        own.append((path, false))
      } else if type == S_IFDIR && folders.contains(path) {
        let inner = try Descriptor(name, in: folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        try add(inner.number, path + "/")
        own.append((path, true))
      } else {
        foreign.append(type == S_IFDIR ? path + "/" : path)
      }
    }
  }

  /// The names in an open folder, in order.
  static func names(_ folder: Int32) throws(SystemFault) -> [String] {
    let copy = try SystemFault.check { openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(copy) else {
      let code = errno
      close(copy)
      throw SystemFault(code: code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) {
          String(cString: $0)
        }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The foreign entries as a message tells them: a few, and how many more there are.
  var foreignText: String {
    let most = foreign.count <= 4 ? 4 : 3
    let shown = foreign.prefix(most).map { $0.cut(to: 60) }
    let rest = foreign.count - shown.count
    if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
    return shown.count < 2
      ? shown.joined() : shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1]
  }
}
