import Foundation

/// The name beside a target under which it is made ready.
///
/// There is one for each user in each folder, and a lock on that folder, which the system gives back
/// when a process dies: so whoever has the lock knows that what is there was left by a dead process.
enum Staging {
  /// What is being made; after an exchange, what was there before.
  static let fresh = ".rasp-new-\(getuid())"
  /// What was there before, where the system has no exchange.
  static let old = ".rasp-old-\(getuid())"

  /// How long to wait for another process, in tenths of a second.
  private static let patience = 300

  /// Takes the folder that a target is in, waiting for others, and clears what dead ones left. It is
  /// given back when the folder is closed.
  static func lock(_ path: OutputPath) throws {
    for _ in 0..<patience {
      do throws(SystemFault) {
        _ = try SystemFault.check { flock(path.parent.number, LOCK_EX | LOCK_NB) }
        return try clean(path)
      } catch  where error.code == EWOULDBLOCK {
        usleep(100_000)
      } catch {
        // A place without locks: then what is left over is an error, not cleared.
        return
      }
    }
    throw path.failure("another rasp writes beside it; try again when it has ended")
  }

  static func unlock(_ path: OutputPath) { flock(path.parent.number, LOCK_UN) }

  /// Removes what processes left that died, and puts back what one had moved away.
  private static func clean(_ path: OutputPath) throws(SystemFault) {
    let parent = path.parent.number
    if let name = try name(ofUnfinished: parent) {
      try Renaming.move(old, to: name, in: parent)
    }
    for name in [old, fresh] { _ = try remove(name, in: parent) }
  }

  /// The name that ``old`` had, if its successor did not get there.
  private static func name(ofUnfinished parent: Int32) throws(SystemFault) -> String? {
    guard exists(old, in: parent), exists(fresh, in: parent) else { return nil }
    let folder = try Descriptor(fresh, in: parent, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    guard let name = OutputMarker(in: folder)?.folder, !name.isEmpty, !name.contains("/"),
      name != "..", !exists(name, in: parent)
    else { return nil }
    return name
  }

  private static func exists(_ name: String, in folder: Int32) -> Bool {
    var status = stat()
    return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Removes a file, or a folder with what was written into it.
  ///
  /// - Returns: whether it is gone; a folder that holds anything else stays as it is.
  static func remove(_ name: String, in parent: Int32) throws(SystemFault) -> Bool {
    var status = stat()
    guard fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return true }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      _ = try SystemFault.check { unlinkat(parent, name, 0) }
      return true
    }
    let folder = try Descriptor(name, in: parent, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    let contents = try FolderContents(of: folder)
    guard contents.foreign.isEmpty else { return false }
    for entry in contents.own {
      _ = try SystemFault.check {
        unlinkat(folder.number, entry.path, entry.isFolder ? AT_REMOVEDIR : 0)
      }
    }
    if contents.hasMarker {
      _ = try SystemFault.check { unlinkat(folder.number, OutputMarker.fileName, 0) }
    }
    _ = try SystemFault.check { unlinkat(parent, name, AT_REMOVEDIR) }
    return true
  }
}
