import ArgumentParser
import RASP
import RASPText

/// `rasp accept`: a program as a recogniser: its value at the last position, one line an input.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Tell which inputs a program accepts: its value at their last position.",
    discussion: """
      Inputs are lines of tokens with spaces between them. Empty lines, and those that start with \
      //, are left out. Prints the verdict and the tokens, one line an input.
      """)

  @OptionGroup var program: ProgramOptions

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Print one JSON object a line: input, verdict.")
  var json = false

  func run() throws {
    try program.expect(inputs: 1)
    let chosen = try program.choose()
    let compiled = chosen.program(causal: causal)
    guard compiled.result == .sop else {
      throw Failure("the program is a selector: only an s-op accepts inputs")
    }
    let limit = TokenLimit(option: program.limits.maxTokens)
    let work = AcceptWork(program: compiled, limit: limit, json: json)
    var runner = InputRunner(work) { error in
      (error as? Diagnostic).map { chosen.failure($0) } ?? Failure(String(describing: error))
    }
    if let path = chosen.inputs.first {
      let lines = try AcceptCommand.lines(of: path)
      runner.run(lines) { "line \($0 + 1): " }
    } else {
      try runner.runStandardInput()
    }
    if runner.hasFailed { throw Failure.alreadyReported }
  }

  private static func lines(of path: String) throws -> [InputLine] {
    let source = try FileIO.readSource(path)
    let lines = source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.map { InputLine($0) }
  }
}

extension Value {
  /// A token as it stood in its line.
  fileprivate var text: String { if case .string(let text) = self { text } else { description } }
}

/// Reading lines of tokens, running the program, writing verdicts.
private struct AcceptWork: LineWork {
  let program: Program
  let limit: TokenLimit
  let json: Bool

  func report(_ lines: [InputLine], _ range: Range<Int>) -> LineReport {
    var (report, batch) = (LineReport(), Batch())
    var runs: [(number: Int, tokens: [Value])] = []
    for number in range {
      do {
        let tokens = AcceptWork.tokens(try limit.text(lines[number]))
        if tokens.isEmpty { continue }
        batch.append(tokens)
        runs.append((number, tokens))
      } catch {
        report.faults.append((number, error))
      }
    }
    let outputs = program.run(batch)
    for (index, run) in runs.enumerated() {
      do {
        report.output += text(run.tokens, try outputs[index].get())
      } catch {
        report.faults.append((run.number, error))
      }
    }
    report.faults.sort { $0.number < $1.number }
    return report
  }

  /// The tokens of a line; none if it is a comment.
  private static func tokens(_ line: String) -> [Value] {
    if line.hasPrefix("//") { return [] }
    return line.split(whereSeparator: \.isWhitespace).map { .string(String($0)) }
  }

  private func text(_ tokens: [Value], _ output: [Value]) -> String {
    let verdict = output.last?.json ?? "null"
    guard json else {
      return verdict + "  " + tokens.map { $0.text }.joined(separator: " ") + "\n"
    }
    var record = JSONRecord()
    record.add("input", Value.jsonArray(tokens))
    record.add("verdict", verdict)
    return record.text + "\n"
  }
}
