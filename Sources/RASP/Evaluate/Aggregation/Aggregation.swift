/// Attention: the reduction of the selected values at each query.
struct Aggregation {
  let reduction: Reduction
  let fallback: Value
  let selection: Selection
  let column: Column
  /// How many key positions there are.
  let keyCount: Int

  /// The first query whose selected values cannot be reduced.
  struct Failure: Error {
    let query: Int
  }

  func callAsFunction() throws(Failure) -> Column {
    if case .words(let rows) = selection, let result = byWord(rows) { return result }
    if case .spans(let spans) = selection, let sums = wholeSums(spans) { return .integers(sums) }
    if let groups = selection.groups {
      if groups.queries.count > 1, let keys = groups.onlyKeys() {
        return KeyMap.listed(keys).values(of: column, keyCount, default: fallback)
      }
      if let result = byGroup(groups) { return result }
    }
    return try byQuery()
  }

  /// Without an array of counts, where values are moved, or integers are added and so is the default.
  private func byWord(_ rows: WordRows) -> Column? {
    // A row has at most 64 keys.
    let most: Int64 = 1 << 57
    if isWholeTotal, case .uniform(.integer(let amount)) = column, -most..<most ~= amount,
      case .integer(let other) = fallback
    {
      return .integers(rows.counted(amount, other))
    }
    let sizes = rows.sizes
    if !sizes.several {
      if !sizes.one { return .uniform(fallback) }
      return KeyMap.words(rows).values(of: column, keyCount, sizes.none ? fallback : .none)
    }
    guard isWholeTotal else { return nil }
    var other: Int64 = 0
    if sizes.none {
      guard case .integer(let amount) = fallback else { return nil }
      other = amount
    }
    guard let values = column.integers, Summands.fitOneLimb(values) else { return nil }
    return .integers(rows.totals(values, empty: other))
  }

  private func byQuery() throws(Failure) -> Column {
    let (counts, known) = selection.survey()
    let (hasNone, hasOne, hasSeveral) = Aggregation.sizes(counts)
    var picked = Picked(counts: counts, keys: known ?? [], hasNone: hasNone, fallback: fallback)
    let sums = hasSeveral && isWholeTotal ? wholeSums(counts) : nil
    // The sum of a single integer is that integer, wherever it stood.
    let needsKeys = sums == nil || column.mayHoldBooleans
    if hasOne && needsKeys && known == nil { picked.keys = selection.firstKeys() }
    if !hasSeveral { return picked.gathered(from: column, keyCount) }
    if let sums, let result = picked.summed(sums, column) { return result }
    if hasOne && picked.keys.isEmpty { picked.keys = selection.firstKeys() }
    return try mixed(picked)
  }

  /// One result for all queries of a group. `nil` if a group fails or has values of another kind,
  /// which it may have that nobody asks for, and where there are more groups than queries.
  private func byGroup(_ groups: KeyGroups) -> Column? {
    guard groups.count <= groups.queries.count else { return nil }
    let each = groups.each
    let aggregation = Aggregation(
      reduction: reduction, fallback: fallback,
      selection: .joins(
        [(1, .groups(each))], ValueCoding.Extent(keys: keyCount, queries: groups.count)),
      column: column, keyCount: keyCount)
    guard let results = try? aggregation.byQuery() else { return nil }
    if case .coded = results { return nil }
    return KeyMap.listed(groups.queries).values(of: results, groups.count)
  }

  /// The sums over neighbouring integers, if no default of another kind is among them.
  private func wholeSums(_ spans: Spans) -> [Int64]? {
    guard isWholeTotal, let values = column.integers, Summands.fitOneLimb(values) else {
      return nil
    }
    if spans.sizes.lowerBound > 0 { return spans.totals(values) }
    guard case .integer(let other) = fallback else { return nil }
    return spans.totals(values, empty: other)
  }

  /// Whether a sum of several integers stands as it is.
  private var isWholeTotal: Bool {
    switch reduction.demand {
    case .total(.whole): true
    case .total(.averaged), .equality: false
    }
  }

  /// Whether some query selects no key, one, several.
  private static func sizes(_ counts: [Int32]) -> (none: Bool, one: Bool, several: Bool) {
    // Without branches, so that the compiler makes vector code of it.
    var (none, one, several) = (0 as Int32, 0 as Int32, 0 as Int32)
    for count in counts {
      none |= count == 0 ? 1 : 0
      one |= count == 1 ? 1 : 0
      several |= count > 1 ? 1 : 0
    }
    return (none != 0, one != 0, several != 0)
  }

  /// The sums of integers and booleans, if they all fit; of no meaning where nothing is selected.
  private func wholeSums(_ counts: [Int32]) -> [Int64]? {
    if case .uniform(let value) = column {
      guard value.isWhole else { return nil }
      var hasOverflown = false
      let sums = filled(counts.count) {
        let (product, overflow) = value.amount.multipliedReportingOverflow(by: Int64(counts[$0]))
        hasOverflown = hasOverflown || overflow
        return product
      }
      return hasOverflown ? nil : sums
    }
    switch column {
    case .integers, .progression, .booleans, .whole: break
    case .uniform, .doubles, .coded: return nil
    }
    return ExactTotals(Summands(column, count: keyCount), selection).wholeNumbers
  }

  /// Any kinds, one query after the other.
  private func mixed(_ picked: Picked) throws(Failure) -> Column {
    let totals = ExactTotals(Summands(column, count: keyCount), selection)
    var results: [Value] = []
    results.reserveCapacity(picked.counts.count)
    var equal: EqualValues?
    for (query, count) in picked.counts.enumerated() {
      switch count {
      case 0: results.append(fallback)
      case 1: results.append(column[Int(picked.keys[query])])
      case let count where takesEqual || keepsEqual && totals.hasOthers(query):
        let values = equal ?? EqualValues(column, count: keyCount, selection)
        equal = values
        guard let result = values.common(query, count: Int(count)) else {
          throw Failure(query: query)
        }
        results.append(result)
      default:
        guard let result = reduced(totals, query, count: Int(count)) else {
          throw Failure(query: query)
        }
        results.append(result)
      }
    }
    return Column(results)
  }

  private func reduced(_ totals: ExactTotals, _ query: Int, count: Int) -> Value? {
    switch reduction.demand {
    case .total(let total): totals.result(total, query, count: count)
    case .equality: nil
    }
  }

  private var keepsEqual: Bool {
    switch reduction.demand {
    case .total(let total): total.keepsEqual
    case .equality: true
    }
  }

  /// Whether several values must be equal, of whatever kind.
  private var takesEqual: Bool {
    switch reduction.demand {
    case .total: false
    case .equality: true
    }
  }
}

/// Whether the values that a query selects are all the same one, told by their codes in a table:
/// they are where no digit of the codes has a variance.
private struct EqualValues {
  private let table: [Value]
  /// The lowest digit first; so few bits a digit that no total of squares wraps round.
  private let digits: [Digit]

  private static let digitBits = 16

  private struct Digit {
    let sums: [Int64]
    let squares: [Int64]

    /// The digit that all of a query's `count` keys have; `nil` if two differ.
    func common(_ query: Int, count: Int) -> Int? {
      let (sum, square) = (Int128(sums[query]), Int128(squares[query]))
      return sum * sum == square * Int128(count) ? Int(sums[query]) / count : nil
    }
  }

  init(_ column: Column, count: Int, _ selection: Selection) {
    let (codes, table) = column.coded(count)
    self.table = table
    let bits = EqualValues.digitBits
    digits = stride(from: 0, to: table.count > 1 << bits ? 2 * bits : bits, by: bits).map { shift in
      let digit = filled(count) { Int64(codes[$0]) >> Int64(shift) & (1 << bits - 1) }
      return Digit(
        sums: selection.totals(digit), squares: selection.totals(digit.map { $0 * $0 }))
    }
  }

  /// The one value of the `count` keys that a query selects; `nil` if they differ.
  func common(_ query: Int, count: Int) -> Value? {
    var code = 0
    for (place, digit) in digits.enumerated() {
      // A bare `nil` would be a value here: `None`.
      guard let common = digit.common(query, count: count) else { return .none }
      code |= common << (place * EqualValues.digitBits)
    }
    return table[code]
  }
}

/// How many keys each query selects, and which one if it is one.
struct Picked {
  let counts: [Int32]
  /// Of meaning where the count is 1.
  var keys: [Int32]
  let hasNone: Bool
  let fallback: Value

  /// The result if no query selects more than one key: values are moved, whatever their kind.
  func gathered(from column: Column, _ keyCount: Int) -> Column {
    if keys.isEmpty { return .uniform(fallback) }
    let found = hasNone ? filled(keys.count) { counts[$0] == 0 ? -1 : keys[$0] } : keys
    return KeyMap.listed(found).values(of: column, keyCount, default: fallback)
  }

  /// The result of sums of integers and booleans. A single boolean stays one. `nil` if the default
  /// stands somewhere and is of another kind.
  func summed(_ sums: [Int64], _ column: Column) -> Column? {
    if hasNone && !fallback.isWhole { return nil }
    let other = fallback.amount
    let amounts = hasNone ? filled(sums.count) { counts[$0] == 0 ? other : sums[$0] } : sums
    let hasBooleans = !keys.isEmpty && column.mayHoldBooleans
    let otherIsBoolean = hasNone && fallback.kind == .boolean
    if !hasBooleans && !otherIsBoolean { return .integers(amounts) }
    let isBoolean = filled(sums.count) { query in
      counts[query] == 0
        ? otherIsBoolean
        : counts[query] == 1 && hasBooleans && column.isBoolean(Int(keys[query]))
    }
    return .whole(amounts, isBoolean: isBoolean)
  }
}

extension Column {
  fileprivate var mayHoldBooleans: Bool {
    switch self {
    case .booleans, .whole, .uniform(.boolean): true
    default: false
    }
  }

  fileprivate func isBoolean(_ position: Int) -> Bool {
    if case .whole(_, let isBoolean) = self { isBoolean[position] } else { mayHoldBooleans }
  }
}
