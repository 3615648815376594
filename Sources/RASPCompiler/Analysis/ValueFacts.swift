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
      if case .aggregate = program[id].operation {
        forms[id] = SelectorNormalForm(program[id].operands[0], in: program)
      }
      isIntegral.append(integral(id, program, domain))
      isInteger.append(integer(id, program, domain))
      magnitude.append(magnitude(id, program, domain))
      isUniform.append(uniform(id, program))
      isInjective.append(injective(id, program))
    }
  }

  private func integral(_ id: NodeID, _ program: Program, _ domain: Domain) -> Bool {
    let node = program[id]
    let operands = node.operands
    switch node.operation {
    case .tokens: return domain.vocabulary.allSatisfy { $0.integralAmount != nil }
    case .indices, .relation, .isIn: return true
    case .constant(let constant): return constant.value.integralAmount != nil
    case .list(let values): return values.allSatisfy { $0.value.integralAmount != nil }
    case .unary(let op): return op == .round || isIntegral[operands[0].index]
    case .binary(.divide), .binary(.power): return false
    case .binary: return isIntegral[operands[0].index] && isIntegral[operands[1].index]
    case .choose: return isIntegral[operands[1].index] && isIntegral[operands[2].index]
    case .aggregate(let reduction, let fallback):
      return reduction == .sum && isIntegral[operands[1].index]
        && fallback.value.integralAmount != nil
    default: return false
    }
  }

  private func integer(_ id: NodeID, _ program: Program, _ domain: Domain) -> Bool {
    let node = program[id]
    let operands = node.operands
    switch node.operation {
    case .tokens: return domain.vocabulary.allSatisfy { $0.kind == .integer }
    case .indices, .unary(.round): return true
    case .constant(let constant): return constant.value.kind == .integer
    case .list(let values): return values.allSatisfy { $0.value.kind == .integer }
    case .unary(.negate): return isInteger[operands[0].index]
    case .binary(.add), .binary(.subtract), .binary(.multiply):
      return isInteger[operands[0].index] && isInteger[operands[1].index]
    case .choose: return isInteger[operands[1].index] && isInteger[operands[2].index]
    case .aggregate(.sum, let fallback):
      return isInteger[operands[1].index] && fallback.value.kind == .integer
    default: return false
    }
  }

  private func magnitude(_ id: NodeID, _ program: Program, _ domain: Domain) -> Double? {
    let node = program[id]
    let operands = node.operands.map { magnitude[$0.index] }
    switch node.operation {
    case .tokens: return domain.vocabulary.greatestMagnitude
    case .indices: return Double(domain.maximumLength)
    case .constant(let constant): return [constant.value].greatestMagnitude
    case .list(let values): return values.map { $0.value }.greatestMagnitude
    case .relation, .isIn: return 1
    case .unary(.negate): return operands[0]
    case .unary(.round): return operands[0].map { $0 + 1 }
    case .binary(.add), .binary(.subtract): return Facts.both(operands) { $0 + $1 }
    case .binary(.multiply): return Facts.both(operands) { $0 * $1 }
    case .binary(.divide):
      return Facts.both([operands[0], least(node.operands[1], program, domain)]) { $0 / $1 }
    case .choose: return Facts.both(Array(operands[1...])) { max($0, $1) }
    case .aggregate(let reduction, let fallback):
      let count = reduction == .sum ? Double(domain.maximumLength) : 1
      return Facts.both([operands[1], [fallback.value].greatestMagnitude]) {
        max($0 * count, $1)
      }
    default: return nil
    }
  }

  /// What no value but zero is below, either way.
  private func least(_ id: NodeID, _ program: Program, _ domain: Domain) -> Double? {
    if isIntegral[id.index] { return 1 }
    guard case .aggregate(.mean, let fallback) = program[id].operation,
      isIntegral[program[id].operands[1].index], fallback.value.integralAmount != nil
    else { return nil }
    return 1 / Double(domain.maximumLength)
  }

  private static func both(
    _ operands: [Double?], _ combine: (Double, Double) -> Double
  ) -> Double? {
    guard let a = operands[0], let b = operands[1] else { return nil }
    return combine(a, b)
  }

  private func uniform(_ id: NodeID, _ program: Program) -> Bool {
    let node = program[id]
    switch node.operation {
    case .tokens, .indices, .list: return false
    case .constant: return true
    case .aggregate:
      if program.isCausal { return false }
      return program.comparisons(of: node.operands[0]).allSatisfy {
        isUniform[program[$0].operands[1].index]
      }
    default: return node.operands.allSatisfy { isUniform[$0.index] }
    }
  }

  private func injective(_ id: NodeID, _ program: Program) -> Bool {
    let node = program[id]
    switch node.operation {
    case .indices: return true
    case .unary(.negate): return isInjective[node.operands[0].index]
    case .binary(.add), .binary(.subtract):
      let (a, b) = (node.operands[0].index, node.operands[1].index)
      return isShifted(a, by: b) || isShifted(b, by: a)
    case .aggregate: return countsRanks(id, program)
    default: return false
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
    guard case .aggregate(.sum, let fallback) = program[id].operation,
      case .constant(let one) = program[program[id].operands[1]].operation,
      one.value.integralAmount == 1, fallback.value.integralAmount == 0, let form = forms[id]
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
