import RASP

extension [Value] {
  /// The first value that is identical to one before it: of the same kind too, `1` is not `1.0`.
  var firstDuplicate: Value? {
    var seen: Set<[UInt8]> = []
    return first { !seen.insert([UInt8]($0.json.utf8)).inserted }
  }
}
