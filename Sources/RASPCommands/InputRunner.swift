import RASP

/// Runs a program on lines of text, many at once, and prints one line of output an input.
struct InputRunner {
  private let chosen: ChosenProgram
  private let work: InputWork
  /// Whether an input could not be read or run.
  private(set) var hasFailed = false

  init(_ chosen: ChosenProgram, causal: Bool, json: Bool, trace: Bool) {
    self.chosen = chosen
    work = InputWork(program: chosen.program(causal: causal), json: json, trace: trace)
  }

  /// Runs each line of standard input. Lines that are there together are run together, so that a
  /// slow pipe or a terminal is answered line by line.
  mutating func runStandardInput() throws {
    if FileIO.inputIsTerminal {
      FileIO.printError("reading inputs, one a line; end with Ctrl-D")
    }
    var progress = Progress()
    try FileIO.forEachInputLines { lines in
      let done = progress.count
      progress.clear()
      run(lines) { "line \(done + $0 + 1): " }
      progress.add(lines.count)
    }
    progress.clear()
  }

  /// Runs inputs on all cores and prints their results in order. An error is reported behind its
  /// input's place and leaves the others alone.
  mutating func run(_ inputs: [String?], place: (Int) -> String) {
    let work = work
    let reports = Parallel.map(inputs.count, atLeast: 64) { work.report(inputs, $0) }
    for report in reports {
      if !report.output.isEmpty { FileIO.print(report.output, terminator: "") }
      for (number, error) in report.faults { reportFault(error, place(number)) }
    }
  }

  private mutating func reportFault(_ error: any Error, _ place: String) {
    hasFailed = true
    let failure =
      switch error {
      case let failure as Failure: failure
      case let diagnostic as Diagnostic: chosen.failure(diagnostic)
      default: Failure(String(describing: error))
      }
    for message in failure.messages { FileIO.printError("error: " + place + message) }
  }
}

/// What can be done on any thread: reading inputs, running the program, writing results.
private struct InputWork: Sendable {
  let program: Program
  let json: Bool
  let trace: Bool

  /// What some inputs give: their output, and the errors of those that fail, by their numbers.
  struct Report: Sendable {
    var output = ""
    var faults: [(number: Int, error: any Error)] = []
  }

  func report(_ lines: [String?], _ range: Range<Int>) -> Report {
    var batch = Batch()
    let faults = range.map { number in fault { try add(lines[number], to: &batch) } }
    let outputs = program.run(batch)
    var (report, run) = (Report(), 0)
    for (number, fault) in zip(range, faults) {
      do {
        if let fault { throw fault }
        run += 1
        report.output += try text(lines[number] ?? "", outputs[run - 1].get())
      } catch {
        report.faults.append((number, error))
      }
    }
    return report
  }

  private func add(_ line: String?, to batch: inout Batch) throws {
    guard let line else { throw Failure("the input is not UTF-8") }
    try batch.append(parsing: line)
  }

  /// The error of `body`, if it has one.
  private func fault(_ body: () throws -> Void) -> (any Error)? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func text(_ line: String, _ output: [Value]) throws -> String {
    guard json || trace else { return Value.jsonArray(output) + "\n" }
    let input = try Input.parsing(line)
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
