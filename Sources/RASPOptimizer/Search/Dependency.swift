/// Whether one column is a function of others: one pass that writes the target's code by theirs and
/// compares what is written.
struct Dependency {
  /// What stands at each key: the number of the pass, then the target's code.
  private var written = [UInt64](repeating: 0, count: Dependency.largest)
  private var pass: UInt64 = 0

  /// The number of different arguments, if the target is a function of `keys` on the first
  /// positions; `nil` if it is none. Keys are below `limit`.
  mutating func rows(
    _ target: [UInt16], _ keys: [Int32], limit: Int, positions: Int
  ) -> Int? {
    if limit > Dependency.largest { return nil }
    pass += 1
    var rows = 0
    for position in 0..<positions {
      let key = Int(keys[position])
      let code = pass << 16 | UInt64(target[position])
      if written[key] == code { continue }
      if written[key] >> 16 == pass { return nil }
      written[key] = code
      rows += 1
    }
    return rows
  }

  /// The same for keys and a second column.
  mutating func rows(
    _ target: [UInt16], _ keys: [Int32], _ context: [UInt16], limit: Int, contextLimit: Int,
    positions: Int
  ) -> Int? {
    if limit * contextLimit > Dependency.largest { return nil }
    pass += 1
    var rows = 0
    for position in 0..<positions {
      let key = Int(keys[position]) * contextLimit + Int(context[position])
      let code = pass << 16 | UInt64(target[position])
      if written[key] == code { continue }
      if written[key] >> 16 == pass { return nil }
      written[key] = code
      rows += 1
    }
    return rows
  }

  static let largest = 1 << 14
}
