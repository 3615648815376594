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
    guard facts.slices.isMixed(output) else { return false }
    var leaves: [NodeID: Leaf] = [:]
    for leaf in facts.slices.leaves(of: output) {
      guard let readout = readout(leaf) else { return false }
      leaves[leaf] = .readout(readout)
    }
    return readByLines(output, leaves) || readByStairs(output, leaves)
  }

  private mutating func readByLines(_ output: NodeID, _ leaves: [NodeID: Leaf]) -> Bool {
    let limit = options.combinationLimit
    guard
      let axes = AxisFinder.structuralAxes(
        facts.slices, root: output, leaves: leaves, limit: limit),
      axes.count == 1, axes[0].isLine
    else { return false }
    var lookup = Lookup(gates: [], line: Lookup.Line(axes))
    var slice = SliceEvaluator(program, output, given: Set(axes[0].nodes))
    lookup.fill { _, line in
      var texts: Set<NodeID> = []
      _ = axes[0].give(line[0], to: &slice, &texts)
      return .some(self.result(&slice))
    }
    guard findings.reasons.isEmpty, let logits = lookup.lineLogits else { return false }
    setOutputs(lookup.values, logits)
    return true
  }

  private mutating func setOutputs(_ values: [Value], _ logits: [LinearForm]) {
    builder.setOutputs(values, logits)
    findings.note(values: values.count)
  }

  /// The rows are tokens, the columns positions. If each row's positions of the second value are
  /// among those of the next longer row, a position has it in all rows from some length on.
  private mutating func readByStairs(_ output: NodeID, _ leaves: [NodeID: Leaf]) -> Bool {
    let limit = options.combinationLimit
    let axes = AxisFinder.leafAxes(facts.slices, root: output, leaves: leaves, limit: limit)
    guard axes.count == 2, case .indicators(let rows) = axes[0].holding,
      case .indicators(let columns) = axes[1].holding
    else { return false }
    var table = [[Value?]](
      repeating: [Value?](repeating: nil, count: axes[1].count), count: axes[0].count)
    var slice = SliceEvaluator(program, output, given: Set(axes.flatMap { $0.nodes }))
    var texts: Set<NodeID> = []
    for row in table.indices {
      for column in table[row].indices {
        _ = axes[0].give(row, to: &slice, &texts)
        _ = axes[1].give(column, to: &slice, &texts)
        table[row][column] = result(&slice)
      }
    }
    guard findings.reasons.isEmpty, let stairs = Stairs(table) else { return false }
    let form =
      rows.form(stairs.heights.map { Double($0) }) - columns.form(stairs.ranks.map { Double($0) })
    setOutputs(stairs.values, [LinearForm(), form * 2 - LinearForm(constant: 1)])
    return true
  }
}
