import Foundation
import RASP

/// Where a command writes: a path that a user gave, resolved once, links followed. What is checked
/// is what is written: the folder that holds it is open from then on.
struct OutputPath {
  /// As it was given, for messages.
  let shown: String
  /// The folder that holds it.
  let parent: Descriptor
  /// Its name there; `.` if it is the root.
  let name: String

  /// - Throws: a ``Failure`` if the path is empty, or leads nowhere.
  init(_ shown: String) throws {
    if shown.isEmpty {
      throw Failure("cannot write to an empty path: name a place (or is a variable not set?)")
    }
    if shown.utf8.contains(0) {
      throw Failure("cannot write \(shown.cut(to: 60)): a name has no NUL in it")
    }
    let place: (folder: String, name: String)
    do throws(SystemFault) {
      place = try OutputPath.resolve(shown)
      parent = try Descriptor(place.folder, O_RDONLY | O_DIRECTORY)
    } catch  where error.code == ENOENT {
      throw Failure("cannot write \(shown): there is no folder \(OutputPath.folder(of: shown))")
    } catch {
      throw Failure("cannot write \(shown): " + error.reason)
    }
    self.shown = shown
    name = place.name
  }

  /// A failure to write here.
  func failure(_ reason: String) -> Failure { Failure("cannot write \(shown): " + reason) }

  /// What is there; `nil` if nothing is.
  var status: stat? {
    get throws(SystemFault) {
      var status = stat()
      do throws(SystemFault) {
        _ = try SystemFault.check { fstatat(parent.number, name, &status, AT_SYMLINK_NOFOLLOW) }
        return status
      } catch {
        if error.code == ENOENT { return nil }
        throw error
      }
    }
  }

  /// Refuses folders that hold all that somebody has: the current one, the home, the root, and
  /// those that one of them is in.
  func refuseSharedFolders() throws {
    guard let status = try? status else { return }
    if OutputPath.isSame(status, "/") { throw failure("it is the root of all folders") }
    let home = getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) }
    let places = [
      ("the current folder", FileManager.default.currentDirectoryPath),
      ("your home", ProcessInfo.processInfo.environment["HOME"] ?? ""), ("your home", home ?? ""),
    ]
    for (what, path) in places where !path.isEmpty {
      var folder = (try? OutputPath.real(path)) ?? path
      if OutputPath.isSame(status, folder) {
        throw failure("it is \(what): name a folder that is for this alone")
      }
      while folder != "/" && !folder.isEmpty {
        folder = OutputPath.folder(of: folder)
        if OutputPath.isSame(status, folder) {
          throw failure("\(what) is in it: name a folder that is for this alone")
        }
      }
    }
  }

  private static func isSame(_ status: stat, _ path: String) -> Bool {
    var other = stat()
    return stat(path, &other) == 0 && other.st_dev == status.st_dev
      && other.st_ino == status.st_ino
  }
}

// MARK: Resolving

extension OutputPath {
  private static let mostLinks = 40

  /// The real folder that holds what a path leads to, and the name there, which is no link.
  private static func resolve(_ path: String) throws(SystemFault) -> (folder: String, name: String)
  {
    var path = path
    for _ in 0..<mostLinks {
      path = trimmed(path)
      let name = String(
        path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
      if name.isEmpty || name == "." || name == ".." {
        // Of these only the system knows the name.
        let folder = try real(path)
        if folder == "/" { return ("/", ".") }
        path = folder
        continue
      }
      let folder = try real(self.folder(of: path))
      guard let target = link(folder + "/" + name) else { return (folder, name) }
      path = target.hasPrefix("/") ? target : folder + "/" + target
    }
    throw SystemFault(code: ELOOP)
  }

  /// Without the slashes, and slashes with dots, at its end.
  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1 {
      if path.hasSuffix("/") {
        path = path.dropLast()
      } else if path.hasSuffix("/.") {
        path = path.count > 2 ? path.dropLast(2) : path.dropLast()
      } else {
        break
      }
    }
    return String(path)
  }

  /// The path of the folder that a path's last name is in.
  private static func folder(of path: String) -> String {
    guard let slash = trimmed(path).lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func real(_ path: String) throws(SystemFault) -> String {
    guard let text = realpath(path, nil) else { throw SystemFault(code: errno) }
    defer { free(text) }
    return String(cString: text)
  }

  /// Where a link points; `nil` if it is none.
  private static func link(_ path: String) -> String? {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &text, text.count)
    return count < 0
      ? nil : String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
