import ArgumentParser
import RASP
import RASPCompiler
import RASPModel

/// `rasp verify`: a compiled model against the evaluator, token by token.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare a program's weights with the program itself.",
    discussion: """
      All inputs are compared if there are at most 200,000 (with --exhaustive, at most \
      20,000,000), otherwise edge cases and random inputs. `rasp verify MODEL_DIR` compares a model \
      that `rasp compile` wrote with the program that it was compiled from, which its folder holds, on \
      inputs of its own vocabulary and lengths; with --weights, with a program that you name.
      """)

  @OptionGroup var program: ProgramOptions
  @OptionGroup(title: "Model") var model: ModelOptions

  @Option(
    help: ArgumentHelp(
      "Compare a model that `rasp compile` wrote, and compile nothing.", valueName: "model-dir"))
  var weights: String?

  @Option(help: "How many random inputs to compare.")
  var samples: Int?

  @Flag(help: "Compare all inputs.")
  var exhaustive = false

  @Flag(help: "Print one JSON object.")
  var json = false

  private static let fewInputs = 200_000
  private static let manyInputs = 20_000_000

  func validate() throws {
    if let samples {
      try Count.check(samples, "--samples", in: 0...VerifyCommand.manyInputs)
    }
    if weights == nil && modelFolder == nil {
      try model.checkGiven()
    } else if model.areGiven {
      throw ValidationError("a model that is there has a vocabulary and a length of its own")
    }
    if samples != nil && exhaustive {
      throw ValidationError("--samples and --exhaustive exclude each other")
    }
  }

  func run() throws {
    try program.expect(inputs: 0)
    let comparison = try comparison()
    let samples = SampleInputs(
      comparison.program, comparison.domain, seed: program.random.seed ?? 1)
    let limit = exhaustive ? VerifyCommand.manyInputs : VerifyCommand.fewInputs
    let (total, isAll): (Equivalence, Bool)
    if self.samples == nil, let count = samples.allCount(upTo: limit) {
      (total, isAll) = (comparison.ofAll(samples, count), true)
    } else if exhaustive {
      throw Failure("there are more than \(limit) inputs: too many to compare all")
    } else {
      (total, isAll) = (comparison.ofRandom(samples, self.samples ?? 20_000), false)
    }
    report(total, isAll: isAll, comparison: comparison)
    if total.mismatchCount > 0 { throw Failure.alreadyReported }
  }

  /// The folder of a model, if that is all that was named.
  private var modelFolder: String? {
    guard weights == nil, program.source == nil, let word = program.words.first,
      FileIO.exists(word + "/model.json")
    else { return nil }
    return word
  }

  private func comparison() throws -> Comparison {
    if let modelFolder {
      let record = try ProgramRecord.read(modelFolder)
      let chosen = try record.program(limits: program.limits.limits)
      return try read(modelFolder, chosen, where: record.promise)
    }
    let chosen = try program.choose()
    guard let weights else { return try compile(chosen) }
    let promise = (try? ProgramRecord.read(weights))?.promise
    return try read(weights, chosen, where: promise)
  }

  private func compile(_ chosen: ChosenProgram) throws -> Comparison {
    let compiled = try model.compile(chosen)
    return Comparison(
      program: compiled.program, transformer: compiled.transformer, domain: compiled.domain)
  }

  /// - Parameter promise: what the folder says that was promised of inputs.
  private func read(
    _ folder: String, _ chosen: ChosenProgram, where promise: String? = nil
  ) throws -> Comparison {
    let transformer = try ModelFolder.read(folder).transformer
    return Comparison(
      program: chosen.program(causal: transformer.isCausal), transformer: transformer,
      domain: Domain(
        vocabulary: transformer.vocabulary, maximumLength: transformer.maximumLength,
        where: try promise.map { try chosen.promise($0) }))
  }

  private func report(_ result: Equivalence, isAll: Bool, comparison: Comparison) {
    if json { return FileIO.print(record(result, isAll: isAll, comparison: comparison).text) }
    let kind = isAll ? "all there are" : "random ones and edge cases"
    FileIO.print(
      "layers".padding(to: 12) + "\(comparison.program.layer), in \(comparison.blocks) block"
        + (comparison.blocks == 1 ? "" : "s"))
    FileIO.print("inputs".padding(to: 12) + "\(result.inputs), " + kind)
    FileIO.print("positions".padding(to: 12) + String(result.positions))
    if result.failures > 0 {
      FileIO.print("failures".padding(to: 12) + "\(result.failures) inputs without a value")
    }
    FileIO.print("mismatches".padding(to: 12) + String(result.mismatchCount))
    if let (margin, input) = result.smallestMargin {
      let text = margin.isFinite ? String(margin) : "unbounded, there is one output"
      FileIO.print("margin".padding(to: 12) + text + " at least, on " + Value.jsonArray(input))
    }
    for mismatch in result.mismatches {
      let found = mismatch.predicted?.description ?? "nothing"
      FileIO.print(
        "  " + Value.jsonArray(mismatch.input) + " at position \(mismatch.position): the program "
          + "gives \(mismatch.expected.description), the weights \(found)")
    }
  }

  private func record(_ result: Equivalence, isAll: Bool, comparison: Comparison) -> JSONRecord {
    var record = JSONRecord()
    record.add("layers", String(comparison.program.layer))
    record.add("blocks", String(comparison.blocks))
    record.add("exhaustive", isAll ? "true" : "false")
    record.add("inputs", String(result.inputs))
    record.add("positions", String(result.positions))
    record.add("failures", String(result.failures))
    record.add("mismatches", String(result.mismatchCount))
    let margin = result.smallestMargin.map { $0.margin.isFinite ? String($0.margin) : "null" }
    record.add("margin", margin ?? "null")
    record.add("first", jsonArray(result.mismatches.map { self.record($0).text }))
    return record
  }

  private func record(_ mismatch: Equivalence.Mismatch) -> JSONRecord {
    var record = JSONRecord()
    record.add("input", Value.jsonArray(mismatch.input))
    record.add("position", String(mismatch.position))
    record.add("expected", mismatch.expected.json)
    record.add("predicted", mismatch.predicted?.json ?? "null")
    return record
  }
}

/// Compares a program with weights on all cores. Inputs are made as they are compared, some
/// thousands at a time.
private struct Comparison {
  let program: Program
  let transformer: Transformer
  let domain: Domain

  var blocks: Int { transformer.blocks.count }

  private static let atOnce = 1 << 14

  func ofAll(_ samples: SampleInputs, _ count: Int) -> Equivalence {
    sum(count) { part, range in
      for first in stride(from: range.lowerBound, to: range.upperBound, by: Comparison.atOnce) {
        compare(samples.all(first..<min(range.upperBound, first + Comparison.atOnce)), &part)
      }
    }
  }

  func ofRandom(_ samples: SampleInputs, _ count: Int) -> Equivalence {
    var samples = samples
    var total = of(samples.edgeCases)
    for first in stride(from: 0, to: count, by: Comparison.atOnce) {
      total.add(of(samples.random(min(count - first, Comparison.atOnce))))
    }
    return total
  }

  private func of(_ inputs: [[Value]]) -> Equivalence {
    sum(inputs.count) { part, range in compare(Array(inputs[range]), &part) }
  }

  private func sum(
    _ count: Int, _ body: @Sendable (inout Equivalence, Range<Int>) -> Void
  ) -> Equivalence {
    var total = Equivalence()
    let parts = Parallel.map(count, atLeast: 256) { range in
      var part = Equivalence()
      body(&part, range)
      return part
    }
    for part in parts { total.add(part) }
    return total
  }

  private func compare(_ inputs: [[Value]], _ part: inout Equivalence) {
    // Inputs of the vocabulary and of at most the maximum length are never at fault.
    try? part.compare(program, transformer, on: inputs)
  }
}
