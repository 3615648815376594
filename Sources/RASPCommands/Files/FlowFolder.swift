import Foundation
import RASP
import RASPDiagram
import RASPText

/// The folder of the computation flows that programs draw, made when the first is drawn.
enum FlowFolder {
  static let path = "comp_flows"

  /// Writes a figure, and says on standard error where it is.
  ///
  /// - Returns: what went wrong, or `nil`.
  static func write(_ drawing: FlowDrawing) -> String? {
    do {
      let svg = try Figure.flow(drawing.sop, on: drawing.input, naming: drawing.steps)
      try FileIO.makeFolder(path)
      let name = drawing.name.replacingOccurrences(of: "/", with: "∕").cut(to: 80)
      let file = path + "/" + name + ".svg"
      try FileIO.write(svg, to: file)
      FileIO.printError("wrote " + file)
      return nil
    } catch let failure as Failure {
      return failure.messages.joined(separator: "\n")
    } catch {
      return String(describing: error)
    }
  }
}
