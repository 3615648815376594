extension BatchOutput {
  /// The values of all sequences one after the other, where the batch has their tokens. In the
  /// rows of a sequence that failed stand values of no meaning: ``faults`` lists those.
  ///
  /// Cost: linear in the number of tokens; no value is made for one.
  public var column: TypedColumn {
    let joint = JointColumn(
      columns: parts.map { part in
        guard case .success(let column) = part.outcome else { return nil }
        return TypedColumn(column, count: part.layout.count)
      }, counts: parts.map { $0.layout.count })
    return joint.column
  }

  /// The sequences that failed, by their numbers in the batch, and why.
  public var faults: [(sequence: Int, diagnostic: Diagnostic)] {
    var faults: [(sequence: Int, diagnostic: Diagnostic)] = []
    for part in parts {
      if case .failure(let diagnostic) = part.outcome { faults.append((part.first, diagnostic)) }
    }
    return faults
  }
}

/// Columns that are to be one; fillers of no meaning stand for those that are `nil`.
private struct JointColumn {
  let columns: [TypedColumn?]
  let counts: [Int]

  var column: TypedColumn {
    let integers = joined(0 as Int64) { if case .integers(let values) = $0 { values } else { nil } }
    if let integers { return .integers(integers) }
    let booleans = joined(false) { if case .booleans(let values) = $0 { values } else { nil } }
    if let booleans { return .booleans(booleans) }
    let doubles = joined(0.0) { if case .doubles(let values) = $0 { values } else { nil } }
    if let doubles { return .doubles(doubles) }
    return coded
  }

  /// The columns as one, if all that have positions are of one kind.
  private func joined<Element>(
    _ filler: Element, _ values: (TypedColumn) -> [Element]?
  ) -> [Element]? {
    var results: [Element] = []
    results.reserveCapacity(counts.reduce(0, +))
    for (column, count) in zip(columns, counts) where count > 0 {
      guard let column else {
        results += [Element](repeating: filler, count: count)
        continue
      }
      guard let values = values(column) else { return nil }
      results += values
    }
    return results
  }

  /// Columns of several kinds or of codes, as codes in one table.
  private var coded: TypedColumn {
    var coder = ValueCoder()
    var results: [Int32] = []
    results.reserveCapacity(counts.reduce(0, +))
    for (column, count) in zip(columns, counts) {
      switch column {
      case .coded(let codes, let table)?:
        var indices = [Int32](repeating: -1, count: table.count)
        for code in codes {
          if indices[Int(code)] < 0 { indices[Int(code)] = coder.code(table[Int(code)]) }
          results.append(indices[Int(code)])
        }
      case let column?: for position in 0..<count { results.append(coder.code(column[position])) }
      case nil: results += [Int32](repeating: coder.code(.null), count: count)
      }
    }
    return .coded(results, coder.table)
  }
}
