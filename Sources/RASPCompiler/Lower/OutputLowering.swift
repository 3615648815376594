import RASP

extension Lowering {
  /// The output of a program without attention, if the unembedding alone can compute it from token
  /// and position. False if the program is none of that kind.
  ///
  /// That is so if its value is a function of one sum of token and position and has each value on
  /// one stretch of it: the logit of each value is a line that is the highest on its stretch. And
  /// it is so if there are two values, and the tokens can be ordered so that one value's positions
  /// grow from one to the next.
  mutating func lowerElementwiseOutput() -> Bool {
    let output = program.output
    guard program.isMixed(output) else { return false }
    var leaves: [NodeID: Leaf] = [:]
    for leaf in program.leaves(of: output) {
      guard let readout = readout(leaf) else { return false }
      leaves[leaf] = .readout(readout)
    }
    return readByLines(output, leaves) || readByStairs(output, leaves)
  }

  private mutating func readByLines(_ output: NodeID, _ leaves: [NodeID: Leaf]) -> Bool {
    let limit = options.combinationLimit
    guard let axes = AxisFinder.structuralAxes(program, output, leaves, limit: limit),
      axes.count == 1, axes[0].isLine
    else { return false }
    var lookup = Lookup(gates: [], line: Lookup.Line(axes))
    var cone = Cone(program, output, given: Set(axes[0].nodes))
    lookup.fill { _, line in
      var texts: Set<NodeID> = []
      _ = axes[0].give(line[0], to: &cone, &texts)
      return .some(self.result(&cone))
    }
    guard reasons.isEmpty, let logits = lookup.lineLogits else { return false }
    setOutputs(lookup.values, logits)
    return true
  }

  private mutating func setOutputs(_ values: [Value], _ logits: [LinearForm]) {
    plan.outputs = values
    plan.logits = logits
    largestValueSet = max(largestValueSet, values.count)
  }

  /// The rows are tokens, the columns positions. If each row's positions of the second value are
  /// among those of the next longer row, a position has it in all rows from some length on.
  private mutating func readByStairs(_ output: NodeID, _ leaves: [NodeID: Leaf]) -> Bool {
    let limit = options.combinationLimit
    let axes = AxisFinder.leafAxes(program, output, leaves, limit: limit)
    guard axes.count == 2, case .indicators(let rows) = axes[0].holding,
      case .indicators(let columns) = axes[1].holding
    else { return false }
    var table = [[Value?]](
      repeating: [Value?](repeating: nil, count: axes[1].count), count: axes[0].count)
    var cone = Cone(program, output, given: Set(axes.flatMap { $0.nodes }))
    var texts: Set<NodeID> = []
    for row in table.indices {
      for column in table[row].indices {
        _ = axes[0].give(row, to: &cone, &texts)
        _ = axes[1].give(column, to: &cone, &texts)
        table[row][column] = result(&cone)
      }
    }
    guard reasons.isEmpty, let stairs = Stairs(table) else { return false }
    let form =
      rows.form(stairs.heights.map { Double($0) }) - columns.form(stairs.ranks.map { Double($0) })
    setOutputs(stairs.values, [LinearForm(), form * 2 - LinearForm(constant: 1)])
    return true
  }
}

extension Lookup {
  /// For each class a linear function that is the highest of all on the class's stretch of the
  /// line; `nil` if a class has several stretches.
  fileprivate var lineLogits: [LinearForm]? {
    guard let line, rows.count == 1, rows[0].start == 0 else { return nil }
    var logits = [LinearForm()]
    var (slope, height) = (0.0, 0.0)
    let size = max(1, max(abs(line.span.low), abs(line.span.high)))
    for change in rows[0].changes {
      // Classes are numbered as they come, so a number that is not new has a stretch before.
      let gap = change.high - change.low
      guard change.to == logits.count, gap * 0x1p18 > size else { return nil }
      // So steep that the next class's logit is at least 1 above or below on either side.
      slope += 2 / gap
      height -= (change.low + change.high) / gap
      logits.append(line.form * slope + LinearForm(constant: height))
    }
    return logits
  }
}

/// A table of two values in which each row's columns of the second value are among those of every
/// row that has more of them.
private struct Stairs {
  /// The first value and the second.
  let values: [Value]
  /// For each row how often it has the second value.
  let heights: [Int]
  /// For each column how many rows' heights are not enough for it: the second value stands where
  /// the height is above the rank.
  let ranks: [Int]

  init?(_ table: [[Value?]]) {
    guard let first = table.first?.first ?? Value?.none else { return nil }
    guard
      let second = table.joined().lazy.compactMap({ $0 }).first(where: {
        !$0.isIdentical(to: first)
      })
    else { return nil }
    for value in table.joined() {
      guard let value, value.isIdentical(to: first) || value.isIdentical(to: second) else {
        return nil
      }
    }
    let isSecond = table.map { $0.map { $0.map { $0.isIdentical(to: second) } ?? false } }
    let heights = isSecond.map { row in row.filter { $0 }.count }
    let ranks = isSecond[0].indices.map { column in
      let enough = isSecond.indices.filter { isSecond[$0][column] }.map { heights[$0] }
      return (enough.min() ?? isSecond[0].count + 1) - 1
    }
    for row in isSecond.indices {
      for column in ranks.indices
      where isSecond[row][column] != (heights[row] > ranks[column]) { return nil }
    }
    values = [first, second]
    self.heights = heights
    self.ranks = ranks
  }
}
