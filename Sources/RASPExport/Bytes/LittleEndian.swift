/// Numbers as little-endian bytes, whatever the machine's order is.
extension [UInt8] {
  mutating func append(littleEndian number: some FixedWidthInteger) {
    var rest = number.littleEndian
    Swift.withUnsafeBytes(of: &rest) { append(contentsOf: $0) }
  }

  init(littleEndian floats: [Float]) {
    self.init()
    reserveCapacity(floats.count * 4)
    for float in floats { append(littleEndian: float.bitPattern) }
  }

  init<Integer: FixedWidthInteger>(littleEndian integers: [Integer]) {
    self.init()
    reserveCapacity(integers.count * MemoryLayout<Integer>.size)
    for integer in integers { append(littleEndian: integer) }
  }
}

extension ArraySlice<UInt8> {
  /// The integers of a slice, whose bytes are a multiple of their size.
  func littleEndian<Integer: FixedWidthInteger & UnsignedInteger>(_: Integer.Type) -> [Integer] {
    let size = MemoryLayout<Integer>.size
    return stride(from: startIndex, to: endIndex, by: size).map { start in
      var integer: Integer = 0
      for index in (start..<start + size).reversed() {
        integer = integer << 8 | Integer(self[index])
      }
      return integer
    }
  }
}
