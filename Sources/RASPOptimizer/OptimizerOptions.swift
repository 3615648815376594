/// What the optimiser may use, and how long it may search.
public struct OptimizerOptions: Sendable {
  /// Which extrema a program may be given.
  public enum Selection: String, Sendable, CaseIterable {
    /// None: what every implementation of RASPy has.
    case plain
    /// `leftmost` and `rightmost`.
    case leftmost
    /// `best` and `least` too.
    case best
  }

  /// What is to be small.
  public enum Goal: String, Sendable, CaseIterable {
    /// The layers, then the heads.
    case layers
    /// The heads, then the layers; of layers never more than the program has.
    case heads
    /// The weights that are not zero: of what the other goals find, what is laid out smallest.
    case parameters
  }

  /// What the result is to have few of.
  public var goal = Goal.layers
  /// Which extrema the result may have that the program has not.
  public var selection = Selection.plain
  /// What sample and random inputs start from: the same seed gives the same result.
  public var seed: UInt64 = 1
  /// The random inputs of the sample on which columns are compared.
  public var sampleSize = 1_200
  /// How often a counterexample may start the search again.
  public var rounds = 6
  /// The most heads and sets of columns to try in a round: unlike a time, the same everywhere.
  public var mostTried = 2_000_000
  /// How many inputs the result is compared with the program on.
  public var effort = Comparison.Effort()
  /// Asked now and then; the best result so far is kept where it says so.
  public var isStopped: @Sendable () -> Bool = { false }

  /// Plain selectors, seed 1. Cost: constant.
  public init() {}
}
