import RASP

/// Means over one selector that are compared with each other, or with 0, as sums: all have the same
/// denominator.
///
/// ```swift
/// // Whether more ")" than "(" stand up to here, in a language that can only average:
/// let upToHere = key(indices) <= query(indices)
/// upToHere.mean(`where`(tokens == "(", 1, 0)) - upToHere.mean(`where`(tokens == ")", 1, 0)) < 0
/// ```
///
/// The difference of two fractions of n is as little as 1 / (n * n) for all that is known of n; that
/// of the sums is whole. A mean is replaced if it is read by such comparisons alone: doubles round a
/// difference of two quotients by one number to 0 if it is that, and never beyond it.
struct CommonDenominator {
  private let facts: ProgramFacts
  /// For each node those that read it.
  private var readers: NodeMap<[NodeID]>
  private var means: Set<NodeID> = []

  /// The program with such means replaced by sums.
  ///
  /// Cost: linear in the program, times the means that are found not to be such.
  static func rewrite(_ rewritten: RewrittenProgram) -> RewrittenProgram {
    let means = CommonDenominator(rewritten.facts).means
    if means.isEmpty { return rewritten }
    var program = rewritten.facts.program
    for id in means {
      program = program.replacing(
        id, with: .aggregate(.sum, default: Constant(0)), of: program[id].operands)
    }
    return RewrittenProgram(
      source: rewritten.source, facts: rewritten.facts.applied(to: program), means: rewritten.means)
  }

  private init(_ facts: ProgramFacts) {
    self.facts = facts
    let program = facts.program
    readers = NodeMap(repeating: [], for: program)
    for id in program.ids {
      for operand in Set(program[id].operands) { readers[operand].append(id) }
      if isMeanOfWhole(id) { means.insert(id) }
    }
    means.remove(program.output)
    var count = -1
    while means.count != count {
      count = means.count
      means = means.filter { mean in readers[mean].allSatisfy { isCompared(mean, by: $0) } }
    }
  }

  private var program: Program { facts.program }

  private func isMeanOfWhole(_ id: NodeID) -> Bool {
    guard case .aggregate(.mean, _) = program[id].operation,
      let value = program[id].aggregate?.value, facts.values.isIntegral[value],
      let size = facts.values.magnitude[value]
    else { return false }
    return size * Double(facts.domain.maximumLength) < Precision.exactWhole
  }

  /// Whether a reader of a mean compares it with another over the same selector, or with 0.
  private func isCompared(_ mean: NodeID, by reader: NodeID) -> Bool {
    switch program[reader].applied {
    case .elementwise(.relation(_, let a, let b)):
      let other = a == mean ? b : a
      return isPartner(mean, other) || isZero(other) && hasDefaultOfZero(mean)
    case .elementwise(.binary(.subtract, let a, let b)):
      return isPartner(mean, a == mean ? b : a) && reader != program.output
        && readers[reader].allSatisfy { isComparison(of: reader, $0) }
    case .elementwise, .source, .selector, .aggregate: return false
    }
  }

  /// Whether a reader of a difference compares it with 0.
  private func isComparison(of difference: NodeID, _ reader: NodeID) -> Bool {
    guard case .elementwise(.relation(_, let a, let b)) = program[reader].applied else {
      return false
    }
    return isZero(a == difference ? b : a)
  }

  private func isPartner(_ a: NodeID, _ b: NodeID) -> Bool {
    guard means.contains(a), means.contains(b), let a = program[a].aggregate,
      let b = program[b].aggregate
    else { return false }
    return a.selector == b.selector && a.fallback == b.fallback
      && a.fallback.value.amount?.isFinite == true
  }

  private func hasDefaultOfZero(_ mean: NodeID) -> Bool {
    program[mean].aggregate?.fallback.value.amount == 0
  }

  private func isZero(_ id: NodeID) -> Bool {
    guard case .source(.constant(let constant)) = program[id].operation else { return false }
    return constant.value.amount == 0
  }
}
