import RASP

/// An s-op whose values are tuples: for each element of them an s-op.
///
/// No value of the core is a tuple. A function that gives tuples is asked for their elements one by
/// one, and a function that takes a tuple is given its elements and puts them together, so tuples
/// pass between functions and are never a column. So they need nothing of the evaluators, of the
/// compiler or of what is exported.
struct TupleSOp {
  /// An element of the tuples: plain values, or tuples again.
  indirect enum Element {
    case plain(SOp)
    case tuple([Element])
  }

  /// What it is to a selector.
  enum Role {
    case none, key, query

    var phrase: String {
      switch self {
      case .none: "an s-op"
      case .key: "a key"
      case .query: "a query"
      }
    }
  }

  /// The most plain values of a tuple, and of all that a function of tuples is given: each is an s-op of
  /// its own, and a tuple of two of itself has twice as many.
  static let mostValues = 4_096

  let elements: [Element]
  var role = Role.none
  /// Whether it is in Tracr's spelling, whose functions give None where an operand is None.
  var isTracr = false
  /// In Tracr's spelling, whether an element may be None: then there is no tuple there.
  var mayBeNone = false

  /// The s-ops of plain values, from left to right.
  var leaves: [SOp] { Element.tuple(elements).leaves }
}

extension TupleSOp.Element {
  /// How many ``leaves`` there are, counted up to one more than may be.
  var leafCount: Int {
    guard case .tuple(let elements) = self else { return 1 }
    var count = 0
    for element in elements where count <= TupleSOp.mostValues { count += element.leafCount }
    return count
  }

  var leaves: [SOp] {
    switch self {
    case .plain(let sop): [sop]
    case .tuple(let elements): elements.flatMap { $0.leaves }
    }
  }

  /// The s-op of the plain values at a path of elements.
  func plain(at path: [Int]) -> SOp? {
    switch self {
    case .plain(let sop): path.isEmpty ? sop : nil
    case .tuple(let elements):
      path.first.flatMap { index in
        elements.indices.contains(index)
          ? elements[index].plain(at: Array(path.dropFirst())) : nil
      }
    }
  }

  /// The selector of the pairs whose key and query are equal: as Python's tuples, element by
  /// element.
  func selector(equalTo query: TupleSOp.Element) -> AttentionSelector {
    switch (self, query) {
    case (.plain(let k), .plain(let q)): return RASP.key(k) == RASP.query(q)
    case (.tuple(let keys), .tuple(let queries)) where keys.count == queries.count:
      let parts = zip(keys, queries).map { $0.selector(equalTo: $1) }
      guard let first = parts.first else { return RASP.key(1) == RASP.query(1) }
      return parts.dropFirst().reduce(first) { $0 & $1 }
    case (.plain, .tuple), (.tuple, .plain), (.tuple, .tuple): return RASP.key(1) == RASP.query(0)
    }
  }
}
