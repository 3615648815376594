import RASP

/// Forward dataflow analysis: which s-ops hold whole numbers, and how large their values are.
struct ValueFacts: Sendable {
  /// Whether all values are integers or booleans.
  private(set) var isIntegral = NodeMap<Bool>()
  /// Whether all values are integers by kind.
  private(set) var isInteger = NodeMap<Bool>()
  /// What no value exceeds, either way, but by what means and sums are rounded; `nil` if that is not
  /// known, or not all are numbers.
  private(set) var magnitude = NodeMap<Double?>()

  /// Cost: linear in the program, and in the values that are known.
  init(_ program: Program, _ domain: Domain, _ known: KnownValues) {
    for id in program.ids {
      if let values = known[id] {
        isIntegral.append(values.allSatisfy { $0.integralAmount != nil })
        isInteger.append(values.allSatisfy { $0.kind == .integer })
        magnitude.append(values.greatestMagnitude)
      } else {
        isIntegral.append(integral(id, in: program, over: domain))
        isInteger.append(integer(id, in: program, over: domain))
        magnitude.append(magnitude(id, in: program, over: domain))
      }
    }
  }

  private func integral(_ id: NodeID, in program: Program, over domain: Domain) -> Bool {
    switch program[id].applied {
    case .source(.tokens): domain.vocabulary.allSatisfy { $0.integralAmount != nil }
    case .source(.indices): true
    case .source(.constant(let constant)): constant.value.integralAmount != nil
    case .source(.list(let values)): values.allSatisfy { $0.value.integralAmount != nil }
    case .elementwise(let applied): integral(applied)
    case .selector: false
    case .aggregate(let aggregate):
      aggregate.reduction.keepsIntegers && isIntegral[aggregate.value]
        && aggregate.fallback.value.integralAmount != nil
    }
  }

  private func integral(_ applied: AppliedElementwise<NodeID>) -> Bool {
    switch applied {
    case .relation, .isIn, .unary(.round, _): true
    case .unary(.negate, let a), .unary(.invert, let a): isIntegral[a]
    case .binary(.divide, _, _), .binary(.power, _, _): false
    case .binary(_, let a, let b), .choose(_, let a, let b):
      isIntegral[a] && isIntegral[b]
    case .apply: false
    }
  }

  private func integer(_ id: NodeID, in program: Program, over domain: Domain) -> Bool {
    switch program[id].applied {
    case .source(.tokens): domain.vocabulary.allSatisfy { $0.kind == .integer }
    case .source(.indices): true
    case .source(.constant(let constant)): constant.value.kind == .integer
    case .source(.list(let values)): values.allSatisfy { $0.value.kind == .integer }
    case .elementwise(let applied): integer(applied)
    case .selector: false
    case .aggregate(let aggregate):
      aggregate.reduction.keepsIntegers && isInteger[aggregate.value]
        && aggregate.fallback.value.kind == .integer
    }
  }

  private func integer(_ applied: AppliedElementwise<NodeID>) -> Bool {
    switch applied {
    case .unary(.round, _): true
    case .unary(.negate, let a): isInteger[a]
    case .binary(let op, let a, let b):
      switch op {
      case .add, .subtract, .multiply: isInteger[a] && isInteger[b]
      case .divide, .floorDivide, .modulo, .power, .and, .or, .xor: false
      }
    case .choose(_, let a, let b): isInteger[a] && isInteger[b]
    case .unary(.invert, _), .relation, .isIn, .apply: false
    }
  }

  private func magnitude(_ id: NodeID, in program: Program, over domain: Domain) -> Double? {
    switch program[id].applied {
    case .source(.tokens): domain.vocabulary.greatestMagnitude
    case .source(.indices): Double(domain.maximumLength)
    case .source(.constant(let constant)): [constant.value].greatestMagnitude
    case .source(.list(let values)): values.map { $0.value }.greatestMagnitude
    case .elementwise(let applied): magnitude(applied, in: program, over: domain)
    case .selector: nil
    case .aggregate(let aggregate):
      ValueFacts.both(
        magnitude[aggregate.value], [aggregate.fallback.value].greatestMagnitude
      ) { max(aggregate.reduction.greatest($0, of: domain.maximumLength), $1) }
    }
  }

  private func magnitude(
    _ applied: AppliedElementwise<NodeID>, in program: Program, over domain: Domain
  ) -> Double? {
    let known = applied.mapped { magnitude[$0] }
    switch (applied, known) {
    case (.binary(.divide, _, let divisor), .binary(_, let a, _)):
      return ValueFacts.both(a, least(divisor, in: program, over: domain)) { $0 / $1 }
    case (_, .binary(let op, let a, let b)):
      switch op {
      case .add, .subtract: return ValueFacts.both(a, b) { $0 + $1 }
      case .multiply: return ValueFacts.both(a, b) { $0 * $1 }
      case .divide, .floorDivide, .modulo, .power, .and, .or, .xor: return nil
      }
    case (_, .unary(.negate, let a)): return a
    case (_, .unary(.round, let a)): return a.map { $0 + 1 }
    case (_, .choose(_, let a, let b)): return ValueFacts.both(a, b) { max($0, $1) }
    case (_, .relation), (_, .isIn): return 1
    case (_, .unary(.invert, _)), (_, .apply): return nil
    }
  }

  /// What no value but zero is below, either way.
  private func least(_ id: NodeID, in program: Program, over domain: Domain) -> Double? {
    if isIntegral[id] { return 1 }
    guard let aggregate = program[id].aggregate, isIntegral[aggregate.value],
      aggregate.fallback.value.integralAmount != nil
    else { return nil }
    switch aggregate.reduction.demand {
    case .total(.averaged): return 1 / Double(domain.maximumLength)
    case .total(.whole), .equality: return nil
    }
  }

  private static func both(
    _ a: Double?, _ b: Double?, by combine: (Double, Double) -> Double
  ) -> Double? {
    guard let a, let b else { return nil }
    return combine(a, b)
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
