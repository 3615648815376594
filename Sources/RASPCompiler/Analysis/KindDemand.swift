import RASP

/// Backward demand analysis: which differences of kind between equal values the output can show.
struct KindDemand: Sendable {
  private var demands: NodeMap<KindUse>

  /// Cost: linear in the program. The output shows all.
  init(_ program: Program) {
    demands = NodeMap(repeating: .none, for: program)
    demands[program.output] = .all
    for id in program.ids.reversed() {
      let node = program[id]
      let shown = node.operation.uses(demands[id])
      for (index, operand) in node.operands.enumerated() {
        demands[operand].formUnion(index < shown.count ? shown[index] : .all)
      }
    }
  }

  /// All differences, of every s-op: what is asked for where holding equal values as one may have
  /// changed a result.
  init(everythingOf program: Program) {
    demands = NodeMap(repeating: .all, for: program)
  }

  /// What the nodes that read an s-op can show of it.
  subscript(id: NodeID) -> KindUse { demands[id] }
}

/// Which differences of kind between equal values a program can show: `True` and `1`, `1` and
/// `1.0`. Where it shows none, equal values are held as one.
struct KindUse: Sendable, Hashable {
  var booleans: Bool
  var doubles: Bool

  static let none = KindUse(booleans: false, doubles: false)
  static let all = KindUse(booleans: true, doubles: true)

  mutating func formUnion(_ other: KindUse) {
    booleans = booleans || other.booleans
    doubles = doubles || other.doubles
  }

  /// The value that stands for all that are not told apart from it.
  func standing(for value: Value) -> Value {
    switch value {
    case .boolean(let boolean) where !booleans: return .integer(boolean ? 1 : 0)
    case .double(let double) where !doubles:
      guard let integer = Int64(exactly: double) else { return value }
      return .integer(integer)
    case .null, .boolean, .integer, .double, .string: return value
    }
  }
}

extension Operation {
  /// What the operation shows of the kind of each operand, if its own kind is put to a use.
  /// Operands beyond these are shown whole.
  fileprivate func uses(_ own: KindUse) -> [KindUse] {
    switch self {
    case .source: []
    case .elementwise(let operation): operation.uses(own)
    // Scores are told apart as comparisons tell values apart: not by kind.
    case .selector(.select(.relation)), .selector(.pick): [.none, .none]
    case .selector(.select(.function)), .selector(.not), .selector(.combine): [.all, .all]
    case .aggregate: [.none, own]
    }
  }
}

extension Elementwise {
  fileprivate func uses(_ own: KindUse) -> [KindUse] {
    let number = KindUse(booleans: false, doubles: own.doubles)
    return switch self {
    case .relation, .isIn, .unary(.round): [.none, .none]
    case .choose: [.none, own, own]
    case .binary(.and), .binary(.or), .binary(.xor), .unary(.invert): [.all, .all]
    case .binary, .unary(.negate): [number, number]
    case .apply: []
    }
  }
}
