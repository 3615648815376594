import RASP

/// Forward dataflow analysis: the values that s-ops may have, of those that have few. They may be
/// more than occur, never fewer.
struct KnownValues {
  private var values = NodeMap<[Value]?>()

  /// The most values of an s-op, and the most combinations of what it is made from.
  private static let limit = 1 << 10

  /// Cost: linear in the program, times the limit.
  init(_ program: Program, _ domain: Domain) {
    for id in program.ids { values.append(known(id, in: program, over: domain)) }
  }

  /// The values of an s-op, each once; `nil` if they are not known, or too many.
  subscript(id: NodeID) -> [Value]? { values[id] }

  private func known(_ id: NodeID, in program: Program, over domain: Domain) -> [Value]? {
    let most = domain.maximumLength
    switch program[id].applied {
    case .source(.tokens): return KnownValues.few(domain.vocabulary)
    case .source(.indices):
      return most > KnownValues.limit ? nil : (0..<most).map { .integer(Int64($0)) }
    case .source(.constant(let constant)): return [constant.value]
    case .source(.list(let list)): return KnownValues.few(list.map { $0.value })
    case .elementwise: return combined(id, in: program)
    case .selector: return nil
    case .aggregate(let aggregate) where aggregate.reduction == .only:
      return values[aggregate.value].flatMap { KnownValues.few([aggregate.fallback.value] + $0) }
    case .aggregate(let aggregate):
      // How many keys are selected.
      guard aggregate.reduction == .sum, most < KnownValues.limit,
        case .source(.constant(let one)) = program[aggregate.value].operation, one.value == 1,
        one.value.kind == .integer
      else { return nil }
      return KnownValues.few(
        [aggregate.fallback.value] + (1...most).map { .integer(Int64($0)) })
    }
  }

  /// What an operation makes of all combinations of its operands' values. `nil` if it has no value
  /// for some: which of them occur is not known.
  private func combined(_ id: NodeID, in program: Program) -> [Value]? {
    guard case .elementwise(let operation) = program[id].operation else { return nil }
    var rows: [[Value]] = [[]]
    for operand in program[id].operands {
      guard let own = values[operand], rows.count * own.count <= KnownValues.limit else {
        return nil
      }
      rows = rows.flatMap { row in own.map { row + [$0] } }
    }
    var results: [Value] = []
    for row in rows {
      guard let result = try? operation.apply(to: row) else { return nil }
      results.append(result)
    }
    return KnownValues.few(results)
  }

  /// The different ones, in kind too; `nil` if there are too many.
  private static func few(_ values: [Value]) -> [Value]? {
    var seen: Set<Constant> = []
    let different = values.filter { seen.insert(Constant($0)).inserted }
    return different.count > limit ? nil : different
  }
}

extension KnownValues {
  /// What a predicate says of all pairs of values that its key and query may have.
  struct Table {
    let keys: [Value]
    let queries: [Value]
    /// For each query a truth a key.
    let rows: [[Bool]]

    /// Whether it holds of at most one key's value for each query's.
    var isOnePerQuery: Bool { rows.allSatisfy { row in row.count { $0 } <= 1 } }
  }

  /// The most pairs of values that a predicate is tried on.
  private static let pairLimit = 1 << 16

  /// The table of a selector that is a predicate; `nil` if it is none, if there are too many values, or
  /// if the predicate has no answer for some of them.
  ///
  /// Cost: a call for each pair of values.
  func table(ofPredicate id: NodeID, in program: Program) -> Table? {
    guard case .select(let predicate, let key, let query)? = program[id].selector,
      case .function = predicate, let keys = self[key], let queries = self[query],
      keys.count * queries.count <= KnownValues.pairLimit,
      let rows = predicate.table(keys: keys, queries: queries)
    else { return nil }
    return Table(keys: keys, queries: queries, rows: rows)
  }
}
