import RASP
import RASPModel

/// A program as weights, with what they stand for.
public struct CompiledModel: Sendable {
  public let program: Program
  public let domain: Domain
  public let transformer: Transformer
  public let labels: Labels
  public let sizes: Sizes

  /// The same model, with lines in its labels where a front end finds the place of an origin. Cost: linear
  /// in the labels' definitions.
  package func located(_ line: (Origin) -> Labels.Line?) -> CompiledModel {
    CompiledModel(
      program: program, domain: domain, transformer: transformer, labels: labels.located(line),
      sizes: sizes)
  }
}
