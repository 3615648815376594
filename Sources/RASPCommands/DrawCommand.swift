import ArgumentParser
import RASP
import RASPDiagram

/// `rasp draw`: the figure of a program on an input, as SVG.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a program on an input as SVG.",
    discussion: "Without an input, the program's example is used.")

  @OptionGroup var program: ProgramOptions

  @Option(name: [.short, .customLong("output")], help: "The file to write.")
  var output: String?

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  func run() throws {
    try program.expect(inputs: 1)
    let chosen = try program.choose()
    let input = try chosen.inputs.first.map { try Input.parsing($0) } ?? chosen.example
    let svg: String
    do {
      svg = Figure.trace(try Trace(chosen.program(causal: causal), input))
    } catch {
      throw chosen.failure(error)
    }
    if let output {
      try FileIO.write(svg, to: output)
    } else {
      FileIO.print(svg, terminator: "")
    }
  }
}
