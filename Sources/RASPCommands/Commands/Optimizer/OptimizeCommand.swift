import ArgumentParser
import RASP
import RASPCertificate
import RASPCompiler
import RASPOptimizer

/// `rasp optimize`: a program of fewer layers or heads.
struct OptimizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimize",
    abstract: "Find a program of fewer layers, or of fewer heads, with the same values.",
    discussion: """
      What is found is compared with the program: on all inputs up to some length, and on random \
      ones beyond. A program that does not hold on all inputs of the domain is written only with \
      --allow-tested. Where the program fails, the other may give any value. Ctrl-C ends the search.
      """)

  @OptionGroup var program: ProgramOptions

  @Option(
    help: ArgumentHelp(
      "The tokens: these characters, or a JSON array of values.", valueName: "chars-or-json"))
  var vocabulary: String

  @Option(help: ArgumentHelp("The most tokens of an input.", valueName: "n"))
  var maxLength: Int

  @Option(help: "Which extrema it may use: plain (none), leftmost, best (all).")
  var selection = OptimizerOptions.Selection.plain

  @Option(help: "What is to be few: layers, heads, or parameters (weights that are not zero).")
  var goal = OptimizerOptions.Goal.layers

  @Option(help: ArgumentHelp("The most seconds to search.", valueName: "s"))
  var budget = 60

  @Option(help: ArgumentHelp("The most inputs to compare in order of length.", valueName: "n"))
  var inputs = 1_000_000

  @Option(help: ArgumentHelp("The random inputs to compare beyond them.", valueName: "n"))
  var random = 100_000

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Write a program that is only tested, too.")
  var allowTested = false

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The file to write, in the RASPy dialect.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "The file for what `rasp check-certificate` checks again.", valueName: "file"))
  var certificate: String?

  @Flag(help: "Say what stands for each s-op of the program that reads a head.")
  var explain = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var promise: PromiseOption

  func validate() throws {
    if promise.text != nil, certificate != nil || explain {
      throw ValidationError(
        "--certificate and --explain tell of all inputs: they go with no --where")
    }
    if maxLength < 1 { throw ValidationError("--max-length takes a number from 1") }
    if budget < 1 { throw ValidationError("--budget takes a number from 1") }
    if inputs < 1 { throw ValidationError("--inputs takes a number from 1") }
    if random < 0 { throw ValidationError("--random takes a number from 0") }
  }

  func run() throws {
    try program.expect(inputs: 0)
    let chosen = try program.choose()
    let tokens = try Input.parsing(vocabulary).tokens
    if tokens.isEmpty { throw Failure("the vocabulary has no tokens") }
    let result = try optimize(
      chosen, promise.domain(vocabulary: tokens, maximumLength: maxLength, of: chosen))
    FileIO.print(json ? record(result).text : report(result))
    try write(result)
    guard result.isImproved, explain || certificate != nil else { return }
    let made = try certify(result, tokens)
    if explain, !json { FileIO.print(Explanation(result, made).text) }
    if let certificate { try FileIO.write(made.text, to: certificate) }
  }

  private func optimize(_ chosen: ChosenProgram, _ domain: Domain) throws -> Optimization {
    Interrupts.catchSignals()
    let end = ContinuousClock.now.advanced(by: .seconds(budget))
    var options = OptimizerOptions()
    (options.selection, options.goal) = (selection, goal)
    options.seed = program.random.seed ?? 1
    options.isStopped = { Interrupts.happened || ContinuousClock.now >= end }
    (options.effort.enumerated, options.effort.random) = (inputs, random)
    options.effort.isStopped = { Interrupts.happened }
    do throws(Optimizer.Refusal) {
      return try Optimizer.optimize(chosen.program(causal: causal), for: domain, options)
    } catch {
      throw Failure("`\(chosen.name.cut(to: 60))` cannot be optimised: " + text(error))
    }
  }

  /// What was compared, run again by the reference evaluator.
  private func certify(_ result: Optimization, _ tokens: [Value]) throws -> Certificate {
    let (length, random) =
      switch result.evidence {
      case .enumerated, nil: (maxLength, 0)
      case .tested(let length, _, let random, _): (length, max(1, min(random, 20_000)))
      }
    do throws(CertificateFault) {
      return try Certificate(
        result.original, result.program, vocabulary: tokens, maximumLength: maxLength,
        enumeratedLength: length, random: random, seed: program.random.seed ?? 1,
        isStopped: { Interrupts.happened })
    } catch {
      throw Failure("no certificate was made: \(error)")
    }
  }

  private func text(_ refusal: Optimizer.Refusal) -> String {
    switch refusal {
    case .selector: "it is a selector, not a sequence"
    case .failsEverywhere: "it fails on every input of this vocabulary that was tried"
    case .tooManyValues: "an s-op has more different values than the search tells apart"
    }
  }

  // MARK: What is printed

  private func report(_ result: Optimization) -> String {
    let before = result.original
    guard let evidence = result.evidence else {
      return """
        unchanged   \(before.layer) layers, heads \(heads(before))
        searched    \(result.headsTried) heads of the grammar\(below(result))
        """
    }
    var text = """
      layers      \(before.layer) -> \(result.program.layer)
      heads       \(heads(before)) -> \(heads(result.program))
      evidence    \(evidence)
      searched    \(result.headsTried) heads of the grammar, \(result.counterexamples) counterexamples\
      \(below(result))
      """
    if result.failures > 0 {
      text +=
        "\nnote: on \(result.failures) of the inputs the program fails; nothing is promised there"
    }
    if isShown(result) { text += "\n\n" + self.text(result) }
    return text
  }

  /// What did not give fewer layers, where all of it was tried.
  private func below(_ result: Optimization) -> String {
    let layers = result.program.layer
    if result.isStopped || layers < 2 || goal != .layers || result.triedBelow == 0 { return "" }
    return "\nbelow       none of \(result.triedBelow) heads and sets gives fewer than \(layers)"
      + " layers on a sample of \(result.sampleSize) inputs"
  }

  private func isShown(_ result: Optimization) -> Bool { output == nil && isAllowed(result) }

  private func isAllowed(_ result: Optimization) -> Bool {
    allowTested || result.evidence?.isComplete == true
  }

  private func text(_ result: Optimization) -> String {
    RASPyText(result.program).text ?? result.program.description
  }

  private func heads(_ program: Program) -> String {
    program.heads.map { String($0.count) }.joined(separator: ", ")
  }

  private func write(_ result: Optimization) throws {
    guard result.isImproved else { return }
    if !isAllowed(result) {
      throw Failure(
        "the program found is only tested, and not written: --allow-tested does so, and a smaller"
          + " --max-length may be enumerated")
    }
    guard let output else { return }
    guard let text = RASPyText(result.program).text else {
      throw Failure("the program has functions that no text can hold")
    }
    try FileIO.write(text, to: output)
  }

  private func record(_ result: Optimization) -> JSONRecord {
    var record = JSONRecord()
    record.add("improved", result.isImproved ? "true" : "false")
    record.add("layers", jsonArray([result.original, result.program].map { String($0.layer) }))
    record.add(
      "heads",
      jsonArray(
        [result.original, result.program].map { program in
          jsonArray(program.heads.map { String($0.count) })
        }))
    record.add(
      "evidence", result.evidence.map { Value.string($0.description).json } ?? "null")
    record.add("heads_tried", String(result.headsTried))
    record.add("counterexamples", String(result.counterexamples))
    if isAllowed(result), result.isImproved { record.add("text", Value.string(text(result)).json) }
    return record
  }
}

extension OptimizerOptions.Selection: ExpressibleByArgument {}
extension OptimizerOptions.Goal: ExpressibleByArgument {}
