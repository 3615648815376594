/// How much the results of one run may take while they are needed, so that a program whose strings
/// or columns explode ends in an error and not with the process.
struct MemoryBudget {
  /// Bytes.
  static let limit: Int64 = 1 << 31

  private var used: Int64 = 0

  var available: Int64 { MemoryBudget.limit - used }

  /// Whether there is room for this much.
  func check(_ bytes: Int64) throws(Problem) {
    if bytes > available { throw .tooMuchMemory(limit: MemoryBudget.limit) }
  }

  mutating func charge(_ bytes: Int64) throws(Problem) {
    try check(bytes)
    used += bytes
  }

  mutating func release(_ bytes: Int64) { used -= bytes }
}

extension Value {
  /// What the value takes beside its index in an array: short strings live in that index.
  var bytesElsewhere: Int64 {
    guard case .string(let string) = self, string.utf8.count > 15 else { return 0 }
    return Int64(string.utf8.count) + 32
  }
}

extension [Value] {
  /// What the array takes, in bytes; strings that are shared count each time.
  var bytes: Int64 {
    var total = Int64(count * MemoryLayout<Value>.stride)
    for value in self { total += value.bytesElsewhere }
    return total
  }
}
