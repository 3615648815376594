import RASP

/// Runs a program on lines of text, many at once, and prints one line of output an input.
struct InputRunner {
  let program: Program
  let json: Bool
  let trace: Bool
  /// Whether an input could not be read or run.
  private(set) var hasFailed = false

  init(program: Program, json: Bool, trace: Bool) {
    (self.program, self.json, self.trace) = (program, json, trace)
  }

  /// What some inputs give: their output, and messages for those that fail.
  private struct Report {
    var output = ""
    var errors = ""
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
  mutating func run(_ inputs: [String?], place: @Sendable (Int) -> String) {
    let runner = self
    let reports = Parallel.map(inputs.count, atLeast: 64) { runner.report(inputs, $0, place) }
    for report in reports {
      if !report.output.isEmpty { FileIO.print(report.output, terminator: "") }
      if !report.errors.isEmpty {
        hasFailed = true
        FileIO.printError(report.errors, terminator: "")
      }
    }
  }

  private func report(
    _ lines: [String?], _ range: Range<Int>, _ place: (Int) -> String
  ) -> Report {
    var batch = Batch()
    let faults = range.map { number in fault { try add(lines[number], to: &batch) } }
    let outputs = program.run(batch)
    var (report, run) = (Report(), 0)
    for (number, fault) in zip(range, faults) {
      do {
        if let fault { throw fault }
        run += 1
        report.output += try text(lines[number] ?? "", outputs[run - 1].get())
      } catch let failure as Failure {
        for message in failure.messages { report.errors += "error: \(place(number))\(message)\n" }
      } catch {
        report.errors += "error: \(place(number))\(error)\n"
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
