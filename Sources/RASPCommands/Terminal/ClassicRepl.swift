import Foundation
import RASP
import RASPDiagram
import RASPSyntax

/// A conversation in the RASP dialect: prints what the language's first implementation prints, on a
/// pipe prompts and all; on a terminal lines can be edited.
final class ClassicRepl {
  private let conversation: ClassicConversation

  init(limits: Limits) {
    conversation = ClassicConversation(
      limits: limits, isCancelled: { Interrupts.happened },
      read: { FileIO.contents($0) }, draw: { ClassicRepl.write($0) },
      print: { FileIO.print($0, terminator: "") })
  }

  /// Loads a file as if the first line said so.
  func load(_ path: String) {
    let name = path.hasSuffix(".rasp") ? String(path.dropLast(5)) : path
    conversation.enter("load \"" + name + "\";")
  }

  /// Reads and answers until the end of the input or `exit`.
  func run() {
    let editor = LineEditor { [conversation] word in
      conversation.names.filter { $0.hasPrefix(word) }
    }
    while !conversation.isOver {
      if !editor.isInteractive { FileIO.print(conversation.prompt, terminator: "") }
      switch editor.read(prompt: conversation.prompt) {
      case .line(let line): conversation.enter(line)
      case .interrupted:
        conversation.interrupt()
        FileIO.print("")
      case .end:
        FileIO.print("")
        return
      }
    }
  }

  /// The folder for figures, made when the first is drawn.
  static let folder = "comp_flows"

  /// Writes a figure, and says on standard error where it is.
  static func write(_ drawing: ClassicDrawing) -> String? {
    do {
      let svg = try Figure.flow(drawing.sop, on: drawing.input, naming: drawing.steps)
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let name = drawing.name.replacingOccurrences(of: "/", with: "∕").cut(to: 80)
      let path = folder + "/" + name + ".svg"
      try FileIO.write(svg, to: path)
      FileIO.printError("wrote " + path)
      return nil
    } catch let failure as Failure {
      return failure.messages.joined(separator: "\n")
    } catch {
      return String(describing: error)
    }
  }
}
