/// An s-op in the role of the query: its values stand at the positions that attend, the rows of a
/// selector.
public struct Query: Sendable {
  /// The s-op whose values are compared.
  public let sop: SOp
}

/// The s-op as query. A literal stands at every position.
public func query(_ sop: SOp) -> Query { Query(sop: sop) }

/// The same value asked for at every position, of a variable: `query(letter)`. Cost: constant.
@_disfavoredOverload
public func query(_ value: some ValueConvertible) -> Query { Query(sop: SOp(value)) }
