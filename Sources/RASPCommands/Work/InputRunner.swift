import RASP

/// What some inputs give: their output, and the errors of those that fail, by their numbers.
struct LineReport: Sendable {
  var output = ""
  var faults: [(number: Int, error: any Error)] = []
}

/// What is done with inputs, on any thread.
protocol LineWork: Sendable {
  /// How long a line may be.
  var limit: TokenLimit { get }

  /// What the lines with these numbers give.
  func report(_ lines: [InputLine], _ range: Range<Int>) -> LineReport
}

/// Works on lines of text, many at once, and prints one line of output an input.
struct InputRunner<Work: LineWork> {
  private let work: Work
  /// What an error that is no `Failure` says.
  private let describe: (any Error) -> Failure
  /// Whether an input could not be read or run.
  private(set) var hasFailed = false

  init(_ work: Work, describe: @escaping (any Error) -> Failure) {
    self.work = work
    self.describe = describe
  }

  /// Runs each line of standard input. Lines that are there together are run together, so that a
  /// slow pipe or a terminal is answered line by line.
  mutating func runStandardInput() throws {
    if FileIO.inputIsTerminal {
      FileIO.printError("reading inputs, one a line; end with Ctrl-D")
    }
    var progress = Progress()
    try FileIO.forEachInputLines(longest: work.limit.lineBytes) { lines in
      let done = progress.count
      progress.clear()
      run(lines) { "line \(done + $0 + 1): " }
      progress.add(lines.count)
    }
    progress.clear()
  }

  /// Runs inputs on all cores and prints their results in order. An error is reported behind its
  /// input's place and leaves the others alone.
  mutating func run(_ inputs: [InputLine], place: (Int) -> String) {
    let work = work
    let reports = Parallel.map(inputs.count, atLeast: 64) { work.report(inputs, $0) }
    if reports.contains(where: { !$0.faults.isEmpty }) { hasFailed = true }
    // What is done is written whole, also when Ctrl-C comes.
    Interrupts.finish {
      for report in reports {
        if !report.output.isEmpty { FileIO.print(report.output, terminator: "") }
        for (number, error) in report.faults { reportFault(error, place(number)) }
      }
    }
  }

  private func reportFault(_ error: any Error, _ place: String) {
    let failure = error as? Failure ?? describe(error)
    for message in failure.messages { FileIO.printError("error: " + place + message) }
  }
}

/// Reading inputs, running the program, writing results.
struct RunWork: LineWork {
  let program: Program
  let limit: TokenLimit
  let json: Bool
  let trace: Bool

  func report(_ lines: [InputLine], _ range: Range<Int>) -> LineReport {
    var batch = Batch()
    let faults = range.map { number in fault { try add(lines[number], to: &batch) } }
    let outputs = program.run(batch)
    var (report, run) = (LineReport(), 0)
    for (number, fault) in zip(range, faults) {
      do {
        if let fault { throw fault }
        run += 1
        report.output += try text(limit.text(lines[number]), outputs[run - 1].get())
      } catch {
        report.faults.append((number, error))
      }
    }
    return report
  }

  private func add(_ line: InputLine, to batch: inout Batch) throws {
    try batch.append(parsing: try limit.text(line))
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
