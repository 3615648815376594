import Foundation

/// The folder of the built playground.
struct SiteFolder {
  let path: String

  /// Where `Scripts/playground` leaves the page, from the package's folder.
  private static let place = ".build-playground/site"

  /// Finds the page: in the folder that is named, or in the package that the executable or the
  /// current folder is in.
  ///
  /// - Throws: a ``Failure`` that says how to build it.
  init(named name: String?) throws {
    if let name {
      guard SiteFolder.isSite(name) else { throw Failure("there is no built page in \(name)") }
      path = name
      return
    }
    for start in [FileIO.executable, FileIO.currentFolder] {
      var folder = URL(fileURLWithPath: start)
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        let site = folder.appendingPathComponent(SiteFolder.place).path
        if SiteFolder.isSite(site) {
          path = site
          return
        }
      }
    }
    throw Failure(
      "the page is not built: run Scripts/playground, or name its folder with --site")
  }

  private static func isSite(_ folder: String) -> Bool {
    let names = (try? FileIO.files(in: folder)) ?? []
    return names.contains("index.html") && names.contains("module.js")
  }

  /// The files, by their names.
  func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileIO.files(in: path) {
      files[name] = try FileIO.readBytes(path + "/" + name, of: "the page")
    }
    return files
  }
}
