import ArgumentParser
import RASPText

/// What a text may use before it is stopped.
struct LimitOptions: ParsableArguments {
  @Option(help: "Steps that building a program may take.")
  var maxSteps: Int = Limits().steps

  @Option(help: "Calls within calls.")
  var maxDepth: Int = Limits().depth

  @Option(help: "Elements of one list, characters of one string.")
  var maxSize: Int = Limits().size

  @Option(help: "Elements of all lists and strings together.")
  var maxTotal: Int = Limits().total

  @Option(help: "Operations on s-ops and selectors.")
  var maxOperations: Int = Limits().operations

  var limits: Limits {
    Limits(
      steps: maxSteps, depth: maxDepth, size: maxSize, total: maxTotal, operations: maxOperations)
  }

  func validate() throws {
    if [maxSteps, maxDepth, maxSize, maxTotal, maxOperations].contains(where: { $0 < 1 }) {
      throw ValidationError("A limit must be at least 1")
    }
  }
}
