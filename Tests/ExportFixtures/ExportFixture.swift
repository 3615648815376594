import RASP
import RASPCompiler
import RASPModel
import TestSupport

/// A model that the exports are tried on.
public struct ExportFixture: Sendable {
  public let name: String
  public let transformer: Transformer
  public let labels: Labels
  /// The program that the model computes, where it computes one.
  public let program: (@Sendable () -> SOp)?

  /// Whether `Compiler` made it.
  public let isCompiled: Bool
  /// Makes one input, for a program that has values on some only.
  private let randomInput: (@Sendable (inout Randomness) -> [Value])?

  init(
    name: String, transformer: Transformer, labels: Labels, program: (@Sendable () -> SOp)?,
    isCompiled: Bool = false, randomInput: (@Sendable (inout Randomness) -> [Value])? = nil
  ) {
    self.name = name
    self.transformer = transformer
    self.labels = labels
    self.program = program
    self.isCompiled = isCompiled
    self.randomInput = randomInput
  }

  /// Models made by hand and random ones, which need no compiler.
  public static let plain: [ExportFixture] = [
    HandMade.histogram, HandMade.flip, HandMade.count, RandomModels.bidirectional,
    RandomModels.causal, RandomModels.wide, RandomModels.bare,
  ]

  /// All models that other runtimes are compared with.
  public static let all = CompiledModels.all + plain
}

extension ExportFixture {
  /// Inputs of every length: the empty one, the longest ones, ones of a single token, random ones.
  public func inputs(count: Int) -> [[Value]] {
    var random = Randomness(seed: 20_210_613)
    if let randomInput { return (0..<count).map { _ in randomInput(&random) } }
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

  /// The logits at each position: of a compiled model as ``Transformer`` itself computes them, with
  /// nothing at the positions of padding; of any other by ``PlainForward``.
  public func logits(_ ids: [[Int]]) -> [[[Float]]] {
    guard isCompiled else {
      let forward = PlainForward(transformer)
      return ids.map { forward.logits($0).map { $0.map(Float.init) } }
    }
    let none = [Float](repeating: 0, count: transformer.outputs.count)
    let unpadded = ids.map { row in row.filter { $0 != Transformer.padding }.map(Int32.init) }
    return zip(ids, transformer.logits(unpadded)).map { row, logits in
      logits + [[Float]](repeating: none, count: row.count - logits.count)
    }
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
