import RASP

// Columns that the program has not, but that its later layers may want.
extension LayerSearch {
  /// Adds what is made of a layer's columns for the layers above.
  mutating func speculate(_ layer: Int) {
    speculateSums(layer)
    speculateCodes(layer)
  }

  /// Sums up to and from each position, of what is true or added.
  private mutating func speculateSums(_ layer: Int) {
    var added = 0
    let operands = HeadOperands(self, below: layer)
    for value in operands.summed {
      for relation in [Relation.lessOrEqual, .greaterOrEqual, .less, .greater] {
        guard added < 24, let indices = operands.indices else { return }
        if layer > 1, graph[value].layer != layer - 1 { continue }
        let spec = HeadSpec(
          content: .any, position: .compared(relation, indices), pick: .sum, value: value)
        if addSpeculative(spec, layer) { added += 1 }
      }
    }
  }

  /// Adds the column of a head that nothing asks for yet; whether it is new.
  private mutating func addSpeculative(_ spec: HeadSpec, _ layer: Int) -> Bool {
    guard let keys = wholeKeys(spec), let column = headColumn(spec, keys) else { return false }
    let id = graph.add(column)
    if graph[id].layer == nil { graph[id].isSpeculative = true }
    return graph.add(.head(spec), reading: spec.operands, isHead: true, to: id, layer: layer)
  }

  // MARK: Flags

  /// For each operation of three or four values, whether it is each of them.
  mutating func addFlags() {
    for case let id? in classOfNode {
      guard let layer = graph[id].layer, !graph[id].hasFlags else { continue }
      let column = graph[id].column
      guard (3...4).contains(column.table.count) else { continue }
      graph[id].hasFlags = true
      for code in column.table.indices {
        let values = column.codes.map { Value.boolean(Int($0) == code) }
        addDerived(values, of: [id], layer)
      }
    }
  }

  /// Adds a function of other columns that nothing asks for yet.
  @discardableResult
  mutating func addDerived(_ values: [Value], of operands: [Int], _ layer: Int) -> Int? {
    guard let column = Column(values), !column.isConstant else { return nil }
    let id = graph.add(column)
    if operands.contains(id) { return nil }
    if graph[id].layer == nil { graph[id].isSpeculative = true }
    graph.add(.table(operands), reading: operands, to: id, layer: layer)
    return id
  }

  // MARK: Lifts

  /// For what is a function of something fetched, that function of what is fetched there.
  mutating func addLifts(_ layer: Int) {
    for id in program.ids {
      guard let aggregate = program[id].aggregate, let result = classOfNode[id.index],
        let value = classOfNode[aggregate.value.index], graph[value].layer == layer,
        !lifted.contains(result)
      else { continue }
      lifted.insert(result)
      let (from, fetched) = (graph[value].column, graph[result].column)
      let isFetched = fetched.table.allSatisfy { value in
        value == aggregate.fallback.value || from.table.contains { $0.isIdentical(to: value) }
      }
      guard isFetched else { continue }
      for target in targets.prefix(40) where target != result && isTable(target, of: result) {
        addLift(of: value, by: result, to: target, layer)
      }
    }
  }

  private mutating func addLift(of value: Int, by fetched: Int, to target: Int, _ layer: Int) {
    let (from, by, wanted) = (graph[value].column, graph[fetched].column, graph[target].column)
    var results = [Value?](repeating: nil, count: by.table.count)
    for (position, code) in by.codes.enumerated() {
      results[Int(code)] = wanted.table[Int(wanted.codes[position])]
    }
    var lifted: [Value] = []
    for value in from.table {
      let code = by.table.firstIndex { $0.isIdentical(to: value) }
      lifted.append(code.flatMap { results[$0] } ?? wanted.table[0])
    }
    let id = addDerived(from.codes.map { lifted[Int($0)] }, of: [value], layer)
    if let id, graph[id].layer == layer { graph[id].isSpeculative = false }
  }

  // MARK: Codes

  /// Weights of a small column whose sum over positions of one value is 0 at each key that must not
  /// count: a violation of what always holds is where it is not.
  ///
  /// Of brackets it finds that what opens and what closes on one level cancel out. The sum becomes a
  /// column that "some selected key has h" may be solved with at the next layer.
  private mutating func speculateCodes(_ layer: Int) {
    let goals = codeGoals(layer)
    if goals.isEmpty { return }
    var (seen, added): (Set<[Int]>, Int) = ([], 0)
    for group in codeGroups(layer) {
      let bits = groupBits(group)
      for value in codeValues() where value != group.operands.first {
        let counts = counts(of: value, at: bits, sample.firstLook)
        for goal in goals where added < 12 && !isStopped() {
          setsTried += 1
          guard let weights = weights(counts, goal, width: graph[value].column.table.count),
            seen.insert([group.operands.first ?? -1, value] + weights).inserted
          else { continue }
          if addCode(weights, value, group, layer) { added += 1 }
        }
      }
    }
  }

  /// Which keys must not count: those that a query selects which must not find any.
  private func codeGoals(_ layer: Int) -> [[Bool]] {
    guard let indices = HeadOperands(self, below: layer + 1).indices else { return [] }
    var goals: [[Bool]] = []
    var known: Set<[Bool]> = []
    let tests = graph.known(upTo: layer).filter { graph[$0].column.isBoolean }.prefix(24)
    for target in booleanTargets(layer + 1) {
      for relation in [nil, Relation.lessOrEqual, .greaterOrEqual] {
        let position = relation.map { HeadSpec.Position.compared($0, indices) } ?? .anywhere
        let bits = positionBits(position, sample.firstLook)
        for isTrue in [true, false] {
          let goal = ExistsGoal(
            target: target, position: position, polarity: isTrue, bits: bits)
          let refused = refusedKeys(goal, sample.firstLook)
          for test in tests {
            let column = graph[test].column
            for wanted in [true, false] {
              let keys = refused.indices.map {
                refused[$0] && column.table[Int(column.codes[$0])].isTrue == wanted
              }
              if keys.contains(true), known.insert(keys).inserted { goals.append(keys) }
            }
          }
        }
      }
    }
    return goals
  }

  /// Positions of one value, up to here, from here or anywhere.
  private func codeGroups(_ layer: Int) -> [HeadSpec] {
    guard let indices = HeadOperands(self, below: layer).indices else { return [] }
    let alike = graph.known(upTo: layer - 1).filter { id in
      let column = graph[id].column
      return !column.isConstant && !column.isBoolean && !graph[id].isSpeculative
        && (layer == 1 || graph[id].layer == layer - 1)
    }
    let positions: [HeadSpec.Position] = [
      .compared(.lessOrEqual, indices), .compared(.greaterOrEqual, indices), .anywhere,
    ]
    return alike.prefix(12).flatMap { id in
      positions.map { HeadSpec(content: .same(id), position: $0, pick: .sum, value: nil) }
    }
  }

  private func groupBits(_ group: HeadSpec) -> KeyBits {
    var bits = contentBits(group.content, sample.firstLook)
    let allowed = positionBits(group.position, sample.firstLook)
    for index in bits.indices { bits[index] &= allowed[index] }
    return bits
  }

  /// The tokens, and what is a function of them, if there are few of either.
  private mutating func codeValues() -> [Int] {
    guard
      let tokens = graph.known(upTo: 0).first(where: { graph[$0].ways.contains(.seed(.tokens)) })
    else { return [] }
    return graph.known(upTo: 0).filter {
      (3...LayerSearch.mostWeights).contains(graph[$0].column.table.count)
        && !graph[$0].isSpeculative && ($0 == tokens || isTable($0, of: tokens))
    }
  }

  /// For each position how often a column has each value at the selected keys.
  func counts(of value: Int, at bits: KeyBits, _ inputs: Int) -> [[Int64]] {
    let column = graph[value].column
    var counts: [[Int64]] = []
    counts.reserveCapacity(bits.count)
    for input in 0..<inputs {
      let start = sample.starts[input]
      for query in start..<sample.starts[input + 1] {
        var row = [Int64](repeating: 0, count: column.table.count)
        var word = bits[query]
        while word != 0 {
          row[Int(column.codes[start + word.trailingZeroBitCount])] += 1
          word &= word &- 1
        }
        counts.append(row)
      }
    }
    return counts
  }

  /// Weights, not all of them 0, by which the counts at some keys add up to 0.
  private func weights(_ counts: [[Int64]], _ keys: [Bool], width: Int) -> [Int]? {
    var equations = Equations(unknowns: width)
    for position in counts.indices where keys[position] {
      _ = equations.add(counts[position] + [0])
      if equations.isDetermined { return nil }
    }
    guard let weights = equations.solution(isHomogeneous: true) else { return nil }
    return weights.contains { $0 < 0 } ? weights : nil
  }

  /// Adds the sum of weights over a group, and the weights.
  private mutating func addCode(
    _ weights: [Int], _ value: Int, _ group: HeadSpec, _ layer: Int
  ) -> Bool {
    let codes = graph[value].column.codes
    let values = codes.map { Value.integer(Int64(weights[Int($0)])) }
    guard let weighted = addDerived(values, of: [value], 0) else { return false }
    let spec = HeadSpec(
      content: group.content, position: group.position, pick: .sum, value: weighted)
    return addSpeculative(spec, layer)
  }

  /// The most values of a column that weights are solved for.
  static let mostWeights = 12
}
