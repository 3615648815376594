import RASP
import RASPModel

/// The inputs that a model is compiled for: up to `maximumLength` tokens of a vocabulary.
public struct Domain: Sendable {
  /// The tokens, each once.
  public let vocabulary: [Value]
  /// The most tokens of an input, at least 1. BOS is not counted.
  public let maximumLength: Int

  /// The inputs of up to `maximumLength` tokens of a vocabulary. ``Compiler`` checks both. Cost:
  /// constant.
  public init(vocabulary: [Value], maximumLength: Int) {
    self.vocabulary = vocabulary
    self.maximumLength = maximumLength
  }

  /// What is wrong with the domain itself.
  var faults: [Refusal.Reason] {
    var faults: [Refusal.Reason] = []
    if vocabulary.isEmpty { faults.append(.init(.emptyVocabulary)) }
    var seen: Set<Constant> = []
    var reported: Set<Constant> = []
    for token in vocabulary {
      if case .double(let double) = token, !double.isFinite {
        faults.append(.init(.tokenNotFinite(token)))
      }
      let isNew = seen.insert(Constant(token)).inserted
      if !isNew && reported.insert(Constant(token)).inserted {
        faults.append(.init(.duplicateToken(token)))
      }
    }
    if !(1...Transformer.lengthLimit).contains(maximumLength) {
      faults.append(.init(.badMaximumLength(maximumLength)))
    }
    return faults
  }

  /// The number of inputs, the empty one counted; `nil` if there are more than `limit`.
  ///
  /// ```swift
  /// Domain(vocabulary: ["a", "b"], maximumLength: 3).inputCount(upTo: 100)!    // 15
  /// ```
  /// Cost: linear in the maximum length.
  public func inputCount(upTo limit: Int) -> Int? {
    var (total, ofLength) = (1, 1)
    for _ in 0..<maximumLength {
      let (product, overflow) = ofLength.multipliedReportingOverflow(by: vocabulary.count)
      if overflow || product > limit { return nil }
      ofLength = product
      total += product
      if total > limit { return nil }
    }
    return total
  }
}
