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
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.histogram()), for: domain)
  /// try model.transformer.predict(["a", "a"]).values.compactMap { $0 }     // [2, 2]
  /// ```
  /// Cost: the number of combinations of values that elementwise operations can meet, at most
  /// ``CompilerOptions/combinationLimit`` for each s-op that is kept.
  /// - Throws: a ``Refusal`` with every reason that was found.
  public static func compile(
    _ program: Program, for domain: Domain, _ options: CompilerOptions = CompilerOptions()
  ) throws(Refusal) -> CompiledModel {
    let (laidOut, sizes) = try layOut(program, for: domain, options)
    return CompiledModel(
      program: program, domain: domain,
      transformer: laidOut.transformer(domain, isCausal: program.isCausal),
      labels: laidOut.labels(of: program), sizes: sizes)
  }

  /// The sizes that the model would have, without making its weights.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// try Compiler.sizes(Program(Gallery.flip()), for: domain).heads        // [1, 1]
  /// ```
  /// Cost: as of ``compile(_:for:_:)`` up to the matrices.
  /// - Throws: a ``Refusal`` with every reason that was found.
  public static func sizes(
    _ program: Program, for domain: Domain, _ options: CompilerOptions = CompilerOptions()
  ) throws(Refusal) -> Sizes {
    try layOut(program, for: domain, options).sizes
  }

  /// Everything up to the weights, stage by stage.
  private static func layOut(
    _ program: Program, for domain: Domain, _ options: CompilerOptions
  ) throws(Refusal) -> (laidOut: LaidOutPlan, sizes: Sizes) {
    let compared = KnownPredicates.rewrite(program, over: domain)
    let forms = SelectorForms(compared)
    try StaticChecks.check(program, over: domain, forms: forms)
    let rewritten = CommonDenominator.rewrite(
      MeanTimesCount.rewrite(
        ProgramFacts(compared, over: domain, forms: forms), of: program))
    let facts = CompilerFacts(rewritten)
    try SizeLimit.check(facts, options)
    let lowered = try Lowering.lower(facts, options)
    try FailureSearch.check(lowered, in: program, over: domain, options: options)
    let plan = lowered.plan.merged()
    try plan.check()
    let laidOut = LaidOutPlan(plan, options)
    let sizes = laidOut.sizes(lowered, layers: program.layer)
    try SizeLimit.check(sizes, options)
    return (laidOut, sizes)
  }
}
