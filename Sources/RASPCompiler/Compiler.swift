import RASP
import RASPModel

/// Compiles programs to the weights of a transformer.
///
/// ```swift
/// let domain = Domain(vocabulary: ["a", "b", "c"], maximumLength: 10)
/// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
/// model.sizes.blocks                                         // 2
/// let prediction = try model.transformer.predict(["a", "b", "b"])
/// prediction.values.compactMap { $0 }                        // ["b", "b", "a"]
/// ```
///
/// The model computes exactly what the program does, on every input of the domain, with as many
/// blocks as the program has layers; one more if its first attention, or its output without any
/// attention, needs a function of token and position together.
public enum Compiler {
  /// The weights of a program.
  ///
  /// Cost: the number of combinations of values that elementwise operations can meet, at most
  /// ``CompilerOptions/combinationLimit`` for each s-op that is kept.
  /// - Throws: a ``Refusal`` with every reason that was found.
  public static func compile(
    _ program: Program, for domain: Domain, _ options: CompilerOptions = CompilerOptions()
  ) throws(Refusal) -> CompiledModel {
    let (assembly, sizes) = try prepare(program, domain, options)
    return CompiledModel(
      program: program, domain: domain,
      transformer: assembly.transformer(domain, isCausal: program.isCausal),
      labels: assembly.labels, sizes: sizes)
  }

  /// The sizes that the model would have, without making its weights.
  public static func sizes(
    _ program: Program, for domain: Domain, _ options: CompilerOptions = CompilerOptions()
  ) throws(Refusal) -> Sizes {
    try prepare(program, domain, options).sizes
  }

  private static func prepare(
    _ program: Program, _ domain: Domain, _ options: CompilerOptions
  ) throws(Refusal) -> (assembly: Assembly, sizes: Sizes) {
    try Support.check(program, domain)
    let lowered = try lower(program, domain, options)
    if lowered.mayFail && !options.allowsFailures { try Support.checkRuns(program, domain) }
    let plan = lowered.plan
    let layout = ResidualLayout(plan, reuses: options.reusesDimensions)
    let assembly = Assembly(plan: plan, layout: layout)
    let sizes = assembly.sizes(
      layers: program.layer, largestValueSet: lowered.largestValueSet,
      bitsNeeded: lowered.bitsNeeded)
    if sizes.parameters > options.parameterLimit {
      throw Refusal([.init(.tooLarge(sizes, limit: options.parameterLimit))])
    }
    return (assembly, sizes)
  }

  /// Every s-op that is needed, layer by layer: first the heads, then what is made of them.
  private static func lower(
    _ program: Program, _ domain: Domain, _ options: CompilerOptions
  ) throws(Refusal) -> Lowering {
    var lowering = Lowering(program, domain, options)
    lowering.lowerAll()
    if lowering.isDoubtful {
      lowering = Lowering(program, domain, options, showsKinds: true)
      lowering.lowerAll()
    }
    if !lowering.reasons.isEmpty { throw Refusal(lowering.reasons) }
    return lowering
  }
}

extension Lowering {
  fileprivate mutating func lowerAll() {
    if lowerElementwiseOutput() { return }
    for layer in 0...program.layer { lower(layer: layer) }
    lowerOutput()
  }

  /// Makes everything that belongs to a layer.
  private mutating func lower(layer: Int) {
    let block = block(of: layer)
    if layer > 0 || prelude > 0 {
      while plan.blocks.count <= block {
        plan.blocks.append(Plan.Block())
        heads = [:]
        measured = [:]
        units = [:]
      }
    }
    // Functions of token and position are made by the first block.
    if layer == (prelude > 0 ? 0 : 1) {
      for id in needs.mixed { lower(sop: id) }
    }
    for id in needs.aggregates where program[id].layer == layer { lower(aggregate: id) }
    for id in needs.sops where program[id].layer == layer && !program.isMixed(id) {
      if layer == 0 { _ = readout(id) } else { lower(sop: id) }
    }
  }

  /// The logits are the indicators of the output's values.
  private mutating func lowerOutput() {
    if program.isMixed(program.output) && !needs.mixed.contains(program.output) {
      lower(sop: program.output)
    }
    guard let readout = readout(program.output) else { return }
    plan.outputs = readout.values
    plan.logits = readout.indicators
  }
}
