import Foundation
import RASP

/// Random choices that are the same for the same seed.
public struct Randomness: RandomNumberGenerator {
  private var generator: SplitMix64

  public init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  public mutating func next() -> UInt64 { generator.next() }

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
    ?? usualSeed

  /// Whether no other seed was asked for. How much random programs cover is expected of the usual
  /// seed alone; that they agree is expected of every one.
  public static let isUsualSeed = environmentSeed == usualSeed

  private static let usualSeed: UInt64 = 20_210_613

  /// Says how much was tried, and what it is: `Scripts/fuzz` adds it up.
  public static func report(_ what: String, count: Int) { print("fuzzed: \(count) \(what)") }

  /// `RASP_PROGRAMS` if it is set: how many programs to try where a test asks for this.
  public static let environmentCount: Int? =
    ProcessInfo.processInfo.environment["RASP_PROGRAMS"].flatMap { Int($0) }
}
