import RASP

/// What an optimiser made of a program.
public struct Optimization: Sendable {
  /// The program as it was given.
  public let original: Program
  /// The program that was found; the original if there is none better.
  public private(set) var program: Program
  /// Why the two are taken for equal; `nil` if nothing was found.
  public private(set) var evidence: Evidence?
  /// The inputs of the comparison on which the original fails, where the other may give anything.
  public private(set) var failures = 0
  /// The heads that were tried, in all rounds.
  public private(set) var headsTried = 0
  /// How often a counterexample started the search again.
  public private(set) var counterexamples = 0

  /// Of the heads and sets of columns those that were tried for fewer layers than the result has, in the
  /// last round: none of them gives the program's values on its sample.
  public private(set) var triedBelow = 0
  /// The inputs of that sample.
  public private(set) var sampleSize = 0

  /// Whether the search ended before its work was done: by a limit, or because it was asked to.
  public private(set) var isStopped = false

  init(_ program: Program) { (original, self.program) = (program, program) }

  /// Whether a better program was found. Cost: constant.
  public var isImproved: Bool { evidence != nil }

  mutating func note(_ search: LayerSearch, round: Int) {
    headsTried += search.headsTried
    counterexamples = round
    (triedBelow, sampleSize) = (search.triedBelow, search.sample.inputs.count)
  }

  /// The same search with nothing found.
  var unimproved: Optimization {
    var other = self
    (other.program, other.evidence, other.failures) = (original, nil, 0)
    return other
  }

  mutating func noteStop() { isStopped = true }

  mutating func accept(_ program: Program, _ comparison: Comparison) {
    self.program = program
    evidence = comparison.evidence
    failures = comparison.failures
  }
}
