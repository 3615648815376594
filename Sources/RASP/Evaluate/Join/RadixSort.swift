/// The indices of `keys` in ascending order of the keys, equal ones in order of index.
///
/// A byte at a time from the lowest, and no pass for a byte that all keys share. Cost: linear, at
/// most eight passes.
func ascendingOrder(_ keys: [UInt64]) -> [Int32] {
  var order = filled(keys.count) { Int32(truncatingIfNeeded: $0) }
  var next = order
  guard let first = keys.first else { return order }
  var differing: UInt64 = 0
  for key in keys { differing |= key ^ first }
  for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 255 != 0 {
    distribute(order, into: &next, buckets: 256) { Int(keys[$0] >> shift & 255) }
    swap(&order, &next)
  }
  return order
}

/// The indices of `codes`, each in 0 ..< `size`, in ascending order of the codes, equal ones in the
/// order that `indices` has; `nil` if that is the order of indices already.
func ascendingOrder(_ codes: [Int32], size: Int, indices: [Int32]? = nil) -> [Int32]? {
  if indices == nil && isAscending(codes) { return nil }
  let indices = indices ?? filled(codes.count) { Int32(truncatingIfNeeded: $0) }
  var order = indices
  distribute(indices, into: &order, buckets: size) { Int(codes[$0]) }
  return order
}

func isAscending(_ codes: [Int32]) -> Bool {
  for index in codes.indices.dropFirst() where codes[index - 1] > codes[index] { return false }
  return true
}

/// One pass of a stable distribution sort of `indices` by `bucket`.
@inline(__always)
private func distribute(
  _ indices: [Int32], into result: inout [Int32], buckets: Int, _ bucket: (Int) -> Int
) {
  var starts = [Int32](repeating: 0, count: buckets + 1)
  for index in indices { starts[bucket(Int(index)) + 1] += 1 }
  for index in 1..<(buckets + 1) { starts[index] += starts[index - 1] }
  for index in indices {
    let target = bucket(Int(index))
    result[Int(starts[target])] = index
    starts[target] += 1
  }
}
