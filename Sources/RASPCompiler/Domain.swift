import RASP
import RASPModel

/// The inputs that a model is compiled for: up to `maximumLength` tokens of a vocabulary, and those of
/// them alone that keep a promise, if there is one.
public struct Domain: Sendable {
  /// The tokens, each once.
  public let vocabulary: [Value]
  /// The most tokens of an input, at least 1. BOS is not counted.
  public let maximumLength: Int
  /// What is true at every position of every input; `nil` if all inputs count. An input on which it
  /// fails, or is something else than `True` anywhere, is none of the domain.
  public let promise: Program?

  /// The inputs of up to `maximumLength` tokens of a vocabulary. ``Compiler`` checks both. Cost:
  /// constant.
  public init(vocabulary: [Value], maximumLength: Int) {
    self.init(vocabulary: vocabulary, maximumLength: maximumLength, where: nil)
  }

  /// The inputs that keep a promise, such as that exactly one token is a "+".
  ///
  /// ```swift
  /// let plus = (key(tokens) == query("+")).value(1)
  /// let domain = Domain(
  ///   vocabulary: ["1", "+"], maximumLength: 3, where: Program(plus == 1))
  /// domain.contains(["1", "+", "1"])               // true
  /// domain.contains(["+", "+"])                    // false
  /// ```
  /// Cost: constant.
  public init(vocabulary: [Value], maximumLength: Int, where promise: Program?) {
    self.vocabulary = vocabulary
    self.maximumLength = maximumLength
    self.promise = promise
  }

  /// The same inputs, if they are no longer than this. Cost: constant.
  public func limited(to length: Int) -> Domain {
    Domain(vocabulary: vocabulary, maximumLength: length, where: promise)
  }

  /// Whether an input of the vocabulary keeps the promise. Cost: that of running it.
  public func contains(_ input: [Value]) -> Bool { keeping([input]).count == 1 }

  /// Those of some inputs that keep the promise. Cost: that of running it.
  func keeping(_ inputs: [[Value]]) -> [[Value]] {
    guard let promise, !inputs.isEmpty else { return inputs }
    return zip(inputs, promise.run(batch: inputs)).compactMap { input, result in
      guard case .success(let values) = result,
        values.allSatisfy({ $0.isIdentical(to: true) })
      else { return nil }
      return input
    }
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

  /// The number of inputs, the empty one and those that break the promise counted; `nil` if there are
  /// more than `limit`.
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
