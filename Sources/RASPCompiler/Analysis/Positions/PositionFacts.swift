import RASP
import RASPModel

/// Forward dataflow analysis: which s-ops have the same value at all positions, and which have a
/// different one at each.
struct PositionFacts: Sendable {
  /// Whether all positions have the same value.
  private(set) var isUniform = NodeMap<Bool>()
  /// Whether no two positions have equal values.
  private(set) var isInjective = NodeMap<Bool>()
  /// The aggregates that count earlier keys.
  private(set) var runningCounts: [NodeID: RunningCount] = [:]
  /// The predicates that hold of at most one of the values that their key may have, whatever the
  /// query's.
  private(set) var onePerQuery: Set<NodeID> = []
  /// The s-ops that have no two values which are equal but of different kinds.
  private(set) var isOfOneKind: Set<NodeID> = []
  let program: Program
  /// What the domain's promise says of selectors.
  let promised: PromisedCounts
  private let values: ValueFacts

  /// Cost: linear in the program and in the normal forms, and in what the tables look at.
  init(
    _ program: Program, over domain: Domain, forms: SelectorForms, values: ValueFacts,
    known: KnownValues
  ) {
    self.program = program
    self.values = values
    promised = PromisedCounts(domain, of: program)
    var tables = PositionTables(program, domain, forms: forms, known: known)
    for id in program.ids {
      isUniform.append(uniform(id, program) || known[id]?.count == 1)
      isInjective.append(
        injective(id, in: program, forms: forms) || tables.tellPositionsApart(id, isUniform))
      if known.table(ofPredicate: id, in: program)?.isOnePerQuery == true { onePerQuery.insert(id) }
      if let values = known[id], Set(values).count == values.count { isOfOneKind.insert(id) }
      if let count = RunningCount(id, in: program, forms: forms) { runningCounts[id] = count }
    }
  }

  private func uniform(_ id: NodeID, _ program: Program) -> Bool {
    let node = program[id]
    switch node.applied {
    case .source(.tokens), .source(.indices), .source(.list): return false
    case .source(.constant): return true
    case .aggregate(let aggregate):
      if program.isCausal { return false }
      return program.comparisons(of: aggregate.selector).allSatisfy {
        program[$0].keyAndQuery.map { isUniform[$0.query] } ?? false
      }
    case .elementwise, .selector: return node.operands.allSatisfy { isUniform[$0] }
    }
  }

  private func injective(
    _ id: NodeID, in program: Program, forms: SelectorForms
  ) -> Bool {
    switch program[id].applied {
    case .source(.indices): return true
    case .source(.tokens), .source(.constant), .source(.list), .selector: return false
    case .elementwise(.unary(.negate, let a)): return isInjective[a]
    case .elementwise(.binary(.add, let a, let b)),
      .elementwise(.binary(.subtract, let a, let b)):
      return isShifted(a, by: b) || isShifted(b, by: a)
    case .elementwise(.unary), .elementwise(.binary), .elementwise(.relation),
      .elementwise(.choose), .elementwise(.isIn), .elementwise(.apply):
      return false
    case .aggregate(let aggregate): return countsRanks(aggregate, in: program, forms: forms)
    }
  }

  /// Whether an s-op is of whole numbers that are all different, and another one number that is
  /// the same everywhere: their sum, although it may be rounded, is different everywhere too.
  private func isShifted(_ id: NodeID, by other: NodeID) -> Bool {
    guard isInjective[id], isUniform[other], values.isIntegral[id] else { return false }
    if values.isIntegral[other] { return true }
    guard let size = values.magnitude[id], let shift = values.magnitude[other] else { return false }
    return size + shift < Precision.exactWhole
  }

  /// Whether an aggregate counts the keys that a total order puts before the query's position, with
  /// or without itself: as in ``Gallery/rank(_:)``. No two positions have the same count then.
  private func countsRanks(
    _ aggregate: AppliedAggregate<NodeID>, in program: Program, forms: SelectorForms
  ) -> Bool {
    guard aggregate.reduction == .sum,
      case .source(.constant(let one)) = program[aggregate.value].operation,
      one.value.integralAmount == 1, aggregate.fallback.value.integralAmount == 0,
      let form = forms[aggregate.selector], form.pick == nil
    else { return false }
    return isTotalOrder(form.terms)
  }

  /// Whether terms say "below by the first s-op, or equal by it and below by the next ...", and
  /// the last s-op, which may be equal too, tells all positions apart.
  private func isTotalOrder(_ terms: [SelectorNormalForm.Term]) -> Bool {
    guard terms.allSatisfy({ $0.coefficient == 1 }) else { return false }
    guard let first = terms.first(where: { $0.atoms.count == 1 }),
      case .pair(let source, let query) = first.atoms[0].subject, source == query
    else { return false }
    let outcomes = first.atoms[0].outcomes
    let isStrict = outcomes == .less || outcomes == .greater
    if terms.count == 1 {
      let isOrder = isStrict || outcomes == [.less, .equal] || outcomes == [.greater, .equal]
      return isOrder && isInjective(source)
    }
    guard isStrict else { return false }
    var rest: [SelectorNormalForm.Term] = []
    for term in terms where term != first {
      let others = term.atoms.filter { $0.subject != first.atoms[0].subject }
      guard others.count == term.atoms.count - 1,
        term.atoms.contains(where: {
          $0.subject == first.atoms[0].subject && $0.outcomes == .equal
        })
      else { return false }
      rest.append(.init(coefficient: 1, atoms: others))
    }
    return isTotalOrder(rest)
  }

  /// Whether no two positions have equal values of what a comparison reads.
  func isInjective(_ source: SelectorNormalForm.Source) -> Bool {
    switch source {
    case .indices: true
    case .node(let id): isInjective[id]
    }
  }
}
