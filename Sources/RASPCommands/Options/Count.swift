import ArgumentParser

/// The numbers that a user may give: what is more than any machine can do is refused, and not tried.
enum Count {
  /// - Throws: an error of usage that says the limits, unless `count` is within them.
  static func check(_ count: Int, _ option: String, in limits: ClosedRange<Int>) throws {
    if !limits.contains(count) {
      throw ValidationError("\(option) is from \(limits.lowerBound) to \(limits.upperBound)")
    }
  }
}
