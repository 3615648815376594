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
      20,000,000), otherwise edge cases and random inputs.
      """)

  @OptionGroup var program: ProgramOptions
  @OptionGroup(title: "Model") var model: ModelOptions

  @Option(help: "How many random inputs to compare.")
  var samples: Int?

  @Flag(help: "Compare all inputs.")
  var exhaustive = false

  @Option(help: "Another seed gives other random inputs.")
  var seed: UInt64 = 1

  @Flag(help: "Print one JSON object.")
  var json = false

  private static let fewInputs = 200_000
  private static let manyInputs = 20_000_000

  func validate() throws {
    if let samples, samples < 0 { throw ValidationError("--samples is 0 or more") }
    if samples != nil && exhaustive {
      throw ValidationError("--samples and --exhaustive exclude each other")
    }
  }

  func run() throws {
    try program.expect(inputs: 0)
    let chosen = try program.choose()
    let compiled = try model.compile(chosen)
    let (inputs, isAll) = try inputs(compiled)
    let (program, transformer) = (compiled.program, compiled.transformer)
    let parts = Parallel.map(inputs.count, atLeast: 256) { range in
      var part = Equivalence()
      // Inputs of the vocabulary and of at most the maximum length are never at fault.
      try? part.compare(program, transformer, on: Array(inputs[range]))
      return part
    }
    var total = Equivalence()
    for part in parts { total.add(part) }
    report(total, isAll, compiled.sizes)
    if total.mismatchCount > 0 { throw Failure.alreadyReported }
  }

  private func inputs(_ compiled: CompiledModel) throws -> (inputs: [[Value]], isAll: Bool) {
    var samples = SampleInputs(compiled.program, compiled.domain, seed: seed)
    let limit = exhaustive ? VerifyCommand.manyInputs : VerifyCommand.fewInputs
    if self.samples == nil, compiled.domain.inputCount(upTo: limit) != nil {
      return (samples.all, true)
    }
    if exhaustive {
      throw Failure("there are more than \(limit) inputs: too many to compare all")
    }
    return (samples.edgeCases + samples.random(self.samples ?? 20_000), false)
  }

  private func report(_ result: Equivalence, _ isAll: Bool, _ sizes: Sizes) {
    if json { return FileIO.print(record(result, isAll, sizes).text) }
    let kind = isAll ? "all there are" : "random ones and edge cases"
    FileIO.print(
      "layers".padding(to: 12) + "\(sizes.layers), in \(sizes.blocks) block"
        + (sizes.blocks == 1 ? "" : "s"))
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

  private func record(_ result: Equivalence, _ isAll: Bool, _ sizes: Sizes) -> JSONRecord {
    var record = JSONRecord()
    record.add("layers", String(sizes.layers))
    record.add("blocks", String(sizes.blocks))
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
