// Comparing and choosing. Each kernel gives `nil` for kinds that it does not know.

extension ColumnOperation {
  func compare(_ relation: Relation, _ a: Column, _ b: Column) -> Column? {
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

  func choose(_ condition: Column, then a: Column, otherwise b: Column) -> Column? {
    let truths = condition.truths(count)
    if let truth = truths.repeated { return truth ? a : b }
    let isChosen = truths.values
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
