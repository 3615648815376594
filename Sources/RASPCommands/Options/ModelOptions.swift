import ArgumentParser
import RASP
import RASPCompiler
import RASPOptimizer

/// Which inputs a model is compiled for, and how.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The tokens: these characters, or a JSON array of values.", valueName: "chars-or-json"))
  var vocabulary: String?

  @Option(help: ArgumentHelp("The most tokens of an input.", valueName: "n"))
  var maxLength: Int?

  @OptionGroup var promise: PromiseOption

  @Flag(help: "Let each position see only itself and what is before it.")
  var causal = false

  @Flag(help: "Compile even if the program fails on some inputs; the model says nothing there.")
  var allowFailures = false

  @Flag(help: "Use no dimension twice: larger, and each holds one thing all the way.")
  var keepDimensions = false

  /// - Throws: an error of usage if a model is not described.
  func checkGiven() throws {
    if vocabulary == nil {
      throw ValidationError("Missing expected argument '--vocabulary <chars-or-json>'")
    }
    if maxLength == nil {
      throw ValidationError("Missing expected argument '--max-length <n>'")
    }
  }

  /// The inputs that are meant.
  ///
  /// - Parameter program: what may use names that the promise uses.
  func domain(of program: ChosenProgram) throws -> Domain {
    let domain = try promise.domain(
      vocabulary: Input.parsing(vocabulary ?? "").tokens, maximumLength: maxLength ?? 0, of: program
    )
    if promise.text != nil, domain.maximumLength > 0 {
      var samples = SampleInputs(program.program(), domain, seed: 1)
      if samples.random(1).isEmpty {
        throw Failure("no input that was tried keeps what --where says, of some thousands")
      }
    }
    return domain
  }

  /// Whether something was said that is a model's own matter.
  var areGiven: Bool {
    vocabulary != nil || maxLength != nil || promise.text != nil || causal || allowFailures
      || keepDimensions
  }

  /// The flags that were given.
  var flags: [String] {
    [
      ("--causal", causal), ("--allow-failures", allowFailures),
      ("--keep-dimensions", keepDimensions),
    ]
    .filter { $0.1 }.map { $0.0 }
  }

  private func options(_ progress: CompileProgress) -> CompilerOptions {
    var options = CompilerOptions()
    if FileIO.errorsGoToTerminal { options.onProgress = { progress.show($0) } }
    options.allowsFailures = allowFailures
    options.reusesDimensions = !keepDimensions
    return options
  }

  /// The weights of a program.
  ///
  /// - Parameter other: what to compile in its place.
  func compile(_ program: ChosenProgram, as other: Program? = nil) throws -> CompiledModel {
    try refusing(program) { (domain, options) throws(Refusal) in
      try Compiler.compile(other ?? program.program(causal: causal), for: domain, options)
    }
  }

  /// The smallest weights that the optimiser finds.
  func smallest(
    _ program: ChosenProgram, _ search: OptimizerOptions, allowsTested: Bool
  ) throws -> SmallestWeights {
    try refusing(program) { (domain, options) throws(Refusal) in
      try SmallestWeights(
        of: program.program(causal: causal), for: domain, search, compiler: options,
        allowsTested: allowsTested)
    }
  }

  /// The sizes that the weights would have.
  func sizes(_ program: ChosenProgram) throws -> Sizes {
    try refusing(program) { (domain, options) throws(Refusal) in
      try Compiler.sizes(program.program(causal: causal), for: domain, options)
    }
  }

  private func refusing<T>(
    _ program: ChosenProgram, _ body: (Domain, CompilerOptions) throws(Refusal) -> T
  ) throws -> T {
    let domain = try domain(of: program)
    let progress = CompileProgress()
    defer { progress.clear() }
    do throws(Refusal) {
      return try body(domain, options(progress))
    } catch {
      throw Failure(error.reasons.map(\.description))
    }
  }
}

/// What is said of a model's size.
enum SizesText {
  static func text(_ sizes: Sizes) -> String {
    let rows = [
      ("layers", String(sizes.layers)),
      ("blocks", String(sizes.blocks)),
      ("heads", sizes.heads.map { String($0) }.joined(separator: ", ")),
      ("d_model", "\(sizes.residualWidth)" + reuse(sizes)),
      ("d_head", String(sizes.headWidth)),
      ("d_mlp", String(sizes.hiddenWidth)),
      ("parameters", "\(sizes.parameters), \(sizes.nonZeroParameters) of them not zero"),
      ("values", "\(sizes.largestValueSet) at most"),
      ("bits", "\(sizes.bitsNeeded) of 20 that float32 has to spare"),
    ]
    return rows.filter { !$0.1.isEmpty }.map { $0.0.padding(to: 12) + $0.1 }
      .joined(separator: "\n")
  }

  private static func reuse(_ sizes: Sizes) -> String {
    if sizes.residualWidth == sizes.residualWidthWithoutReuse { return "" }
    return ", \(sizes.residualWidthWithoutReuse) if none were used twice"
  }

  /// Why there are more blocks than layers; `nil` if there are none.
  static func note(_ sizes: Sizes) -> String? {
    guard sizes.blocks > sizes.layers else { return nil }
    if sizes.layers == 0 {
      return "note: the output is a function of token and position together, which takes an MLP"
    }
    var notes: [String] = []
    if sizes.heads.first == 0 {
      notes.append(
        "note: the first attention reads a function of token and position together,"
          + " which a block without heads makes first")
    }
    let steps = sizes.heads.dropFirst().count { $0 == 0 }
    if steps > 0 {
      notes.append(
        "note: one MLP after the heads cannot tell all that an s-op depends on; "
          + (steps == 1 ? "a block without heads goes" : "\(steps) blocks without heads go")
          + " on from it")
    }
    return notes.joined(separator: "\n")
  }

  static func add(_ sizes: Sizes, to record: inout JSONRecord) {
    record.add("layers", String(sizes.layers))
    record.add("blocks", String(sizes.blocks))
    record.add("heads", jsonArray(sizes.heads.map { String($0) }))
    record.add("d_model", String(sizes.residualWidth))
    record.add("d_model_without_reuse", String(sizes.residualWidthWithoutReuse))
    record.add("d_head", String(sizes.headWidth))
    record.add("d_mlp", String(sizes.hiddenWidth))
    record.add("parameters", String(sizes.parameters))
    record.add("nonzero_parameters", String(sizes.nonZeroParameters))
    record.add("largest_value_set", String(sizes.largestValueSet))
    record.add("bits_needed", String(sizes.bitsNeeded))
  }
}
