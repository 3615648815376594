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
    var targets: [Int] = []
    for case let id? in classOfNode where !graph[id].column.isConstant && !targets.contains(id) {
      if let known = graph[id].layer, known < layer { continue }
      targets.append(id)
    }
    return targets
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
  }

  private func writtenOperands(_ content: HeadSpec.Content) -> [Int] {
    switch content {
    case .written(let id): operands(of: id)
    case .any, .boolean, .same: []
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
