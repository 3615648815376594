import RASP

/// A head of the grammar: which keys it selects, which of those it keeps, and what it moves.
struct HeadSpec: Hashable {
  /// What is asked of a key, or of key and query.
  enum Content: Hashable {
    case any
    /// The key's column is this boolean.
    case boolean(Int, Bool)
    /// The column is the same at key and query.
    case same(Int)
    /// The column is not the same at key and query.
    case different(Int)
    /// A selector of the program.
    case written(NodeID)
  }

  /// Where the key may stand.
  enum Position: Hashable {
    case anywhere
    /// `key(indices) <relation> query(column)`
    case compared(Relation, Int)
  }

  enum Pick: Hashable {
    /// All keys, added.
    case sum
    /// All keys, of which there is at most one.
    case only
    case leftmost, rightmost
    case best(Int)
    case least(Int)
  }

  let content: Content
  let position: Position
  let pick: Pick
  /// The column that is moved; `nil` for 1.
  let value: Int?
  /// What stands where nothing is selected.
  var fallback = Constant(0)

  /// The columns that the head reads, those of a written selector aside.
  var operands: [Int] {
    var operands: [Int] = []
    switch content {
    case .any, .written: break
    case .boolean(let id, _), .same(let id), .different(let id): operands.append(id)
    }
    if case .compared(_, let id) = position { operands.append(id) }
    switch pick {
    case .sum, .only, .leftmost, .rightmost: break
    case .best(let id), .least(let id): operands.append(id)
    }
    if let value { operands.append(value) }
    return operands
  }
}
