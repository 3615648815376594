import Foundation

/// Files beside the package that describe the language; some checkouts do not have them.
public enum Shared {
  public static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["RASP_SHARED"] {
      return URL(fileURLWithPath: path)
    }
    return package.deletingLastPathComponent().appendingPathComponent("shared")
  }()

  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file, or `nil`, said aloud, where it is absent.
  public static func text(_ path: String) -> String? {
    let file = folder.appendingPathComponent(path)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      print("skipped: \(file.path) is not there")
      return nil
    }
    return text
  }
}
