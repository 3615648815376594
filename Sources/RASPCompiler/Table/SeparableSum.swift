import RASP
import RASPModel

/// A number as a sum of functions of single leaves: what one linear form can hold.
struct Separable {
  /// A leaf and the number that it adds at each of its points; for a measure, the same number
  /// times a factor.
  struct Part {
    let leaf: NodeID
    var table: [Double]
  }

  var parts: [Part]
  var offset: Double
  /// Whether every summand is an integer or boolean by kind.
  var isIntegral: Bool

  static func + (a: Separable, b: Separable) -> Separable {
    var sum = a
    sum.isIntegral = a.isIntegral && b.isIntegral
    sum.offset += b.offset
    for part in b.parts {
      if let own = sum.parts.firstIndex(where: { $0.leaf == part.leaf }) {
        for index in part.table.indices { sum.parts[own].table[index] += part.table[index] }
      } else {
        sum.parts.append(part)
      }
    }
    return sum
  }

  static func * (a: Separable, factor: Double) -> Separable {
    Separable(
      parts: a.parts.map { Part(leaf: $0.leaf, table: $0.table.map { $0 * factor }) },
      offset: a.offset * factor, isIntegral: a.isIntegral)
  }

  /// Whether the sum is an integer, and small enough to be exact.
  var isWhole: Bool {
    guard isIntegral, abs(offset) < Precision.exactWhole else { return false }
    for part in parts {
      for number in part.table where abs(number) >= Precision.exactWhole { return false }
    }
    return true
  }
}
