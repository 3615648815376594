/// How a head treats BOS, which decides what an empty selection gives.
package enum HeadKind: UInt8, Hashable, Sendable {
  /// BOS is a sink of a weight M far above the number of keys, so each selected key has the weight
  /// 1 / (M + w), and M times the head's output is the sum.
  case sum
  /// BOS is attended to only if nothing is selected, so the head's output is the average, or zero.
  case mean

  package var name: String { self == .sum ? "sum" : "mean" }
}

extension Transformer {
  /// What BOS weighs in a head that sums, where a selected key weighs 1: M, a power of two.
  public var sinkWeight: Double { Transformer.sinkWeight(maximumLength) }

  /// The weight of the sink, M: above 2^24 times the number of keys, so that what the sum lacks, w
  /// of M + w, is less than float32 can show.
  package static func sinkWeight(_ maximumLength: Int) -> Double {
    var weight = 0x1p24
    while weight < 0x1p24 * Double(maximumLength) { weight *= 2 }
    return weight
  }
}
