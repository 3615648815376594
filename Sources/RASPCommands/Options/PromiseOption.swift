import ArgumentParser
import RASP
import RASPCompiler

/// What is promised of all inputs.
struct PromiseOption: ParsableArguments {
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "What is true at every position of every input, such as that one token is a \"+\"; others do not count.",
      valueName: "expression"))
  var text: String?

  /// The inputs that are meant.
  ///
  /// - Parameter program: what may use names that the promise uses.
  func domain(
    vocabulary: [Value], maximumLength: Int, of program: ChosenProgram
  ) throws -> Domain {
    Domain(
      vocabulary: vocabulary, maximumLength: maximumLength,
      where: try text.map { try program.promise($0) })
  }
}
