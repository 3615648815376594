import RASP
import RASPModel

/// What holds of each s-op on every input, as far as the program's form shows it.
struct Facts {
  /// Whether all positions have the same value.
  private(set) var isUniform: [Bool] = []
  /// Whether no two positions have equal values.
  private(set) var isInjective: [Bool] = []
  /// Whether all values are integers or booleans.
  private(set) var isIntegral: [Bool] = []
  /// Whether all values are integers by kind.
  private(set) var isInteger: [Bool] = []
  /// What no value exceeds, either way; `nil` if that is not known, or not all are numbers.
  private(set) var magnitude: [Double?] = []
  /// The normal form of each aggregate's selector, by the aggregate; `nil` if it has none.
  private(set) var forms: [NodeID: SelectorNormalForm] = [:]

  init(_ program: Program, _ domain: Domain) {
    for id in program.ids {
      if let selector = program[id].aggregate?.selector {
        forms[id] = SelectorNormalForm(selector, in: program)
      }
      isIntegral.append(integral(id, program, domain))
      isInteger.append(integer(id, program, domain))
      magnitude.append(magnitude(id, program, domain))
      isUniform.append(uniform(id, program))
      isInjective.append(injective(id, program))
    }
  }

  private func integral(_ id: NodeID, _ program: Program, _ domain: Domain) -> Bool {
    switch program[id].applied {
    case .source(.tokens): domain.vocabulary.allSatisfy { $0.integralAmount != nil }
    case .source(.indices): true
    case .source(.constant(let constant)): constant.value.integralAmount != nil
    case .source(.list(let values)): values.allSatisfy { $0.value.integralAmount != nil }
    case .elementwise(let applied): integral(applied)
    case .selector: false
    case .aggregate(let aggregate):
      aggregate.reduction.keepsIntegers && isIntegral[aggregate.value.index]
        && aggregate.fallback.value.integralAmount != nil
    }
  }

  private func integral(_ applied: AppliedElementwise<NodeID>) -> Bool {
    switch applied {
    case .relation, .isIn, .unary(.round, _): true
    case .unary(.negate, let a), .unary(.invert, let a): isIntegral[a.index]
    case .binary(.divide, _, _), .binary(.power, _, _): false
    case .binary(_, let a, let b), .choose(_, let a, let b):
      isIntegral[a.index] && isIntegral[b.index]
    case .apply: false
    }
  }

  private func integer(_ id: NodeID, _ program: Program, _ domain: Domain) -> Bool {
    switch program[id].applied {
    case .source(.tokens): domain.vocabulary.allSatisfy { $0.kind == .integer }
    case .source(.indices): true
    case .source(.constant(let constant)): constant.value.kind == .integer
    case .source(.list(let values)): values.allSatisfy { $0.value.kind == .integer }
    case .elementwise(let applied): integer(applied)
    case .selector: false
    case .aggregate(let aggregate):
      aggregate.reduction.keepsIntegers && isInteger[aggregate.value.index]
        && aggregate.fallback.value.kind == .integer
    }
  }

  private func integer(_ applied: AppliedElementwise<NodeID>) -> Bool {
    switch applied {
    case .unary(.round, _): true
    case .unary(.negate, let a): isInteger[a.index]
    case .binary(let op, let a, let b):
      switch op {
      case .add, .subtract, .multiply: isInteger[a.index] && isInteger[b.index]
      case .divide, .floorDivide, .modulo, .power, .and, .or, .xor: false
      }
    case .choose(_, let a, let b): isInteger[a.index] && isInteger[b.index]
    case .unary(.invert, _), .relation, .isIn, .apply: false
    }
  }

  private func magnitude(_ id: NodeID, _ program: Program, _ domain: Domain) -> Double? {
    switch program[id].applied {
    case .source(.tokens): domain.vocabulary.greatestMagnitude
    case .source(.indices): Double(domain.maximumLength)
    case .source(.constant(let constant)): [constant.value].greatestMagnitude
    case .source(.list(let values)): values.map { $0.value }.greatestMagnitude
    case .elementwise(let applied): magnitude(applied, program, domain)
    case .selector: nil
    case .aggregate(let aggregate):
      Facts.both(
        magnitude[aggregate.value.index], [aggregate.fallback.value].greatestMagnitude
      ) { max(aggregate.reduction.greatest($0, of: domain.maximumLength), $1) }
    }
  }

  private func magnitude(
    _ applied: AppliedElementwise<NodeID>, _ program: Program, _ domain: Domain
  ) -> Double? {
    let known = applied.mapped { magnitude[$0.index] }
    switch (applied, known) {
    case (.binary(.divide, _, let divisor), .binary(_, let a, _)):
      return Facts.both(a, least(divisor, program, domain)) { $0 / $1 }
    case (_, .binary(let op, let a, let b)):
      switch op {
      case .add, .subtract: return Facts.both(a, b) { $0 + $1 }
      case .multiply: return Facts.both(a, b) { $0 * $1 }
      case .divide, .floorDivide, .modulo, .power, .and, .or, .xor: return nil
      }
    case (_, .unary(.negate, let a)): return a
    case (_, .unary(.round, let a)): return a.map { $0 + 1 }
    case (_, .choose(_, let a, let b)): return Facts.both(a, b) { max($0, $1) }
    case (_, .relation), (_, .isIn): return 1
    case (_, .unary(.invert, _)), (_, .apply): return nil
    }
  }

  /// What no value but zero is below, either way.
  private func least(_ id: NodeID, _ program: Program, _ domain: Domain) -> Double? {
    if isIntegral[id.index] { return 1 }
    guard let aggregate = program[id].aggregate, isIntegral[aggregate.value.index],
      aggregate.fallback.value.integralAmount != nil
    else { return nil }
    switch aggregate.reduction.demand {
    case .total(.averaged): return 1 / Double(domain.maximumLength)
    case .total(.whole): return nil
    }
  }

  private static func both(
    _ a: Double?, _ b: Double?, _ combine: (Double, Double) -> Double
  ) -> Double? {
    guard let a, let b else { return nil }
    return combine(a, b)
  }

  private func uniform(_ id: NodeID, _ program: Program) -> Bool {
    let node = program[id]
    switch node.applied {
    case .source(.tokens), .source(.indices), .source(.list): return false
    case .source(.constant): return true
    case .aggregate(let aggregate):
      if program.isCausal { return false }
      return program.comparisons(of: aggregate.selector).allSatisfy {
        program[$0].keyAndQuery.map { isUniform[$0.query.index] } ?? false
      }
    case .elementwise, .selector: return node.operands.allSatisfy { isUniform[$0.index] }
    }
  }

  private func injective(_ id: NodeID, _ program: Program) -> Bool {
    switch program[id].applied {
    case .source(.indices): return true
    case .source(.tokens), .source(.constant), .source(.list), .selector: return false
    case .elementwise(.unary(.negate, let a)): return isInjective[a.index]
    case .elementwise(.binary(.add, let a, let b)),
      .elementwise(.binary(.subtract, let a, let b)):
      return isShifted(a.index, by: b.index) || isShifted(b.index, by: a.index)
    case .elementwise(.unary), .elementwise(.binary), .elementwise(.relation),
      .elementwise(.choose), .elementwise(.isIn), .elementwise(.apply):
      return false
    case .aggregate: return countsRanks(id, program)
    }
  }

  /// Whether an s-op is of whole numbers that are all different, and another one number that is
  /// the same everywhere: their sum, although it may be rounded, is different everywhere too.
  private func isShifted(_ place: Int, by other: Int) -> Bool {
    guard isInjective[place], isUniform[other], isIntegral[place] else { return false }
    if isIntegral[other] { return true }
    guard let size = magnitude[place], let shift = magnitude[other] else { return false }
    return size + shift < 0x1p40
  }

  /// Whether an aggregate counts the keys that a strict total order puts before the query's
  /// position: as in ``Gallery/rank(_:)``. No two positions have the same count then.
  private func countsRanks(_ id: NodeID, _ program: Program) -> Bool {
    guard let aggregate = program[id].aggregate, aggregate.reduction == .sum,
      case .source(.constant(let one)) = program[aggregate.value].operation,
      one.value.integralAmount == 1, aggregate.fallback.value.integralAmount == 0,
      let form = forms[id]
    else { return false }
    return isStrictOrder(form.terms, program)
  }

  /// Whether terms say "below by the first s-op, or equal by it and below by the next ...", and
  /// the last s-op tells all positions apart.
  private func isStrictOrder(_ terms: [SelectorNormalForm.Term], _ program: Program) -> Bool {
    guard terms.allSatisfy({ $0.coefficient == 1 }) else { return false }
    guard let first = terms.first(where: { $0.atoms.count == 1 }), first.atoms[0].isStrict,
      case .pair(let source, _) = first.atoms[0].subject
    else { return false }
    if terms.count == 1 { return isInjective(source) }
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
    return isStrictOrder(rest, program)
  }

  private func isInjective(_ source: SelectorNormalForm.Source) -> Bool {
    switch source {
    case .indices: true
    case .node(let id): isInjective[id.index]
    }
  }

  /// Whether no query selects two keys: one conjunction that asks a key for equality, and the key
  /// has no value twice.
  func selectsAtMostOne(_ form: SelectorNormalForm) -> Bool {
    guard form.terms.count == 1, form.terms[0].coefficient == 1 else { return form.terms.isEmpty }
    return form.terms[0].atoms.contains { atom in
      guard atom.outcomes == .equal, case .pair(let key, _) = atom.subject else { return false }
      return isInjective(key)
    }
  }

  /// Whether every query selects its own position at least.
  func selectsItself(_ form: SelectorNormalForm) -> Bool {
    var total = 0
    for term in form.terms {
      var holds = true
      for atom in term.atoms {
        guard case .pair(let key, let query) = atom.subject, key == query else { return false }
        if !atom.outcomes.contains(.equal) { holds = false }
      }
      if holds { total += term.coefficient }
    }
    return total == 1
  }
}

extension [Value] {
  /// The largest absolute amount; `nil` if not all are numbers.
  fileprivate var greatestMagnitude: Double? {
    var greatest = 0.0
    for value in self {
      guard let amount = value.amount else { return nil }
      greatest = Swift.max(greatest, abs(amount))
    }
    return greatest
  }
}

extension SelectorNormalForm.Atom {
  /// Below or above, of an s-op with itself.
  fileprivate var isStrict: Bool {
    guard case .pair(let key, let query) = subject else { return false }
    return key == query && (outcomes == .less || outcomes == .greater)
  }
}
