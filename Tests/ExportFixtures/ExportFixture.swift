import RASP
import RASPTransformer

/// A model that the exports are tried on.
public struct ExportFixture: Sendable {
  public let name: String
  public let transformer: Transformer
  public let labels: Labels
  /// The program that the model computes, where it computes one.
  public let program: (@Sendable () -> SOp)?

  /// The models that other runtimes are compared with. This is the one place that supplies them.
  public static let all: [ExportFixture] = [
    HandMade.histogram, HandMade.flip, HandMade.count, RandomModels.bidirectional,
    RandomModels.causal, RandomModels.wide, RandomModels.bare,
  ]
}

extension ExportFixture {
  /// Inputs of every length: the empty one, the longest ones, ones of a single token, random ones.
  public func inputs(count: Int) -> [[Value]] {
    var random = Randomness(seed: 20_210_613)
    let most = transformer.maximumLength
    var inputs: [[Value]] = [[]]
    for token in transformer.vocabulary {
      inputs.append([Value](repeating: token, count: most))
      inputs.append([token])
    }
    while inputs.count < count {
      let length = random.chance(20) ? most : random.number(0...most)
      inputs.append((0..<length).map { _ in random.pick(transformer.vocabulary) })
    }
    return Array(inputs.prefix(count))
  }

  /// The ids of an input: BOS, the tokens, padding up to the maximum length.
  public func ids(_ input: [Value]) -> [Int] {
    let tokens = input.map { token in
      transformer.vocabulary.firstIndex { $0.isIdentical(to: token) }! + Transformer.firstToken
    }
    let padding = [Int](repeating: 0, count: transformer.maximumLength - input.count)
    return [Transformer.beginning] + tokens + padding
  }
}
