import ArgumentParser
import RASP

/// `rasp run`: a program on each input, one line of output an input.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a program on inputs and print the resulting sequences.",
    discussion: """
      An input that starts with [ is a JSON array; anything else is a string, one token a \
      character. Put -- before an input that starts with a dash. Without inputs, each line of \
      standard input is one.
      """)

  @OptionGroup var program: ProgramOptions

  @Flag(help: "Print one JSON object a line: input, output, layers.")
  var json = false

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Also print what each attention head does.")
  var trace = false

  func run() throws {
    let chosen = try program.choose()
    var runner = InputRunner(chosen, causal: causal, json: json, trace: trace)
    if chosen.inputs.isEmpty {
      try runner.runStandardInput()
    } else {
      let isOnly = chosen.inputs.count == 1
      runner.run(chosen.inputs) { isOnly ? "" : "input \($0 + 1): " }
    }
    if runner.hasFailed { throw Failure.alreadyReported }
  }
}
