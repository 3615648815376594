/// An s-op in the role of the key: its values stand at the positions that are attended to, the
/// columns of a selector.
public struct Key: Sendable {
  /// The s-op whose values are compared.
  public let sop: SOp
}

/// The s-op as key. A literal stands at every position.
public func key(_ sop: SOp) -> Key { Key(sop: sop) }

/// The same value offered at every position, of a variable: `key(letter)`. Cost: constant.
@_disfavoredOverload
public func key(_ value: some ValueConvertible) -> Key { Key(sop: SOp(value)) }

extension Key {
  /// Selects where the key's value equals the query's. Any two values can be compared.
  public static func == (k: Key, q: Query) -> AttentionSelector { compare(.equal, k, q) }
  /// Selects where the key's value differs from the query's.
  public static func != (k: Key, q: Query) -> AttentionSelector { compare(.notEqual, k, q) }
  /// Selects where the key's value is less. A number and a string are an error.
  public static func < (k: Key, q: Query) -> AttentionSelector { compare(.less, k, q) }
  /// See `<`.
  public static func <= (k: Key, q: Query) -> AttentionSelector { compare(.lessOrEqual, k, q) }
  /// See `<`.
  public static func > (k: Key, q: Query) -> AttentionSelector { compare(.greater, k, q) }
  /// See `<`.
  public static func >= (k: Key, q: Query) -> AttentionSelector { compare(.greaterOrEqual, k, q) }

  private static func compare(_ relation: Relation, _ key: Key, _ query: Query) -> AttentionSelector
  {
    AttentionSelector(relation, key, query)
  }
}
