import RASP

/// Finds an expression for a table: the first that fits all rows, of the simplest kind that has one.
enum TableFold {
  /// What a function gives for one combination of arguments.
  struct Row {
    let arguments: [Value]
    let result: Value
  }

  /// An expression of the operands that has every row's result.
  static func sop(_ rows: [Row], of operands: [SOp]) -> SOp {
    guard let first = rows.first, !operands.isEmpty else { return SOp(rows.first?.result ?? 0) }
    if rows.allSatisfy({ $0.result.isIdentical(to: first.result) }) { return SOp(first.result) }
    for (index, operand) in operands.enumerated()
    where rows.allSatisfy({ $0.result.isIdentical(to: $0.arguments[index]) }) {
      return operand
    }
    if let sop = linear(rows, operands) ?? operation(rows, operands) { return sop }
    if operands.count == 1 {
      return unary(rows.map { ($0.arguments[0], $0.result) }, operands[0])
    }
    return split(rows, operands)
  }

  // MARK: Arithmetic

  /// `a x + b y + c`, cut off at 0 or not.
  private static func linear(_ rows: [Row], _ operands: [SOp]) -> SOp? {
    var points: [(x: [Int64], result: Int64)] = []
    for row in rows {
      let x = row.arguments.compactMap { Int($0).map { Int64($0) } }
      guard x.count == row.arguments.count, let result = Int(row.result) else { return nil }
      points.append((x, Int64(result)))
    }
    let factors: [[Int64]] =
      operands.count == 1
      ? [[1], [-1], [2], [-2]]
      : [
        [1, 1], [1, -1], [-1, 1], [-1, -1], [1, 2], [2, 1], [2, -1], [1, -2], [-1, 2], [-2, 1],
      ]
    for isCut in [false, true] {
      for factors in factors {
        let sums = points.map { zip($0.x, factors).reduce(0) { $0 &+ $1.0 &* $1.1 } }
        guard let known = points.firstIndex(where: { !isCut || $0.result != 0 }) else { continue }
        let constant = points[known].result &- sums[known]
        let fits = zip(points, sums).allSatisfy { point, sum in
          point.result == (isCut ? max(0, sum &+ constant) : sum &+ constant)
        }
        guard fits else { continue }
        let sop = combination(operands, factors, constant)
        return isCut ? RASP.`where`(sop > 0, sop, 0) : sop
      }
    }
    return nil
  }

  private static func combination(
    _ operands: [SOp], _ factors: [Int64], _ constant: Int64
  ) -> SOp {
    var sop: SOp?
    // What is added comes first, so that nothing starts with a sign.
    let terms = zip(operands, factors).sorted { $0.1 > $1.1 }
    for (operand, factor) in terms {
      let amount = abs(factor) == 1 ? operand : operand * SOp(Value.integer(abs(factor)))
      if let sum = sop {
        sop = factor > 0 ? sum + amount : sum - amount
      } else if factor > 0 {
        sop = amount
      } else {
        sop = SOp(Value.integer(constant)) - amount
      }
    }
    let isConstantIn = terms.first.map { $0.1 < 0 } ?? false
    guard let sop, constant != 0, !isConstantIn else { return sop ?? 0 }
    return constant > 0 ? sop + SOp(Value.integer(constant)) : sop - SOp(Value.integer(-constant))
  }

  /// One operation of the two operands.
  private static func operation(_ rows: [Row], _ operands: [SOp]) -> SOp? {
    guard operands.count == 2 else { return nil }
    let relations: [Relation] = [
      .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
    ]
    for relation in relations {
      let fits = rows.allSatisfy { row in
        let holds = try? relation.holds(row.arguments[0], row.arguments[1])
        return holds.map { row.result.isIdentical(to: .boolean($0)) } ?? false
      }
      if fits { return SOp(relation, operands[0], operands[1]) }
    }
    let operators: [BinaryOperator] = [.and, .or, .multiply, .floorDivide, .modulo]
    for op in operators {
      for isSwapped in [false, true] {
        let fits = rows.allSatisfy { row in
          let (a, b) = (row.arguments[isSwapped ? 1 : 0], row.arguments[isSwapped ? 0 : 1])
          return (try? op(a, b)).map { row.result.isIdentical(to: $0) } ?? false
        }
        if fits { return SOp(op, operands[isSwapped ? 1 : 0], operands[isSwapped ? 0 : 1]) }
      }
    }
    return nil
  }

  // MARK: Cases

  /// The rows that have one result.
  private struct Case {
    let result: Value
    var arguments: [Value]
  }

  private static func unary(_ rows: [(argument: Value, result: Value)], _ operand: SOp) -> SOp {
    var cases: [Case] = []
    for row in rows {
      if let index = cases.firstIndex(where: { $0.result.isIdentical(to: row.result) }) {
        cases[index].arguments.append(row.argument)
      } else {
        cases.append(Case(result: row.result, arguments: [row.argument]))
      }
    }
    cases.sort { $0.arguments.count < $1.arguments.count }
    guard let last = cases.popLast() else { return 0 }
    if cases.count == 1, last.result.kind == .boolean, cases[0].result.kind == .boolean {
      let test = test(operand, cases[0].arguments, against: last.arguments)
      return cases[0].result.isTrue ? test : ~test
    }
    var sop = SOp(last.result)
    var others = last.arguments
    for part in cases.reversed() {
      sop = RASP.`where`(test(operand, part.arguments, against: others), SOp(part.result), sop)
      others += part.arguments
    }
    return sop
  }

  /// That the operand is one of some values, and none of the others.
  private static func test(_ operand: SOp, _ values: [Value], against others: [Value]) -> SOp {
    if values.count == 1 {
      if values[0].kind == .boolean, others.allSatisfy({ $0.kind == .boolean }) {
        return values[0].isTrue ? operand : ~operand
      }
      return operand == SOp(values[0])
    }
    if others.count == 1, others[0].kind != .boolean { return operand != SOp(others[0]) }
    let (inside, outside) = (values.compactMap { Int($0) }, others.compactMap { Int($0) })
    if inside.count == values.count, outside.count == others.count,
      let low = inside.min(), let high = inside.max(), let below = outside.min(),
      let above = outside.max()
    {
      if low > above { return operand > SOp(above) }
      if high < below { return operand < SOp(below) }
    }
    return operand.isIn(values)
  }

  /// Cases of the operand with fewer values, those of one function of the other together.
  private static func split(_ rows: [Row], _ operands: [SOp]) -> SOp {
    let counts = [0, 1].map { index in Set(rows.map { Constant($0.arguments[index]) }).count }
    let chosen = counts[0] < counts[1] ? 0 : 1
    var parts: [(values: [Value], rows: [Row])] = []
    for row in rows {
      let value = row.arguments[chosen]
      if let index = parts.firstIndex(where: { $0.values[0].isIdentical(to: value) }) {
        parts[index].rows.append(row)
      } else {
        parts.append(([value], [row]))
      }
    }
    var merged: [(values: [Value], rows: [Row])] = []
    for part in parts.sorted(by: { $0.rows.count > $1.rows.count }) {
      let index = merged.firstIndex { agree($0.rows, part.rows, on: 1 - chosen) }
      if let index {
        merged[index].values += part.values
        merged[index].rows += part.rows
      } else {
        merged.append(part)
      }
    }
    merged.sort { $0.values.count < $1.values.count }
    return cases(merged, operands, chosen)
  }

  private static func cases(
    _ parts: [(values: [Value], rows: [Row])], _ operands: [SOp], _ chosen: Int
  ) -> SOp {
    var sop: SOp?
    var others: [Value] = []
    for part in parts.reversed() {
      var seen: Set<Constant> = []
      let rows = part.rows.filter { seen.insert(Constant($0.arguments[1 - chosen])).inserted }
      let body = TableFold.sop(
        rows.map { Row(arguments: [$0.arguments[1 - chosen]], result: $0.result) },
        of: [operands[1 - chosen]])
      sop =
        sop.map {
          RASP.`where`(test(operands[chosen], part.values, against: others), body, $0)
        } ?? body
      others += part.values
    }
    return sop ?? 0
  }

  private static func agree(_ a: [Row], _ b: [Row], on index: Int) -> Bool {
    var results: [Constant: Value] = [:]
    for row in a { results[Constant(row.arguments[index])] = row.result }
    return b.allSatisfy { row in
      results[Constant(row.arguments[index])].map { $0.isIdentical(to: row.result) } ?? true
    }
  }
}
