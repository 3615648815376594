import Foundation
import RASPText

extension FileIO {
  /// Gives the modules beside a file, or in the current folder without one: `base` is `base.py`, a
  /// module of a package is in its folder, and a package's own text is its `__init__.py`.
  static func modules(beside path: String? = nil) -> (_ name: String) -> SourceText? {
    let folder =
      path.map { URL(fileURLWithPath: $0).deletingLastPathComponent().relativePath } ?? "."
    return { name in
      let path = folder + "/" + name.split(separator: ".").joined(separator: "/")
      for candidate in [path + ".py", path + "/__init__.py"] {
        if let bytes = contents(candidate) {
          return SourceText(bytes, name: folder == "." ? String(candidate.dropFirst(2)) : candidate)
        }
      }
      return nil
    }
  }
}
