import Foundation

/// Folders that are read.
extension FileIO {
  /// The path of the running program.
  static var executable: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }

  /// The current folder, with a slash at its end.
  static var currentFolder: String { FileManager.default.currentDirectoryPath + "/." }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The names of the files in a folder, in order; the list of ``OutputMarker`` left out.
  static func files(in folder: String) throws -> [String] {
    do throws(SystemFault) {
      let folder = try Descriptor(folder, O_RDONLY | O_DIRECTORY)
      return try FolderContents.names(folder.number).filter { $0 != OutputMarker.fileName }
    } catch {
      throw Failure("cannot read \(folder): " + error.reason)
    }
  }

  /// Makes a folder if there is none.
  static func makeFolder(_ path: String) throws {
    do throws(SystemFault) {
      _ = try SystemFault.check { mkdir(path, 0o777) }
    } catch  where error.code == EEXIST && isFolder(path) {
      return
    } catch {
      throw Failure(
        "cannot make the folder \(path): "
          + (error.code == EEXIST ? "something else has that name" : error.reason))
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
