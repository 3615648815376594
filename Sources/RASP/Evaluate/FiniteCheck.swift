extension Program {
  /// Refuses doubles that are not finite where they can come in: as tokens, as constants and as
  /// defaults. Operations and functions check their own results, so there are none after this.
  func checkFinite(_ tokens: [Value]) throws(Diagnostic) {
    for (position, token) in tokens.enumerated() where !token.isFinite {
      throw Diagnostic(.infinite(token), place: .position(position))
    }
    for id in ids {
      for constant in self[id].operation.constants where !constant.value.isFinite {
        throw diagnostic(.infinite(constant.value), id)
      }
    }
  }
}

extension Value {
  fileprivate var isFinite: Bool {
    if case .double(let double) = self { double.isFinite } else { true }
  }
}

extension Operation {
  fileprivate var constants: [Constant] {
    switch self {
    case .constant(let constant), .aggregate(_, default: let constant): [constant]
    case .list(let constants), .isIn(let constants): constants
    default: []
    }
  }
}
