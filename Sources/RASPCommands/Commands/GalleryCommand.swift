import ArgumentParser
import RASP

/// `rasp gallery`: the programs that come with the tool.
struct GalleryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gallery", abstract: "List the programs that can be run by name.")

  func run() {
    let longest = Gallery.allEntries.map(\.name.count).max() ?? 0
    for entry in Gallery.allEntries {
      let name = entry.name.padding(to: longest)
      let layers = entry.program.layer
      FileIO.print(name + "  \(layers) layer" + (layers == 1 ? "   " : "s  ") + entry.summary)
    }
  }
}

extension String {
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
