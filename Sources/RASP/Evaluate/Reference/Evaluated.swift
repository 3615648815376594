/// What a node is worth on an input.
package enum Evaluated: Sendable, Hashable {
  /// One value a position.
  case sequence([Value])
  /// Rows are query positions, columns key positions.
  case matrix([[Bool]])
}

extension Evaluated {
  /// The values of an s-op; none for a selector.
  var sequence: [Value] {
    if case .sequence(let values) = self { values } else { [] }
  }

  /// The rows of a selector; none for an s-op.
  var matrix: [[Bool]] {
    if case .matrix(let rows) = self { rows } else { [] }
  }

  var bytes: Int64 {
    switch self {
    case .sequence(let values): values.bytes
    case .matrix(let rows): Int64(rows.count) * Int64(rows.count)
    }
  }
}
