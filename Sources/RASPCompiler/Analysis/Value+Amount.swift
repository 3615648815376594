import RASP

extension Value {
  /// The amount of an integer or boolean.
  var integralAmount: Int64? {
    switch self {
    case .integer(let integer): integer
    case .boolean(let boolean): boolean ? 1 : 0
    default: nil
    }
  }

  /// The amount of a number or boolean.
  var amount: Double? {
    if case .double(let double) = self { return double }
    return integralAmount.map { Double($0) }
  }
}
