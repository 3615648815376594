// Comparing and choosing. Each kernel gives `nil` for kinds that it does not know.

extension ColumnOperation {
  func compare(_ relation: Relation, _ a: Column, _ b: Column) -> Column? {
    switch (a, b) {
    case (.progression(let line), .uniform(let value)) where line.isSingle && value.isWhole:
      return .booleans(compared(relation, line, value.amount))
    case (.uniform(let value), .progression(let line)) where line.isSingle && value.isWhole:
      return .booleans(compared(relation.mirrored, line, value.amount))
    default: break
    }
    if let x = a.wholeNumbers, let y = b.wholeNumbers {
      return .booleans(compared(relation, x, y))
    }
    if let x = a.doublesAlone, let y = b.doublesAlone {
      return .booleans(compared(relation, x, y))
    }
    switch (a, b) {
    case (.coded(let codes, let table), .uniform(let value)),
      (.uniform(let value), .coded(let codes, let table)):
      return relation.needsOrder
        ? nil : .booleans(equals(relation, codes: codes, table: table, value: value))
    default: return nil
    }
  }

  /// Equality with one value, asked once for each value of the table.
  private func equals(
    _ relation: Relation, codes: [Int32], table: [Value], value: Value
  ) -> [Bool] {
    let truths = table.map { ($0 == value) == (relation == .equal) }
    return filled(count) { truths[Int(codes[$0])] }
  }

  @inline(__always)
  private func compared<T: Comparable>(
    _ relation: Relation, _ a: ColumnOperand<T>, _ b: ColumnOperand<T>
  ) -> [Bool] {
    switch relation {
    case .equal: zipped(a, b, count: count) { $0 == $1 }
    case .notEqual: zipped(a, b, count: count) { $0 != $1 }
    case .less: zipped(a, b, count: count) { $0 < $1 }
    case .lessOrEqual: zipped(a, b, count: count) { $0 <= $1 }
    case .greater: zipped(a, b, count: count) { $0 > $1 }
    case .greaterOrEqual: zipped(a, b, count: count) { $0 >= $1 }
    }
  }

  /// Where the elements of a progression are below, equal to and above a number: three pieces.
  private func compared(_ relation: Relation, _ line: Progression, _ number: Int64) -> [Bool] {
    let equal = line.positions(of: number)
    let (less, greater) = (relation.accepts(.less), relation.accepts(.greater))
    let (before, after) = line.step >= 0 ? (less, greater) : (greater, less)
    let atEqual = relation.accepts(.equal)
    return filled(count) {
      $0 < equal.lowerBound ? before : $0 < equal.upperBound ? atEqual : after
    }
  }

  func choose(_ condition: Column, then a: Column, otherwise b: Column) -> Column? {
    let truths = condition.truths(count)
    if let truth = truths.repeated { return truth ? a : b }
    let isChosen = truths.values
    if let result = chooseOnLine(isChosen, then: a, otherwise: b) { return result }
    if let x = a.integersAlone, let y = b.integersAlone {
      return .integers(chosen(isChosen, then: x, otherwise: y))
    }
    if let x = a.booleansAlone, let y = b.booleansAlone {
      return .booleans(chosen(isChosen, then: x, otherwise: y))
    }
    if let x = a.doublesAlone, let y = b.doublesAlone {
      return .doubles(chosen(isChosen, then: x, otherwise: y))
    }
    if let x = a.wholeNumbers, let y = b.wholeNumbers {
      let isBoolean = chosen(isChosen, then: a.whereBoolean, otherwise: b.whereBoolean)
      return .whole(chosen(isChosen, then: x, otherwise: y), isBoolean: isBoolean)
    }
    return chooseCodes(isChosen, then: a, otherwise: b)
  }

  /// Positions, or what is at equal distances, or a number: neither is written down for it.
  private func chooseOnLine(
    _ isFirst: [Bool], then a: Column, otherwise b: Column
  ) -> Column? {
    switch (a, b) {
    case (.progression(let line), .uniform(.integer(let other))) where line.isSingle:
      .integers(filled(count) { isFirst[$0] ? line.element(at: $0) : other })
    case (.uniform(.integer(let other)), .progression(let line)) where line.isSingle:
      .integers(filled(count) { isFirst[$0] ? other : line.element(at: $0) })
    default: nil
    }
  }

  @inline(__always)
  private func chosen<T>(_ isFirst: [Bool], then a: ColumnOperand<T>, otherwise b: ColumnOperand<T>)
    -> [T]
  {
    isFirst.withUnsafeBufferPointer { isFirst in
      var position = -1
      return zipped(a, b, count: count) { x, y in
        position += 1
        return isFirst[position] ? x : y
      }
    }
  }

  /// The values of the second table are looked up in the first, or added to it.
  private func chooseCodes(_ isFirst: [Bool], then a: Column, otherwise b: Column) -> Column {
    let (x, y) = (a.codes(count), b.codes(count))
    if y.table.count == 1 {
      var table = x.table
      let other = table.code(of: y.table[0])
      return Column(
        codes: chosen(isFirst, then: x.codes, otherwise: ColumnOperand(repeating: other)),
        table: table)
    }
    var coder = ValueCoder(x.table)
    let translated = y.table.map { coder.code($0) }
    let codes = translated.withUnsafeBufferPointer { translated in
      isFirst.withUnsafeBufferPointer { isFirst in
        filled(count) { isFirst[$0] ? x.codes[$0] : translated[Int(y.codes[$0])] }
      }
    }
    return Column(codes: codes, table: coder.table)
  }
}

extension Column {
  /// Where integers and booleans are booleans.
  fileprivate var whereBoolean: ColumnOperand<Bool> {
    switch self {
    case .whole(_, let isBoolean): ColumnOperand(isBoolean)
    case .booleans, .uniform(.boolean): ColumnOperand(repeating: true)
    default: ColumnOperand(repeating: false)
    }
  }

  /// ``coded(_:)`` without an array of equal codes.
  fileprivate func codes(_ count: Int) -> (codes: ColumnOperand<Int32>, table: [Value]) {
    if case .uniform(let value) = self { return (ColumnOperand(repeating: 0), [value]) }
    let coded = coded(count)
    return (ColumnOperand(coded.codes), coded.table)
  }
}
