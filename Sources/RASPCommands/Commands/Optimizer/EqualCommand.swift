import ArgumentParser
import RASP
import RASPCompiler
import RASPOptimizer
import RASPSyntax
import RASPText

/// `rasp equal`: whether two programs give the same values.
struct EqualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "equal", abstract: "Tell whether two programs are equal, or on what they differ.",
    discussion: """
      All inputs up to some length are run, and random ones beyond; the answer says which. If the \
      programs differ, the input is printed, and the exit status is 1.
      """)

  @OptionGroup var program: ProgramOptions

  @Option(
    help: ArgumentHelp(
      "The tokens: these characters, or a JSON array of values.", valueName: "chars-or-json"))
  var vocabulary: String

  @Option(help: ArgumentHelp("The most tokens of an input.", valueName: "n"))
  var maxLength: Int

  @Option(help: ArgumentHelp("The most inputs to try in order of length.", valueName: "n"))
  var inputs = 1_000_000

  @Option(help: ArgumentHelp("The random inputs to try beyond them.", valueName: "n"))
  var random = 100_000

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var promise: PromiseOption

  func validate() throws {
    if maxLength < 0 { throw ValidationError("--max-length takes a number from 0") }
    if inputs < 1 { throw ValidationError("--inputs takes a number from 1") }
    if random < 0 { throw ValidationError("--random takes a number from 0") }
  }

  func run() throws {
    let (chosen, second) = try programs()
    let first = chosen.program(causal: causal)
    Interrupts.catchSignals()
    var effort = Comparison.Effort()
    (effort.enumerated, effort.random) = (inputs, random)
    effort.seed = program.random.seed ?? 1
    effort.isStopped = { Interrupts.happened }
    let tokens = try Input.parsing(vocabulary).tokens
    if tokens.isEmpty { throw Failure("the vocabulary has no tokens") }
    let comparison = Comparison(
      first, second,
      on: try promise.domain(vocabulary: tokens, maximumLength: maxLength, of: chosen),
      effort: effort)
    FileIO.print(json ? record(comparison).text : text(comparison))
    if comparison.difference != nil { throw Failure.alreadyReported }
  }

  private func programs() throws -> (ChosenProgram, Program) {
    try program.expect(inputs: 1)
    var other = program
    other.source = nil
    other.words = Array(program.words.suffix(1))
    if program.words.count < (program.source == nil ? 2 : 1) {
      throw ValidationError("Missing expected argument '<the other program>'")
    }
    if Dialect.ofFile(other.words[0]) == nil { other.expression = nil }
    let programs = try (program.choose(), other.choose())
    for chosen in [programs.0, programs.1] where chosen.program().result == .selector {
      throw Failure("`\(chosen.name.cut(to: 60))` is a selector; sequences are compared")
    }
    return (programs.0, programs.1.program(causal: causal))
  }

  // MARK: What is printed

  private func text(_ comparison: Comparison) -> String {
    if let evidence = comparison.evidence {
      return "equal       " + evidence.description + failing(comparison)
    }
    guard let difference = comparison.difference else { return "" }
    return """
      different   \(difference.isShortest
        ? "no shorter input tells them apart" : "a shorter input may tell them apart")
      input       \(Value.jsonArray(difference.input))
      first       \(text(difference.first))
      second      \(text(difference.second))
      """
  }

  private func failing(_ comparison: Comparison) -> String {
    comparison.failures == 0 ? "" : "; both fail on \(comparison.failures) of them"
  }

  private func text(_ result: Result<[Value], Diagnostic>) -> String {
    switch result {
    case .success(let values): Value.jsonArray(values)
    case .failure(let diagnostic): "error: " + diagnostic.description
    }
  }

  private func record(_ comparison: Comparison) -> JSONRecord {
    var record = JSONRecord()
    record.add("equal", comparison.difference == nil ? "true" : "false")
    record.add("enumerated_length", String(comparison.enumeratedLength))
    record.add("enumerated", String(comparison.enumeratedCount))
    record.add("random", String(comparison.randomCount))
    record.add("complete", comparison.evidence?.isComplete == true ? "true" : "false")
    guard let difference = comparison.difference else { return record }
    record.add("shortest", difference.isShortest ? "true" : "false")
    record.add("input", Value.jsonArray(difference.input))
    record.add("first", json(difference.first))
    record.add("second", json(difference.second))
    return record
  }

  private func json(_ result: Result<[Value], Diagnostic>) -> String {
    switch result {
    case .success(let values): Value.jsonArray(values)
    case .failure(let diagnostic): Value.string(diagnostic.description).json
    }
  }
}
