import RASP
import RASPCompiler

/// Finds a program of fewer layers, or of fewer heads at as many, that gives what a program gives
/// wherever that gives something.
///
/// ```swift
/// let domain = Domain(vocabulary: ["a", "<"], maximumLength: 6)
/// var options = OptimizerOptions()
/// options.selection = .leftmost
/// let result = try Optimizer.optimize(Program(Gallery.slide(tokens != "<")), for: domain, options)
/// result.program.layer                               // 1
/// result.evidence == .enumerated(inputs: 127)        // true
/// ```
public enum Optimizer {
  /// What the search can do nothing for.
  public enum Refusal: Error, Sendable, Hashable {
    /// Its value is a matrix.
    case selector
    /// It fails on every input of the sample.
    case failsEverywhere
    /// An s-op has more values than are told apart, or the vocabulary is empty.
    case tooManyValues
  }

  /// The best program that was found, with the evidence for it.
  ///
  /// A search that is stopped gives the best that it has by then, compared with the program like any
  /// other.
  ///
  /// What a counterexample shows to be wrong starts the search again. A program that is found wrong
  /// is never the result: the program itself is then.
  ///
  /// Cost: columns of the program times heads of the grammar; seconds for programs of six layers.
  public static func optimize(
    _ program: Program, for domain: Domain, _ options: OptimizerOptions = OptimizerOptions()
  ) throws(Refusal) -> Optimization {
    guard options.goal == .parameters else { return try search(program, for: domain, options) }
    var options = options
    options.goal = .layers
    var best = try search(program, for: domain, options)
    options.goal = .heads
    let other = try search(program, for: domain, options)
    let original = weights(program, domain)
    if weights(other.program, domain) < weights(best.program, domain) { best = other }
    return weights(best.program, domain) < original ? best : best.unimproved
  }

  /// The weights that are not zero; the most there can be if the compiler refuses the program.
  private static func weights(_ program: Program, _ domain: Domain) -> Int {
    (try? Compiler.sizes(program, for: domain))?.nonZeroParameters ?? .max
  }

  private static func search(
    _ program: Program, for domain: Domain, _ options: OptimizerOptions
  ) throws(Refusal) -> Optimization {
    if program.result == .selector { throw .selector }
    if domain.vocabulary.isEmpty || domain.maximumLength < 1 { throw .tooManyValues }
    var found = Optimization(program)
    var examples: [[Value]] = []
    for round in 0..<max(1, options.rounds) {
      let sample = Sample(
        program, domain, seed: options.seed, size: options.sampleSize, examples: examples)
      if sample.inputs.isEmpty { throw .failsEverywhere }
      guard
        var search = LayerSearch(program, sample, options, isStopped: { options.isStopped() })
      else { throw .tooManyValues }
      let layer = search.run()
      found.note(search, round: round)
      if search.isStopped() { found.noteStop() }
      guard layer != nil, let candidate = candidate(search),
        isBetter(candidate, program, options.goal)
      else {
        break
      }
      let comparison = Comparison(
        program, candidate, on: domain, must: .refines, effort: options.effort)
      guard let difference = comparison.difference else {
        found.accept(candidate, comparison)
        break
      }
      examples.append(difference.input)
      if options.isStopped() { break }
    }
    return found
  }

  private static func candidate(_ search: LayerSearch) -> Program? {
    var extraction = Extraction(search)
    guard let ways = extraction.ways(for: search.output) else { return nil }
    var emission = Emission(search, ways)
    return Program(emission.sop(search.output), causal: search.program.isCausal)
  }

  private static func isBetter(
    _ candidate: Program, _ program: Program, _ goal: OptimizerOptions.Goal
  ) -> Bool {
    if candidate.layer > program.layer { return false }
    let (new, old) = (candidate.heads.joined().count, program.heads.joined().count)
    return switch goal {
    case .layers: (candidate.layer, new) < (program.layer, old)
    case .heads, .parameters: (new, candidate.layer) < (old, program.layer)
    }
  }
}
