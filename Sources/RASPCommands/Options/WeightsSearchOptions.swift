import ArgumentParser
import RASP
import RASPCompiler
import RASPOptimizer

/// Whether smaller weights are searched for before a program is compiled.
struct WeightsSearchOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Compile a program of the same values with smaller weights, if one is found.",
      discussion: "What is found holds on every input, where the program gives a value."))
  var optimize = false

  @Option(help: ArgumentHelp("The most seconds to search.", valueName: "s"))
  var budget: Int?

  @Flag(help: "Compile what is only tested, too.")
  var allowTested = false

  func check() throws {
    if let budget, budget < 1 { throw ValidationError("--budget takes a number from 1") }
    if !optimize && (budget != nil || allowTested) {
      throw ValidationError("--budget and --allow-tested are of --optimize")
    }
  }

  /// What to compile; `nil` if nothing is to be searched for.
  func choose(_ program: ChosenProgram, _ model: ModelOptions) throws -> SmallestWeights? {
    if !optimize { return nil }
    var options = OptimizerOptions.forWeights
    let end = ContinuousClock.now.advanced(by: .seconds(budget ?? 60))
    Interrupts.catchSignals()
    options.isStopped = { Interrupts.happened || ContinuousClock.now >= end }
    return try model.smallest(program, options, allowsTested: allowTested)
  }

  func text(_ choice: SmallestWeights) -> String {
    let before = choice.original
    guard let evidence = choice.evidence else { return "unchanged   nothing smaller was found" }
    return """
      before      \(before.layers) layers, \(before.parameters) parameters, \
      \(before.nonZeroParameters) of them not zero
      evidence    \(evidence)
      """
  }

  func add(_ choice: SmallestWeights, to record: inout JSONRecord) {
    record.add("nonzero_parameters_before", String(choice.original.nonZeroParameters))
    record.add("evidence", choice.evidence.map { Value.string($0.description).json } ?? "null")
  }
}
