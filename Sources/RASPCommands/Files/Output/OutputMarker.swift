import Foundation

/// The list, in each folder that a command writes, of the files that it wrote: those alone are
/// replaced when the folder is written again.
struct OutputMarker: Codable {
  /// What a command writes.
  enum Kind: String, Codable {
    case model
    case page
  }

  let format: String
  let kind: Kind
  /// The folder's name when it was written: what was between two names finds its way back.
  let folder: String
  /// The files, by their paths in the folder.
  let files: [String]

  /// The list's own name.
  static let fileName = ".rasp-files.json"

  private static let format = "files that rasp wrote and may replace"
  private static let largest = 1 << 24

  init(_ kind: Kind, folder: String, files: [String]) {
    format = OutputMarker.format
    self.kind = kind
    self.folder = folder
    self.files = files.sorted()
  }

  /// The list of an open folder; `nil` if there is none that can be read.
  init?(in folder: Descriptor) {
    guard
      let file = try? Descriptor(
        OutputMarker.fileName, in: folder.number, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      let bytes = (try? file.bytes(limit: OutputMarker.largest)) ?? nil,
      let marker = try? JSONDecoder().decode(OutputMarker.self, from: Data(bytes)),
      marker.format == OutputMarker.format
    else { return nil }
    self = marker
  }

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = (try? encoder.encode(self)) ?? Data()
    return [UInt8](data) + [UInt8(ascii: "\n")]
  }

  /// The folders that the files are in, by their paths.
  var folders: Set<String> {
    var folders: Set<String> = []
    for file in files {
      var end = file.startIndex
      while let slash = file[end...].firstIndex(of: "/") {
        folders.insert(String(file[..<slash]))
        end = file.index(after: slash)
      }
    }
    return folders
  }
}
