import ArgumentParser
import RASPText

/// What a text may use before it is stopped.
struct LimitOptions: ParsableArguments {
  @Option(help: "Steps that building a program may take.")
  var maxSteps: Int = Limits().steps

  @Option(help: "Calls within calls.")
  var maxDepth: Int = Limits().depth

  @Option(
    help: "Elements of one list, bytes of one string; + and * make strings of 65,536 at most.")
  var maxSize: Int = Limits().size

  @Option(help: "Elements of all lists and strings together.")
  var maxTotal: Int = Limits().total

  @Option(help: "Operations on s-ops and selectors.")
  var maxOperations: Int = Limits().operations

  @Option(help: "Tokens of one input.")
  var maxTokens: Int = 10_000_000

  var limits: Limits {
    Limits(
      steps: maxSteps, depth: maxDepth, size: maxSize, total: maxTotal, operations: maxOperations)
  }

  func validate() throws {
    try Count.check(maxSteps, "--max-steps", in: 1...1_000_000_000_000_000)
    try Count.check(maxDepth, "--max-depth", in: 1...1_000_000)
    try Count.check(maxSize, "--max-size", in: 1...100_000_000)
    try Count.check(maxTotal, "--max-total", in: 1...1_000_000_000)
    try Count.check(maxOperations, "--max-operations", in: 1...100_000_000)
    try Count.check(maxTokens, "--max-tokens", in: 1...1_000_000_000)
  }
}
