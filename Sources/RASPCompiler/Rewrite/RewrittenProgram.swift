import RASP

/// A program after the rules that replace operations by ones of the same values.
struct RewrittenProgram: Sendable {
  /// The program as it was written.
  let source: Program
  /// The facts of the program that is compiled instead; its nodes have the same indices.
  let facts: ProgramFacts
  /// For each rounding that became a sum the mean that it reads.
  let means: [NodeID: NodeID]
}
