import RASP

/// What a good solution of a puzzle takes.
public struct Par: Sendable, Hashable {
  /// What ``Puzzle/solution`` takes.
  public let score: Score
  /// What ``Puzzle/solutionWithSelection`` takes, if there is one.
  public let withSelection: Score?

  /// A par of so many layers and heads.
  init(layers: Int, heads: Int, withSelection: Score? = nil) {
    score = Score(layers: layers, heads: heads)
    self.withSelection = withSelection
  }

  /// The score that a solution is measured against.
  ///
  /// - Parameter usesSelection: whether the solution selects by score.
  public func score(usingSelection usesSelection: Bool) -> Score {
    usesSelection ? withSelection ?? score : score
  }

  /// `2 layers, 2 heads; with selection by score 1 layer, 1 head`
  public var description: String {
    score.description
      + (withSelection.map { "; with selection by score " + $0.description } ?? "")
  }
}
