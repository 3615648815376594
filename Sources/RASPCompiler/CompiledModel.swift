import RASP
import RASPModel

/// A program as weights, with what they stand for.
public struct CompiledModel: Sendable {
  public let program: Program
  public let domain: Domain
  public let transformer: Transformer
  public let labels: Labels
  public let sizes: Sizes
}
