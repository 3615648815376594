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
    distribute(order, into: &next, buckets: 256) { Int(keys[Int($0)] >> shift & 255) }
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
  distribute(indices, into: &order, buckets: size) { Int(codes[Int($0)]) }
  return order
}

func isAscending(_ codes: [some Comparable]) -> Bool {
  guard var last = codes.first else { return true }
  for code in codes {
    if code < last { return false }
    last = code
  }
  return true
}

/// Integers in ascending order.
///
/// Cost: linear: values in a short range are counted, others distributed a byte at a time, as many
/// times as their range has bytes.
func ascending(_ values: [Int64]) -> [Int64] {
  if isAscending(values) { return values }
  if let range = values.range(limit: values.count / 4 + 256) {
    return counted(values, in: range)
  }
  guard let bounds = values.bounds else { return values }
  let low = bounds.lowerBound
  let span = UInt64(bitPattern: bounds.upperBound &- low)
  if span <= UInt64(UInt32.max) {
    let distances = filled(values.count) { UInt32(truncatingIfNeeded: values[$0] &- low) }
    let sorted = distributed(distances, upTo: UInt32(span))
    return filled(values.count) { Int64(sorted[$0]) &+ low }
  }
  let distances = filled(values.count) { UInt64(bitPattern: values[$0] &- low) }
  let sorted = distributed(distances, upTo: span)
  return filled(values.count) { Int64(bitPattern: sorted[$0]) &+ low }
}

/// Numbers up to `greatest` in ascending order, distributed by one byte after the other.
private func distributed<T: FixedWidthInteger>(_ numbers: [T], upTo greatest: T) -> [T] {
  var (sorted, next) = (numbers, [T](repeating: 0, count: numbers.count))
  for shift in stride(from: 0, to: T.bitWidth - greatest.leadingZeroBitCount, by: 8) {
    distribute(sorted, into: &next, buckets: 256) {
      Int(truncatingIfNeeded: $0 &>> T(truncatingIfNeeded: shift)) & 255
    }
    swap(&sorted, &next)
  }
  return sorted
}

/// Each value as often as it occurs.
private func counted(_ values: [Int64], in range: ClosedRange<Int64>) -> [Int64] {
  let low = range.lowerBound
  var counts = [Int](repeating: 0, count: Int(range.upperBound - low) + 1)
  for value in values { counts[Int(truncatingIfNeeded: value &- low)] += 1 }
  return [Int64](unsafeUninitializedCapacity: values.count) { buffer, initialized in
    for (offset, count) in counts.enumerated() {
      let end = initialized + count
      buffer[initialized..<end].initialize(repeating: low &+ Int64(offset))
      initialized = end
    }
  }
}

/// One pass of a stable distribution sort of `elements` by `bucket`.
@inline(__always)
private func distribute<T>(
  _ elements: [T], into result: inout [T], buckets: Int, _ bucket: (T) -> Int
) {
  var starts = [Int32](repeating: 0, count: buckets + 1)
  starts.withUnsafeMutableBufferPointer { starts in
    elements.withUnsafeBufferPointer { elements in
      result.withUnsafeMutableBufferPointer { result in
        for element in elements { starts[bucket(element) + 1] &+= 1 }
        for index in 1..<(buckets + 1) { starts[index] &+= starts[index - 1] }
        for element in elements {
          let index = bucket(element)
          result[Int(starts[index])] = element
          starts[index] &+= 1
        }
      }
    }
  }
}
