extension ColumnOperation {
  /// A column of few values, as codes from 0 to `size` - 1.
  private struct FewValues {
    let codes: ColumnOperand<Int32>
    let size: Int

    init?(_ column: Column, limit: Int) {
      switch column {
      case .uniform: (codes, size) = (ColumnOperand(repeating: 0), 1)
      case .booleans(let values):
        (codes, size) = (ColumnOperand(filled(values.count) { values[$0] ? 1 : 0 }), 2)
      case .coded(let codes, let table):
        if table.count > limit { return nil }
        (self.codes, size) = (ColumnOperand(codes), table.count)
      case .integers, .progression:
        guard let near = NearIntegers(column, limit: limit) else { return nil }
        (codes, size) = (ColumnOperand(near.codes), near.size)
      case .whole, .doubles: return nil
      }
    }
  }

  /// The operation, run once for each combination of operands that occurs; `nil` if more may occur
  /// than a table is worth. Combinations are met in the order of the positions, so the first error
  /// is the one that going value by value would meet first.
  func tabulated(_ columns: [Column]) throws(Failure) -> Column? {
    let limit = 4 * count + 256
    var parts: [FewValues] = []
    var size = 1
    for column in columns {
      guard let part = FewValues(column, limit: limit) else { return nil }
      size *= part.size
      if size > limit { return nil }
      parts.append(part)
    }
    // Asked for all positions at once, results need no codes.
    if case .apply(let function, _) = applied, function.table != nil, size > count / 2 {
      return nil
    }
    let indices = combined(parts)
    var coder = ValueCoder()
    let results = try results(at: indices, size, &coder)
    return column(of: results, coder.table, at: indices)
  }

  /// The code of the result of each combination that occurs.
  private func results(
    at indices: ColumnOperand<Int32>, _ size: Int, _ coder: inout ValueCoder
  ) throws(Failure) -> [Int32] {
    var results = [Int32](repeating: -1, count: size)
    var text = MemoryBudget()
    if let known = asked(at: indices, size) {
      for (index, position, result) in known {
        try at(position, { () throws(Problem) in try text.charge(result.bytesElsewhere) })
        results[index] = coder.code(result)
      }
      return results
    }
    var missing = size
    for position in 0..<count where results[Int(indices[position])] < 0 {
      let result = try value(at: position)
      try at(position, { () throws(Problem) in try text.charge(result.bytesElsewhere) })
      results[Int(indices[position])] = coder.code(result)
      missing -= 1
      if missing == 0 { break }
    }
    return results
  }

  /// The results at each position, whose codes in a table the combinations have.
  private func column(
    of results: [Int32], _ table: [Value], at indices: ColumnOperand<Int32>
  ) -> Column {
    let kind = table.first?.kind
    let isOfOneKind = kind != .string && table.allSatisfy { $0.kind == kind }
    if results.count <= count, table.count > 1, isOfOneKind {
      // Numbers need no codes of their own.
      let values = results.map { $0 < 0 ? table[0] : table[Int($0)] }
      return Column(
        codes: indices.repeated == nil ? indices.values : filled(count) { indices[$0] },
        table: values)
    }
    return Column(codes: filled(count) { results[Int(indices[$0])] }, table: table)
  }

  /// The results of a function that is asked for all combinations at once, each with the first
  /// position that has it.
  private func asked(
    at indices: ColumnOperand<Int32>, _ size: Int
  ) -> [(index: Int, position: Int, result: Value)]? {
    guard case .apply(let function, let operands) = applied, function.table != nil else {
      return nil
    }
    var isMet = [Bool](repeating: false, count: size)
    var first: [Int] = []
    for position in 0..<count where !isMet[Int(indices[position])] {
      isMet[Int(indices[position])] = true
      first.append(position)
    }
    let columns = operands.map { column in first.map { column[$0] } }
    guard let values = function.values(columns) else { return nil }
    return zip(first, values).map { (Int(indices[$0]), $0, $1) }
  }

  /// The number of the combination at each position.
  private func combined(_ parts: [FewValues]) -> ColumnOperand<Int32> {
    guard var indices = parts.first?.codes else { return ColumnOperand(repeating: 0) }
    for part in parts.dropFirst() where part.size > 1 {
      let size = Int32(part.size)
      indices = ColumnOperand(zipped(indices, part.codes, count: count) { $0 &* size &+ $1 })
    }
    return indices
  }
}
