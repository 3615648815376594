import Foundation

/// A small generator whose whole state is the seed, so that a failure can be run again.
public struct Randomness: RandomNumberGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// SplitMix64.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  public mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  public mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  public mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// `RASP_SEED` if it is set, to look further; else always the same, so that a landing does not
  /// depend on luck.
  public static let environmentSeed: UInt64 =
    ProcessInfo.processInfo.environment["RASP_SEED"].flatMap { UInt64($0) }
    ?? 20_210_613
}
