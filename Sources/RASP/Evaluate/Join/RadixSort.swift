/// The places of `keys` in ascending order of the keys, equal ones in order of place.
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

/// The places of `codes`, each in 0 ..< `size`, in ascending order of the codes, equal ones in the
/// order that `places` has; `nil` if that is the order of places already.
func ascendingOrder(_ codes: [Int32], size: Int, places: [Int32]? = nil) -> [Int32]? {
  if places == nil && isAscending(codes) { return nil }
  let places = places ?? filled(codes.count) { Int32(truncatingIfNeeded: $0) }
  var order = places
  distribute(places, into: &order, buckets: size) { Int(codes[$0]) }
  return order
}

func isAscending(_ codes: [Int32]) -> Bool {
  for index in codes.indices.dropFirst() where codes[index - 1] > codes[index] { return false }
  return true
}

/// One pass of a stable distribution sort of `places` by `bucket`.
@inline(__always)
private func distribute(
  _ places: [Int32], into result: inout [Int32], buckets: Int, _ bucket: (Int) -> Int
) {
  var starts = [Int32](repeating: 0, count: buckets + 1)
  for place in places { starts[bucket(Int(place)) + 1] += 1 }
  for index in 1..<(buckets + 1) { starts[index] += starts[index - 1] }
  for place in places {
    let target = bucket(Int(place))
    result[Int(starts[target])] = place
    starts[target] += 1
  }
}
