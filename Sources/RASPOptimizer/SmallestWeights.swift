import RASP
import RASPCompiler

/// Of a program and what the optimiser makes of it, the one whose weights have the fewest numbers that
/// are not zero.
///
/// Fewest layers is not fewest weights, so each depth that is found is laid out.
///
/// ```swift
/// let domain = Domain(vocabulary: ["a", "l"], maximumLength: 5)
/// let choice = try SmallestWeights(of: Program(Gallery.first("l")), for: domain)
/// choice.program.layer                                                 // 1
/// choice.sizes.nonZeroParameters < choice.original.nonZeroParameters   // true
/// ```
public struct SmallestWeights: Sendable {
  /// The program to compile; the one that was given if no other is smaller.
  public private(set) var program: Program
  /// The sizes of its weights.
  public private(set) var sizes: Sizes
  /// The sizes of the weights of the program that was given.
  public let original: Sizes
  /// Why the program may stand for the one that was given; `nil` if it is that one.
  public private(set) var evidence: Evidence?

  /// Searches with each ``OptimizerOptions/Selection`` up to that of the options, and lays out what holds
  /// on every input of the domain; what is only tested too, if it is allowed.
  ///
  /// Cost: up to six searches and seven dry runs of the compiler.
  /// - Throws: the compiler's refusal of the program that was given. What the search refuses, and what
  ///   the compiler refuses of what was found, is passed over.
  public init(
    of program: Program, for domain: Domain, _ options: OptimizerOptions = .forWeights,
    compiler: CompilerOptions = CompilerOptions(), allowsTested: Bool = false
  ) throws(RASPCompiler.Refusal) {
    original = try Compiler.sizes(program, for: domain, compiler)
    (self.program, sizes) = (program, original)
    for selection in OptimizerOptions.Selection.allCases {
      var options = options
      let isLast = selection == options.selection
      options.selection = selection
      for goal in [OptimizerOptions.Goal.layers, .heads] {
        options.goal = goal
        guard let found = try? Optimizer.optimize(program, for: domain, options),
          let evidence = found.evidence, evidence.isComplete || allowsTested
        else { continue }
        consider(found.program, evidence, domain, compiler)
      }
      if isLast || options.isStopped() { return }
    }
  }

  private mutating func consider(
    _ found: Program, _ evidence: Evidence, _ domain: Domain, _ compiler: CompilerOptions
  ) {
    guard let sizes = try? Compiler.sizes(found, for: domain, compiler),
      sizes.nonZeroParameters < self.sizes.nonZeroParameters
    else { return }
    (program, self.sizes, self.evidence) = (found, sizes, evidence)
  }
}

extension OptimizerOptions {
  /// All extrema: weights can do them. Cost: constant.
  public static var forWeights: OptimizerOptions {
    var options = OptimizerOptions()
    options.selection = .best
    return options
  }
}
