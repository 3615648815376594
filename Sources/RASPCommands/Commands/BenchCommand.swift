import ArgumentParser
import Foundation
import RASP

/// `rasp bench`: how long a program takes on random inputs.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure a program on random inputs.",
    discussion: """
      Inputs are the same in every run. Without --alphabet or --integers they are like the \
      program's example. The time is that of evaluating, not of starting or of making inputs.
      """)

  @OptionGroup var program: ProgramOptions

  @Option(help: "The number of tokens of each input.")
  var length: Int

  @Option(help: "How many inputs are run at once, on all cores.")
  var batch = 1

  @Option(help: ArgumentHelp("Tokens are taken from these characters.", valueName: "characters"))
  var alphabet: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tokens are integers from LOW to HIGH.", valueName: "LOW..HIGH"))
  var integers: String?

  @Option(name: .customLong("repeat"), help: "How often to measure.")
  var repetitions = 9

  @Flag(help: "Measure from typed columns to typed columns, without a value for each token.")
  var columns = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    try Count.check(length, "--length", in: 0...RandomInputs.limit)
    try Count.check(batch, "--batch", in: 1...RandomInputs.limit)
    try Count.check(repetitions, "--repeat", in: 1...1_000_000)
    if alphabet != nil && integers != nil {
      throw ValidationError("--alphabet and --integers exclude each other")
    }
    if length * batch > RandomInputs.limit {
      throw ValidationError("--length times --batch is limited to \(RandomInputs.limit) tokens")
    }
  }

  func run() throws {
    try program.expect(inputs: 0)
    let chosen = try program.choose()
    let kind = try RandomInputs.Kind(
      alphabet: alphabet, integers: integers, example: chosen.example)
    var inputs = RandomInputs(kind)
    let sequences = (0..<batch).map { _ in inputs.sequence(length) }
    let seconds = try measure(chosen, columns ? .init(joining: sequences) : .init(sequences))
      .sorted()
    report(chosen.name, median: seconds[seconds.count / 2], least: seconds[0])
  }

  /// The inputs in the form that is measured, made before.
  private enum Work {
    case values([Value])
    case column(TypedColumn)
    case batch(Batch)

    init(_ sequences: [[Value]]) {
      self = sequences.count == 1 ? .values(sequences[0]) : .batch(Batch(sequences))
    }

    init(joining sequences: [[Value]]) {
      let column = TypedColumn(Array(sequences.joined()))
      let starts = sequences.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
      let batch = sequences.count == 1 ? nil : Batch(column, starts: starts)
      self = batch.map { .batch($0) } ?? .column(column)
    }

    func run(_ program: Program) throws(Diagnostic) {
      switch self {
      case .values(let values): _ = try program.run(values)
      case .column(let column): _ = try program.run(column)
      case .batch(let batch): _ = try program.runOnAllCores(batch).first?[0].get()
      }
    }
  }

  private func measure(_ chosen: ChosenProgram, _ work: Work) throws -> [Double] {
    let program = chosen.program()
    let clock = ContinuousClock()
    return try (0..<repetitions).map { _ in
      let start = clock.now
      do throws(Diagnostic) { try work.run(program) } catch { throw chosen.failure(error) }
      return (clock.now - start) / .seconds(1)
    }
  }

  private func report(_ name: String, median: Double, least: Double) {
    let perSecond = Double(batch) / max(median, 1e-9)
    var record = JSONRecord()
    record.add("program", Value.string(name).json)
    record.add("length", String(length))
    record.add("batch", String(batch))
    record.add("seconds_median", String(median))
    record.add("seconds_min", String(least))
    record.add("sequences_per_second", String(perSecond.rounded()))
    record.add("tokens_per_second", String((perSecond * Double(length)).rounded()))
    record.add("peak_bytes", String(FileIO.peakMemory))
    if json { return FileIO.print(record.text) }
    let what = batch == 1 ? "\(length) tokens" : "\(batch) inputs of \(length) tokens"
    FileIO.print(
      "\(name) on \(what): median \(Self.text(median)), least \(Self.text(least)), "
        + "\(Int(perSecond)) inputs/s, peak memory \(FileIO.peakMemory >> 20) MB")
  }

  private static func text(_ seconds: Double) -> String {
    let (scale, unit) = seconds < 1e-3 ? (1e6, "µs") : seconds < 1 ? (1e3, "ms") : (1, "s")
    return String((seconds * scale * 100).rounded() / 100) + " " + unit
  }
}

extension Program {
  /// The results of a batch, in pieces of neighbouring sequences.
  func runOnAllCores(_ batch: Batch) -> [BatchOutput] {
    // A piece has enough tokens to be worth a thread.
    let smallest = batch.count * 8_192 / max(1, batch.tokenCount) + 1
    return Parallel.map(batch.count, atLeast: smallest) { run(batch, $0) }
  }
}
