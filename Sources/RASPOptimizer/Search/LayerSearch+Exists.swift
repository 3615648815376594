import RASP

extension LayerSearch {
  /// Looks, for each s-op of two values that is not known, for a function h of known columns such that the
  /// boolean is "some selected key has h". The largest h that no false query sees is taken: if any
  /// does, that one does.
  mutating func tryExists(_ layer: Int) {
    let known = graph.known(upTo: layer - 1).filter {
      !graph[$0].column.isConstant && graph[$0].column.table.count <= 256
    }
    guard let indices = HeadOperands(self, below: layer).indices else { return }
    let positions: [HeadSpec.Position] =
      [.anywhere]
      + [.lessOrEqual, .less, .greaterOrEqual, .greater].map { .compared($0, indices) }
    for target in booleanTargets(layer) {
      for position in positions {
        let bits = positionBits(position, sample.inputs.count)
        for isTrue in [true, false] where !isStopped() {
          trySets(
            of: known, ExistsGoal(target: target, position: position, polarity: isTrue, bits: bits),
            layer)
        }
      }
    }
  }

  func booleanTargets(_ layer: Int) -> [Int] {
    var targets: [Int] = []
    for case let id? in classOfNode where graph[id].column.table.count == 2 && !targets.contains(id)
    {
      if let known = graph[id].layer, known < layer { continue }
      targets.append(id)
    }
    return targets
  }

  /// One column, then two of which one needs no head, then any two.
  private mutating func trySets(of known: [Int], _ goal: ExistsGoal, _ layer: Int) {
    var pairs: [[Int]] = []
    for (index, first) in known.enumerated() {
      if tryExists([first], goal, layer) { return }
      for second in known[..<index] { pairs.append([second, first]) }
    }
    let size = { [graph] (pair: [Int]) in
      graph[pair[0]].column.table.count * graph[pair[1]].column.table.count
    }
    pairs = pairs.enumerated().sorted { (size($0.1), $0.0) < (size($1.1), $1.0) }.map { $0.1 }
    let isLight = { [graph] (pair: [Int]) in pair.contains { graph[$0].layer == 0 } }
    for pair in pairs.filter(isLight) + pairs.filter({ !isLight($0) }) {
      if isStopped() || tryExists(pair, goal, layer) { return }
    }
  }

  private mutating func tryExists(_ operands: [Int], _ goal: ExistsGoal, _ layer: Int) -> Bool {
    guard layer == 1 || operands.contains(where: { graph[$0].layer == layer - 1 }) else {
      return false
    }
    setsTried += 1
    guard let flags = existsFlags(operands, goal, sample.firstLook), flags.contains(true),
      let flags = existsFlags(operands, goal, sample.inputs.count), flags.contains(true),
      let column = Column(flags.map { .boolean($0) }), !column.isConstant
    else { return false }
    let flag = graph.add(column)
    if graph[flag].layer == nil { graph[flag].isSpeculative = true }
    if !operands.contains(flag) {
      graph.add(.table(operands), reading: operands, to: flag, layer: layer - 1)
    }
    let spec = HeadSpec(
      content: .any, position: goal.position, pick: .sum, value: flag)
    guard let keys = wholeKeys(spec), let sum = headColumn(spec, keys) else { return false }
    let head = graph.add(sum)
    graph.add(.head(spec), reading: spec.operands, isHead: true, to: head, layer: layer)
    return head == goal.target
      || graph.add(.table([head]), reading: [head], to: goal.target, layer: layer)
  }

  /// Which positions have h; `nil` if no h of these columns will do.
  private func existsFlags(_ operands: [Int], _ goal: ExistsGoal, _ inputs: Int) -> [Bool]? {
    let count = sample.positions(of: inputs)
    let first = graph[operands[0]].column
    let second = operands.count > 1 ? graph[operands[1]].column : nil
    let width = second?.table.count ?? 1
    let size = first.table.count * width
    if size > Dependency.largest || size * 4 > sample.positions { return nil }
    let key = { (at: Int) in
      Int(first.codes[at]) * width + (second.map { Int($0.codes[at]) } ?? 0)
    }
    let (target, wanted) = (graph[goal.target].column, goal.wanted)
    var has = [Bool](repeating: true, count: size)
    for (position, isRefused) in refusedKeys(goal, inputs).enumerated() where isRefused {
      has[key(position)] = false
    }
    for input in 0..<inputs {
      let start = sample.starts[input]
      var word: UInt32 = 0
      for at in start..<sample.starts[input + 1] where has[key(at)] {
        word |= 1 << UInt32(at - start)
      }
      for query in start..<sample.starts[input + 1] where wanted[Int(target.codes[query])] {
        if goal.bits[query] & word == 0 { return nil }
      }
    }
    return (0..<count).map { has[key($0)] }
  }

  /// Whether a position is a key of a query that must not find one.
  func refusedKeys(_ goal: ExistsGoal, _ inputs: Int) -> [Bool] {
    let target = graph[goal.target].column
    var refused: [Bool] = []
    refused.reserveCapacity(sample.positions(of: inputs))
    for input in 0..<inputs {
      let (start, end) = (sample.starts[input], sample.starts[input + 1])
      var word: UInt32 = 0
      for query in start..<end where !goal.wanted[Int(target.codes[query])] {
        word |= goal.bits[query]
      }
      for key in 0..<end - start { refused.append(word & 1 << UInt32(key) != 0) }
    }
    return refused
  }
}

/// A boolean that is to be "some selected key has h", or the contrary.
struct ExistsGoal {
  let target: Int
  let position: HeadSpec.Position
  /// Whether the first of the two values is the one that a key must bring about.
  let polarity: Bool
  let bits: KeyBits

  /// For each code of the target whether a key must be found.
  var wanted: [Bool] { [polarity, !polarity] }
}
