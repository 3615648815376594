import Foundation

/// A folder that a command writes as a whole or not at all.
///
/// The files are written beside it, then the two folders exchange their names in one step: whenever
/// the process is killed, the old files or the new ones are in place, all of them. Only what an
/// ``OutputMarker`` lists is ever replaced.
struct OutputFolder {
  private let path: OutputPath
  private let kind: OutputMarker.Kind

  /// A folder by the path that a user gave.
  ///
  /// - Throws: a ``Failure`` if it must not be written: it is the current folder or the like, or it
  ///   holds what was not written by the same command.
  init(_ shown: String, _ kind: OutputMarker.Kind) throws {
    path = try OutputPath(shown)
    self.kind = kind
    try path.refuseSharedFolders()
    _ = try state()
  }

  /// Writes files, by their paths in the folder, in place of those that were written before.
  func write(_ files: [String: [UInt8]]) throws {
    do {
      try Staging.lock(path)
      defer { Staging.unlock(path) }
      let state = try state()
      do {
        try stage(files, mode: state.mode)
        try putInPlace(state)
      } catch {
        // What was made ready, never what was there: that has its name back.
        _ = try? Staging.remove(Staging.fresh, in: path.parent.number)
        throw error
      }
      try path.parent.synchronise()
    } catch let fault as SystemFault {
      throw path.failure(fault.reason)
    }
  }

  /// What is at the target.
  private struct State {
    var isEmpty = true
    /// The rights of the folder that is there.
    var mode: mode_t?
  }

  private func state() throws -> State {
    do {
      guard let status = try path.status else { return State() }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw path.failure("it is a file, not a folder")
      }
      let folder = try Descriptor(
        path.name, in: path.parent.number, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
      let contents = try FolderContents(of: folder)
      try refuseForeign(contents)
      return State(isEmpty: contents.isEmpty, mode: status.st_mode & 0o7777)
    } catch let fault as SystemFault {
      throw path.failure(fault.reason)
    }
  }

  private func refuseForeign(_ contents: FolderContents) throws {
    if let marker = contents.marker, marker.kind != kind {
      throw path.failure(
        "it holds a \(marker.kind.rawValue), not a \(kind.rawValue): "
          + "name another folder")
    }
    if contents.foreign.isEmpty { return }
    let list = contents.hasMarker ? "" : " (there is no \(OutputMarker.fileName))"
    throw path.failure(
      "it holds \(contents.foreignText), which rasp did not write\(list): name another folder")
  }

  /// Writes the files beside the target.
  private func stage(_ files: [String: [UInt8]], mode: mode_t?) throws(SystemFault) {
    let marker = OutputMarker(kind, folder: path.name, files: Array(files.keys))
    let parent = path.parent.number
    _ = try SystemFault.check { mkdirat(parent, Staging.fresh, 0o777) }
    let folder = try Descriptor(Staging.fresh, in: parent, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    // The list comes first, so that whatever is there is known for ours.
    try write(marker.bytes, OutputMarker.fileName, in: folder)
    for name in marker.folders.sorted() {
      _ = try SystemFault.check { mkdirat(folder.number, name, 0o777) }
    }
    for name in marker.files { try write(files[name] ?? [], name, in: folder) }
    if let mode { _ = try SystemFault.check { fchmod(folder.number, mode) } }
    try folder.synchronise()
  }

  private func write(
    _ bytes: [UInt8], _ name: String, in folder: Descriptor
  ) throws(SystemFault) {
    let file = try Descriptor(name, in: folder.number, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    try file.write(bytes)
    try file.synchronise()
  }

  private func putInPlace(_ state: State) throws {
    let parent = path.parent.number
    if state.isEmpty {
      // Fails if something has come there.
      return try Renaming.move(Staging.fresh, to: path.name, in: parent)
    }
    var former = Staging.fresh
    if try Renaming.exchange(Staging.fresh, path.name, in: parent) {
      try takeBackIfForeign()
    } else {
      former = Staging.old
      try replaceInTwoSteps()
    }
    guard (try? Staging.remove(former, in: parent)) == true else {
      throw path.failure(
        "the new files are in place, but what was there before is in "
          + "\(former) beside it and cannot be removed")
    }
  }

  /// Something may have come into the folder after it was looked at: then all is put back.
  private func takeBackIfForeign() throws {
    let parent = path.parent.number
    let former = try Descriptor(Staging.fresh, in: parent, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    let contents = try FolderContents(of: former)
    if contents.foreign.isEmpty { return }
    _ = try Renaming.exchange(Staging.fresh, path.name, in: parent)
    try refuseForeign(contents)
  }

  /// Where the system has no exchange. Killed in between, the next writer puts the old folder back.
  private func replaceInTwoSteps() throws(SystemFault) {
    let parent = path.parent.number
    try Renaming.move(path.name, to: Staging.old, in: parent)
    do throws(SystemFault) {
      try Renaming.move(Staging.fresh, to: path.name, in: parent)
    } catch {
      try? Renaming.move(Staging.old, to: path.name, in: parent)
      throw error
    }
  }
}
