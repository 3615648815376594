import ArgumentParser
import RASP
import RASPDiagram

/// `rasp draw`: the figure of a program on an input, as SVG.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a program on an input as SVG.")

  @OptionGroup var program: ProgramArgument

  @Argument(help: "The input, as in `rasp run`. Without it, the program's example is used.")
  var input: String?

  @Option(name: [.short, .customLong("output")], help: "The file to write.")
  var output: String?

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  func run() throws {
    let entry = try program.entry()
    let input = try input.map { try Input.parsing($0) } ?? entry.example
    let svg: String
    do {
      svg = try Figure.sop(entry.program, on: input, causal: causal)
    } catch {
      throw Failure(error.description)
    }
    if let output {
      try FileIO.write(svg, to: output)
    } else {
      FileIO.print(svg, terminator: "")
    }
  }
}
