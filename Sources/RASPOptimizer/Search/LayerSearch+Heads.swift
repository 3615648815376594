import RASP

/// A selector of the grammar, with the keys that it selects on the first look.
private struct Candidate {
  let content: HeadSpec.Content
  let position: HeadSpec.Position
  let bits: KeyBits
  /// Whether no query of the first look has two keys.
  let isSingle: Bool
}

extension LayerSearch {
  /// Tries the heads of the grammar that read columns below a layer, and keeps those of which
  /// something that is looked for is a function.
  mutating func tryHeads(_ layer: Int) {
    let targets = headTargets(layer)
    if targets.isEmpty { return }
    let contexts = contexts(layer)
    let operands = HeadOperands(self, below: layer)
    var seen: Set<KeyBits> = []
    for content in operands.contents {
      let kept = contentBits(content, sample.firstLook)
      for position in operands.positions(with: content) {
        if isStopped() { return }
        let allowed = positionBits(position, sample.firstLook)
        var bits = kept
        for index in bits.indices { bits[index] &= allowed[index] }
        guard bits.contains(where: { $0 != 0 }), seen.insert(bits).inserted else { continue }
        let isSingle = bits.allSatisfy { $0 & ($0 &- 1) == 0 }
        let candidate = Candidate(
          content: content, position: position, bits: bits, isSingle: isSingle)
        tryMoving(candidate, operands, targets, contexts, layer)
      }
    }
  }

  /// What a head is looked for: what is not known, and what needs two heads of this layer.
  private func headTargets(_ layer: Int) -> [Int] {
    targets.filter { id in
      !graph[id].column.isConstant
        && (options.goal == .heads || graph[id].layer.map { $0 >= layer } ?? true)
    }
  }

  /// What a target may be a function of beside a head.
  private func contexts(_ layer: Int) -> [Int] {
    graph.known(upTo: layer).filter {
      let column = graph[$0].column
      return !column.isConstant && column.table.count <= 64 && !graph[$0].isSpeculative
    }
  }

  private mutating func tryMoving(
    _ candidate: Candidate, _ operands: HeadOperands, _ targets: [Int], _ contexts: [Int],
    _ layer: Int
  ) {
    for (pick, value) in operands.moves(
      isSingle: candidate.isSingle, selection: options.selection)
    {
      let spec = HeadSpec(
        content: candidate.content, position: candidate.position, pick: pick, value: value)
      let reads = spec.operands + writtenOperands(spec.content)
      if layer > 1, !reads.contains(where: { graph[$0].layer == layer - 1 }) { continue }
      headsTried += 1
      guard let first = headKeys(spec, candidate.bits, sample.firstLook), first.limit > 1 else {
        continue
      }
      for target in targets { match(spec, reads, first, target, contexts, layer) }
    }
    if !candidate.isSingle { solveSums(candidate, targets, layer) }
  }

  // MARK: Sums that are solved for

  /// Looks for weights of a small column such that their sum over the selected keys is a target, or is
  /// but for a constant.
  private mutating func solveSums(_ candidate: Candidate, _ targets: [Int], _ layer: Int) {
    for value in smallColumns(layer) {
      let spec = HeadSpec(
        content: candidate.content, position: candidate.position, pick: .sum, value: value)
      let reads = spec.operands + writtenOperands(spec.content)
      if layer > 1, !reads.contains(where: { graph[$0].layer == layer - 1 }) { continue }
      let wanted = targets.filter {
        graph[$0].column.integers != nil && isWanted(graph.heads(of: reads), $0)
      }
      if wanted.isEmpty { continue }
      let counts = counts(of: value, at: candidate.bits, sample.firstLook)
      for target in wanted {
        headsTried += 1
        guard let weights = weights(counts, target, graph[value].column.table.count) else {
          continue
        }
        let codes = graph[value].column.codes
        let values = codes.map { Value.integer(Int64(weights[Int($0)])) }
        let valueLayer = graph[value].layer ?? 0
        guard let weighted = addDerived(values, of: [value], valueLayer) else { continue }
        let sum = HeadSpec(
          content: candidate.content, position: candidate.position, pick: .sum, value: weighted)
        let reads = sum.operands + writtenOperands(sum.content)
        guard let keys = headKeys(sum, candidate.bits, sample.firstLook), keys.limit > 1 else {
          continue
        }
        match(sum, reads, keys, target, [], layer)
      }
    }
  }

  /// Columns of few values, that are not numbers which a sum adds as they are.
  private func smallColumns(_ layer: Int) -> [Int] {
    graph.known(upTo: layer - 1).filter {
      (3...LayerSearch.mostWeights).contains(graph[$0].column.table.count)
        && !graph[$0].isSpeculative && graph[$0].column.integers == nil
    }
  }

  /// The weights whose sums are the target, and a constant if there is one; `nil` if there are none.
  private func weights(_ counts: [[Int64]], _ target: Int, _ width: Int) -> [Int]? {
    let column = graph[target].column
    guard let integers = column.integers else { return nil }
    var equations = Equations(unknowns: width + 1)
    for (position, row) in counts.enumerated() {
      let wanted = integers[Int(column.codes[position])]
      if abs(wanted) > 1 << 20 || !equations.add(row + [1, wanted]) { return nil }
    }
    guard let solution = equations.solution(isHomogeneous: false) else { return nil }
    return Array(solution.dropLast())
  }

  private func writtenOperands(_ content: HeadSpec.Content) -> [Int] {
    switch content {
    case .written(let id): operands(of: id)
    case .any, .boolean, .same, .different: []
    }
  }

  /// Whether the target is a function of the head, or of it and one column more.
  private mutating func match(
    _ spec: HeadSpec, _ reads: [Int], _ first: HeadKeys, _ target: Int, _ contexts: [Int],
    _ layer: Int
  ) {
    let own = graph.heads(of: reads)
    if !isWanted(own, target) { return }
    let codes = graph[target].column.codes
    let look = first.keys.count
    if dependency.rows(codes, first.keys, limit: first.limit, positions: look) != nil {
      if accept(spec, target, nil, layer) { return }
    }
    for context in contexts where context != target {
      if !isWanted(own | graph[context].heads, target) { continue }
      let column = graph[context].column
      let rows = dependency.rows(
        codes, first.keys, column.codes, limit: first.limit, contextLimit: column.table.count,
        positions: look)
      guard let rows, rows * 2 <= look else { continue }
      if accept(spec, target, context, layer) { return }
    }
  }

  /// Whether a head beside these would make the target known, or known with fewer heads.
  private func isWanted(_ heads: UInt128, _ target: Int) -> Bool {
    graph[target].layer == nil
      || heads.nonzeroBitCount + 1 < graph[target].heads.nonzeroBitCount
      || (heads.nonzeroBitCount + 1 == graph[target].heads.nonzeroBitCount
        && graph[target].ways.count < 4)
  }

  /// Looks at the whole sample, and adds the head and the table if they hold there.
  private mutating func accept(
    _ spec: HeadSpec, _ target: Int, _ context: Int?, _ layer: Int
  ) -> Bool {
    guard let whole = wholeKeys(spec) else { return false }
    let codes = graph[target].column.codes
    let rows =
      if let context {
        dependency.rows(
          codes, whole.keys, graph[context].column.codes, limit: whole.limit,
          contextLimit: graph[context].column.table.count, positions: sample.positions)
      } else {
        dependency.rows(codes, whole.keys, limit: whole.limit, positions: sample.positions)
      }
    guard let rows, rows * 4 <= sample.positions else { return false }
    let spec = withFallback(spec, whole, for: target)
    guard let column = headColumn(spec, whole) else { return false }
    let head = graph.add(column)
    let reads = spec.operands + writtenOperands(spec.content)
    graph.add(.head(spec), reading: reads, isHead: true, to: head, layer: layer)
    if head != target {
      let operands = [head] + (context.map { [$0] } ?? [])
      graph.add(.table(operands), reading: operands, to: target, layer: layer)
    }
    return true
  }
}
