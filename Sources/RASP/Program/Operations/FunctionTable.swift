/// A function of many arguments at once, for functions that are dear to call, such as those of
/// another language.
///
/// `nil` says that the function failed for some of them, or has no value. The evaluator asks one
/// by one then, in its order, which finds the first position at fault.
package struct FunctionTable: Sendable {
  /// The function's values where the arguments are the columns' rows.
  let rows: @Sendable (_ columns: [[Value]]) -> [Value]?
  /// The truth of the function's value for each pair, query by query.
  let pairs: @Sendable (_ keys: [Value], _ queries: [Value]) -> [Bool]?

  /// A function by its values for rows of arguments, and by its truth for pairs: for each query a
  /// truth a key.
  package init(
    rows: @escaping @Sendable (_ columns: [[Value]]) -> [Value]?,
    pairs: @escaping @Sendable (_ keys: [Value], _ queries: [Value]) -> [Bool]?
  ) {
    self.rows = rows
    self.pairs = pairs
  }
}

extension Function {
  /// The function's values for rows of arguments; `nil` if it has no table, or must be asked one by
  /// one.
  func values(_ columns: [[Value]]) -> [Value]? {
    guard let table, let first = columns.first, !first.isEmpty,
      let values = table.rows(columns), values.count == first.count
    else { return nil }
    for case .double(let double) in values where !double.isFinite { return nil }
    return values
  }

  /// The function's truth for each pair, query by query; `nil` as for ``values(_:)``.
  func truths(_ keys: [Value], _ queries: [Value]) -> [Bool]? {
    guard let table, !keys.isEmpty, !queries.isEmpty, let truths = table.pairs(keys, queries),
      truths.count == keys.count * queries.count
    else { return nil }
    return truths
  }
}
