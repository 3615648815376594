import RASP

/// The ids of tokens, found once for a whole batch.
///
/// A token is looked up by value and kind: `1` is not `"1"`, and not `1.0`.
public struct Encoder: Sendable {
  private let ids: [Constant: Int32]
  private let maximumLength: Int

  /// The encoder of a model's vocabulary. Cost: linear in the vocabulary. An example is at
  /// ``encode(_:)``.
  public init(_ transformer: Transformer) {
    var ids: [Constant: Int32] = [:]
    for (index, token) in transformer.vocabulary.enumerated() {
      ids[Constant(token)] = Int32(Transformer.firstToken + index)
    }
    self.ids = ids
    maximumLength = transformer.maximumLength
  }

  /// The ids of an input: BOS, then one a token, counted from 2.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// try Encoder(model.transformer).encode(["a", "b", "b"])     // [1, 2, 3, 3]
  /// ```
  /// - Throws: an ``InputFault`` if a token is not of the vocabulary, or there are too many.
  /// Cost: linear in the input.
  public func encode(_ tokens: [Value]) throws(InputFault) -> [Int32] {
    if tokens.count > maximumLength { throw .tooLong(tokens.count, maximum: maximumLength) }
    var encoded = [Int32(Transformer.beginning)]
    for (position, token) in tokens.enumerated() {
      guard let id = ids[Constant(token)] else {
        throw .unknownToken(token, position: position)
      }
      encoded.append(id)
    }
    return encoded
  }
}
