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
    let compiled = chosen.program(causal: causal)
    var hasFailed = false
    if chosen.inputs.isEmpty {
      if FileIO.inputIsTerminal {
        FileIO.printError("reading inputs, one a line; end with Ctrl-D")
      }
      var number = 0
      try FileIO.forEachInputLine { line in
        number += 1
        if !run(chosen, compiled, line, "line \(number): ") { hasFailed = true }
      }
    } else {
      for (index, input) in chosen.inputs.enumerated() {
        let place = chosen.inputs.count == 1 ? "" : "input \(index + 1): "
        if !run(chosen, compiled, input, place) { hasFailed = true }
      }
    }
    if hasFailed { throw Failure.alreadyReported }
  }

  /// Runs one input; an error is reported behind its place and leaves the others alone.
  private func run(
    _ chosen: ChosenProgram, _ program: Program, _ text: String?, _ place: String
  ) -> Bool {
    do {
      guard let text else { throw Failure("the input is not UTF-8") }
      FileIO.print(try result(program, Input.parsing(text)), terminator: "")
      return true
    } catch let diagnostic as Diagnostic {
      report(chosen.failure(diagnostic), place)
    } catch {
      report(error as? Failure ?? Failure(String(describing: error)), place)
    }
    return false
  }

  private func report(_ failure: Failure, _ place: String) {
    for message in failure.messages { FileIO.printError("error: " + place + message) }
  }

  private func result(_ program: Program, _ input: Input) throws -> String {
    let output = try program.run(input.tokens)
    let trace = trace ? try Trace(program, input) : nil
    guard json else {
      return (trace.map { $0.headsText + "\n" } ?? "") + Value.jsonArray(output) + "\n"
    }
    var record = JSONRecord()
    record.add("input", Value.jsonArray(input.tokens))
    record.add("output", Value.jsonArray(output))
    record.add("layers", String(program.layer))
    if let trace { record.add("heads", HeadRecords.json(trace)) }
    return record.text + "\n"
  }
}
