/// What an aggregate's selector comes to on one input or batch.
enum Selected {
  /// The aggregate's counts are ranks.
  case ranks(StableRanks)
  /// At most one key a query: values are moved.
  case keys(KeyMap)
  case several(Selection)
}

/// What a selector selects on one input or batch, in the form that suits its plan.
enum Selection {
  /// Neighbouring keys.
  case spans(Spans)
  /// A signed sum of joins.
  case joins([(coefficient: Int64, join: Join)], ValueCoding.Extent)
  case words(WordRows)
  case bits(BitRows)

  /// How many keys each query selects. Where it costs nothing more, also ``firstKeys()``.
  func survey() -> (counts: [Int32], firstKeys: [Int32]?) {
    switch self {
    case .spans(let spans): return (spans.counts, spans.firstKeys)
    case .joins(let terms, let extent):
      if let groups = Selection.groups(terms) { return (groups.counts(), nil) }
      let totals = totals([Int64](repeating: 1, count: extent.keys))
      return (filled(totals.count) { Int32(truncatingIfNeeded: totals[$0]) }, nil)
    case .words(let rows): return (rows.counts(), nil)
    case .bits(let rows):
      let (counts, firstKeys) = rows.counts()
      return (counts, firstKeys)
    }
  }

  /// The key of each query that selects exactly one; of no meaning for the others.
  func firstKeys() -> [Int32] {
    switch self {
    case .spans(let spans): return spans.firstKeys
    case .joins(_, let extent):
      // Where one key is selected, the sum of the selected positions is its position.
      let totals = totals(filled(extent.keys) { Int64($0) })
      return filled(totals.count) { Int32(truncatingIfNeeded: totals[$0]) }
    case .words(let rows): return rows.firstKeys()
    case .bits(let rows): return rows.counts().firstKeys
    }
  }

  /// At each query the sum, modulo 2^64, of `payload` over the selected keys.
  func totals(_ payload: [Int64]) -> [Int64] {
    switch self {
    case .spans(let spans): return spans.totals(payload)
    case .joins(let terms, let extent):
      var results = terms.first.map { Selection.scaled($0, payload) }
      for term in terms.dropFirst() {
        let totals = Selection.scaled(term, payload)
        for query in totals.indices { results?[query] &+= totals[query] }
      }
      return results ?? [Int64](repeating: 0, count: extent.queries)
    case .words(let rows): return rows.totals(payload)
    case .bits(let rows): return rows.totals(payload)
    }
  }

  /// The groups of a single join that has nothing else.
  var groups: KeyGroups? {
    if case .joins(let terms, _) = self { Selection.groups(terms) } else { nil }
  }

  private static func groups(_ terms: [(coefficient: Int64, join: Join)]) -> KeyGroups? {
    guard terms.count == 1, terms[0].coefficient == 1, case .groups(let groups) = terms[0].join
    else { return nil }
    return groups
  }

  private static func scaled(
    _ term: (coefficient: Int64, join: Join), _ payload: [Int64]
  ) -> [Int64] {
    let totals = term.join.totals(payload)
    return term.coefficient == 1
      ? totals : filled(totals.count) { totals[$0] &* term.coefficient }
  }
}
