/// How a head treats BOS, which decides what an empty selection gives.
public enum HeadKind: UInt8, Sendable, Hashable, CaseIterable {
  /// BOS is a sink of a weight M far above the number of keys, so each selected key has the weight
  /// 1 / (M + w), and M times the head's output is the sum.
  case sum
  /// BOS is attended to only if nothing is selected, so the head's output is the average, or zero.
  case mean
  /// BOS is attended to only if nothing is selected, and the selected keys with the highest grade
  /// share all the attention: see ``Labels/Preference``.
  case pick

  /// The kind's name in files.
  public var name: String {
    switch self {
    case .sum: "sum"
    case .mean: "mean"
    case .pick: "pick"
    }
  }
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
