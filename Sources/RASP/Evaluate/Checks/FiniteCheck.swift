extension Program {
  /// Refuses doubles that are not finite where they can come in: as tokens, as constants and as
  /// defaults. Operations and functions check their own results, so there are none after this.
  func checkFinite(_ tokens: Column) throws(Diagnostic) {
    if let (position, value) = tokens.firstInfinite {
      throw Diagnostic(.infinite(value), location: .position(position))
    }
    for id in ids {
      do {
        try self[id].operation.checkFinite()
      } catch {
        throw diagnostic(error, at: id)
      }
    }
  }
}

extension Operation {
  /// That no constant of the operation is infinite or not a number.
  func checkFinite() throws(Problem) {
    for constant in constants where !constant.value.isFinite { throw .infinite(constant.value) }
  }
}

extension Column {
  fileprivate var firstInfinite: (position: Int, value: Value)? {
    switch self {
    case .uniform(let value): return value.isFinite ? nil : (0, value)
    case .booleans, .integers, .progression, .whole: return nil
    case .doubles(let doubles):
      return doubles.firstIndex { !$0.isFinite }.map { ($0, .double(doubles[$0])) }
    case .coded(let codes, let table):
      if table.allSatisfy({ $0.isFinite }) { return nil }
      return codes.firstIndex { !table[Int($0)].isFinite }.map { ($0, table[Int(codes[$0])]) }
    }
  }
}

extension Value {
  var isFinite: Bool {
    if case .double(let double) = self { double.isFinite } else { true }
  }
}
