import RASP

/// Which differences of kind between equal values a program can show: `True` and `1`, `1` and
/// `1.0`. Where it shows none, equal values are held as one.
struct KindUse: Sendable, Hashable {
  var booleans: Bool
  var doubles: Bool

  static let none = KindUse(booleans: false, doubles: false)
  static let all = KindUse(booleans: true, doubles: true)

  /// For each node what the nodes that read it can show. The output shows all.
  static func uses(_ program: Program) -> [KindUse] {
    var uses = [KindUse](repeating: .none, count: program.nodes.count)
    uses[program.output.index] = .all
    for id in program.ids.reversed() {
      let node = program[id]
      let shown = node.operation.uses(uses[id.index])
      for (place, operand) in node.operands.enumerated() {
        let use = place < shown.count ? shown[place] : .all
        uses[operand.index].booleans = uses[operand.index].booleans || use.booleans
        uses[operand.index].doubles = uses[operand.index].doubles || use.doubles
      }
    }
    return uses
  }

  /// The value that stands for all that are not told apart from it.
  func standing(for value: Value) -> Value {
    switch value {
    case .boolean(let boolean) where !booleans: return .integer(boolean ? 1 : 0)
    case .double(let double) where !doubles:
      guard let integer = Int64(exactly: double) else { return value }
      return .integer(integer)
    default: return value
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
    case .selector(.select(.relation)): [.none, .none]
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
