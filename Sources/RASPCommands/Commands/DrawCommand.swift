import ArgumentParser
import Foundation
import RASP
import RASPDiagram
import RASPModel

/// `rasp draw`: the figure of a program on an input, as SVG.
struct DrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw a program on an input as SVG.",
    discussion: """
      Without an input, the program's example is used. A program that fails on its input is drawn \
      up to the head that fails, with its row marked; the error is told all the same, and the exit \
      status is 1. With --weights, what is drawn is a model: for each head what it is meant to \
      attend to and what it attends to, and the residual stream.
      """)

  @Option(
    help: ArgumentHelp(
      "Draw the weights of a model that `rasp compile` wrote, on an input.",
      valueName: "model-dir"))
  var weights: String?

  @OptionGroup var program: ProgramOptions

  @Option(name: [.short, .customLong("output")], help: "The file to write.")
  var output: String?

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(
    help: "Draw lines from what each head puts out to the keys, queries and values made of it.")
  var links = false

  func run() throws {
    try checkOutput()
    if links && weights != nil { throw ValidationError("--links is for programs, not --weights") }
    guard let weights else { return try drawProgram() }
    try write(try drawWeights(weights))
  }

  private func write(_ svg: String) throws {
    if let output {
      try FileIO.write(svg, to: output)
    } else {
      FileIO.print(svg, terminator: "")
    }
  }

  /// The only word is the input then.
  private func drawWeights(_ folder: String) throws -> String {
    guard let word = program.words.first, program.words.count == 1 else {
      throw ValidationError("--weights takes one input and no program")
    }
    let model = try ModelFolder.read(folder)
    let tokens = try Input.parsing(word).tokens
    let ids: [Int32]
    do throws(InputFault) {
      ids = try Encoder(model.transformer).encode(tokens)
    } catch {
      throw Failure(error.description)
    }
    let trace = ForwardTrace(model.transformer, ids)
    if let (time, position) = trace.firstNotFinite {
      throw Failure(DrawCommand.notFinite(time, position))
    }
    return Figure.weights(trace, model: model.transformer, labels: model.labels, tokens: tokens)
  }

  private static func notFinite(_ time: Int, _ position: Int) -> String {
    let stage =
      time == 0
      ? "in the embedding"
      : "after the \(time % 2 == 1 ? "attention" : "MLP") of block \((time - 1) / 2)"
    let cell = position == 0 ? "BOS" : "position \(position - 1)"
    return "the residual stream stops being finite \(stage) at \(cell): the weights are too large "
      + "for float32"
  }

  /// A figure under the name of another kind of picture would open nowhere.
  private func checkOutput() throws {
    guard let output else { return }
    let name = (output as NSString)
    let others = ["png", "jpg", "jpeg", "gif", "webp", "pdf", "eps", "ps"]
    guard others.contains(name.pathExtension.lowercased()) else { return }
    let svg = name.deletingPathExtension + ".svg"
    throw Failure(
      "figures are SVG, not \(name.pathExtension): write to \(svg); "
        + "rsvg-convert \(svg) -o \(output) converts it")
  }

  /// A program that fails is drawn as far as it was computed, and fails then.
  private func drawProgram() throws {
    try program.expect(inputs: 1)
    let chosen = try program.choose()
    let input = try chosen.inputs.first.map { try Input.parsing($0) } ?? chosen.example
    let (trace, failure) = Trace.upToFailure(chosen.program(causal: causal), input)
    if trace.canBeDrawn { try write(links ? Figure.linked(trace) : Figure.trace(trace)) }
    if let failure { throw chosen.failure(failure) }
  }
}
