import RASP

/// A task to be solved by a program: what to compute, how it is called, how it is checked.
public struct Puzzle: Sendable {
  /// The name of the function to write.
  public let name: String
  /// What it must compute.
  public let task: String
  /// The function's parameters, in Python: `i, seq=tokens`.
  public let parameters: String
  /// Calls that show what is wanted, with an input each; the answers come from the oracle.
  public let examples: [Example]
  /// From a nudge to almost the answer.
  public let hints: [String]
  /// What a good solution takes.
  public let par: Par
  /// A solution at par, in the RASPy dialect; it may use the solutions of earlier puzzles.
  public let solution: String
  /// The same with `leftmost`, `rightmost`, `best` or `least`, where these take less.
  public let solutionWithSelection: String?
  /// The ways in which the function is called, and what must come out.
  let calls: [Call]

  /// A call and an input that shows it.
  public struct Example: Sendable {
    /// The call, in Python: `shift(2)`.
    public let call: String
    /// What the program is run on.
    public let input: Input
  }

  init(
    name: String, task: String, parameters: String, examples: [Example], hints: [String], par: Par,
    solution: String, solutionWithSelection: String? = nil, calls: [Call]
  ) {
    self.name = name
    self.task = task
    self.parameters = parameters
    self.examples = examples
    self.hints = hints
    self.par = par
    self.solution = solution
    self.solutionWithSelection = solutionWithSelection
    self.calls = calls
  }
}
