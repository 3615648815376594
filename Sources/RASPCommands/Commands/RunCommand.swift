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
      standard input is one. With --format npy the input is a file of numpy's, or standard input, \
      and the result one of the same shape; each row of two dimensions is an input.
      """)

  @OptionGroup var program: ProgramOptions

  @Flag(help: "Print one JSON object a line: input, output, layers.")
  var json = false

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Also print what each attention head does.")
  var trace = false

  @Flag(help: "Print how each attention head would be evaluated, and run nothing.")
  var explain = false

  @Option(help: "How inputs are read and results written: json or npy.")
  var format = ColumnFormat.json

  @Option(
    name: .short,
    help: ArgumentHelp(
      "Where to write the result of --format npy; without it, to standard output.",
      valueName: "file"))
  var output: String?

  func validate() throws {
    switch format {
    case .json:
      if output != nil { throw ValidationError("-o goes with --format npy") }
    case .npy:
      for (isGiven, name) in [(json, "--json"), (trace, "--trace"), (explain, "--explain")]
      where isGiven {
        throw ValidationError("\(name) does not go with --format npy")
      }
      try program.expect(inputs: 1)
    }
  }

  func run() throws {
    if let notebook = program.notebookAlone, !explain {
      return try program.run(notebook: notebook)
    }
    let chosen = try program.choose()
    if explain { return try printPlans(chosen) }
    switch format {
    case .json: try runLines(chosen)
    case .npy: try runFile(chosen)
    }
  }

  private func runFile(_ chosen: ChosenProgram) throws {
    if output == nil && FileIO.outputIsTerminal {
      throw Failure("a file of numpy's is no text to show; give it a name with -o")
    }
    let run = NumpyRun(
      program: chosen.program(causal: causal), limit: TokenLimit(option: program.limits.maxTokens),
      path: chosen.inputs.first)
    let bytes = try run { chosen.failure($0) }
    if let output { try FileIO.write(bytes, to: output) } else { FileIO.print(bytes) }
  }

  private func runLines(_ chosen: ChosenProgram) throws {
    let work = RunWork(
      program: chosen.program(causal: causal), limit: TokenLimit(option: program.limits.maxTokens),
      json: json, trace: trace)
    var runner = InputRunner(work) { error in
      (error as? Diagnostic).map { chosen.failure($0) } ?? Failure(String(describing: error))
    }
    let lines = chosen.lines
    if lines.isEmpty {
      try runner.runStandardInput()
    } else {
      let isOnly = lines.count == 1
      runner.run(lines) { isOnly ? "" : "input \($0 + 1): " }
    }
    if runner.hasFailed { throw Failure.alreadyReported }
  }

  /// The plans for each input; without one, for 1,000 tokens.
  private func printPlans(_ chosen: ChosenProgram) throws {
    let compiled = chosen.program(causal: causal)
    let lengths = try chosen.inputs.map { try Input.parsing($0).tokens.count }
    for length in lengths.isEmpty ? [1_000] : lengths {
      FileIO.print("on \(length) tokens")
      FileIO.print(compiled.explain(length: length), terminator: "")
    }
  }
}
