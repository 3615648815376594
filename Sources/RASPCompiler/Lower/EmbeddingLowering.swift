import RASP

// Layer 0: what is there from the embedding, and what is a function of one s-op.

extension Lowering {
  /// An s-op of layer 0 that is a function of the token alone, or of the position alone.
  mutating func embedded(_ id: NodeID) -> Readout? {
    switch program[id].operation {
    case .source(.tokens): return tokenReadout()
    case .source(.indices): return positionReadout()
    case .source(.list(let values)): return positionReadout().mapped(padded(values))
    case .source(.constant), .elementwise, .selector, .aggregate: break
    }
    let leaves = facts.slices.leaves(of: id)
    if leaves.isEmpty { return constant(id) }
    let isOfToken = program[leaves[0]].operation == .source(.tokens)
    return alias(id, of: leaves, isOfToken ? tokenReadout() : positionReadout())
  }

  private mutating func constant(_ id: NodeID) -> Readout? {
    var slice = SliceEvaluator(program, id, given: [])
    do throws(SliceEvaluator.Failure) {
      return .constant(facts.shown[id].standing(for: try slice.evaluate()))
    } catch {
      findings.refuse(.fails(error.problem, error.operands), error.node)
      return nil
    }
  }

  /// An s-op that is a function of one other: it reads the other's dimensions. Several leaves of
  /// layer 0 are all functions of the position.
  mutating func alias(_ id: NodeID, of leaves: [NodeID], _ base: Readout) -> Readout? {
    var slice = SliceEvaluator(program, id, given: Set(leaves))
    var results: [Value?] = []
    // Lists of the same length and positions vary together.
    let columns = leaves.map { columnValues($0, like: base) }
    for index in base.values.indices {
      var isGiven = true
      for (leaf, column) in zip(leaves, columns) {
        if let value = column[index] { slice.set(leaf, value) } else { isGiven = false }
      }
      results.append(isGiven ? result(&slice) : Value?.none)
    }
    guard results.contains(where: { $0 != nil }) else {
      findings.refuseWithoutValue(id)
      return nil
    }
    return base.mapped(results.map { $0.map { facts.shown[id].standing(for: $0) } })
  }

  /// A list's value at each position, and none behind its end.
  private func padded(_ values: [Constant]) -> [Value?] {
    (0..<domain.maximumLength).map { $0 < values.count ? values[$0].value : Value?.none }
  }

  private func columnValues(_ leaf: NodeID, like base: Readout) -> [Value?] {
    switch program[leaf].operation {
    case .source(.indices): (0..<domain.maximumLength).map { .integer(Int64($0)) }
    case .source(.list(let values)): padded(values)
    case .source(.tokens), .source(.constant), .elementwise, .selector, .aggregate:
      base.values.map { Optional.some($0) }
    }
  }

  /// What a slice gives on what was set. What is read from token and position does occur, so a
  /// failure there is a reason; other combinations may never occur.
  mutating func result(_ slice: inout SliceEvaluator) -> Value? {
    defer { if slice.isDoubtful { findings.noteDoubt() } }
    do throws(SliceEvaluator.Failure) {
      return try slice.evaluate()
    } catch {
      if program[error.node].layer == 0 && !options.allowsFailures {
        findings.refuse(error)
      } else {
        findings.noteMayFail()
      }
      return nil
    }
  }
}
