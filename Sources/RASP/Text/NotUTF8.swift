/// The first byte of a text that is no UTF-8, and where it is.
///
/// ```swift
/// NotUTF8([0x61, 0xE9, 0x62])      // the byte 0xE9, with 1 byte before it
/// NotUTF8([0x61, 0xC3, 0xA9])      // nil
/// ```
package struct NotUTF8: Error, Sendable, Hashable {
  /// The first byte of those that stand for no scalar.
  package let byte: UInt8
  /// How many bytes are before it.
  package let offset: Int
  /// Its column, counted from 1 in scalars, if the text is one line.
  package let column: Int

  /// Nothing if all bytes are UTF-8. Cost: linear in the text.
  package init?(_ text: [UInt8]) { self.init(text[...]) }

  /// Nothing if all bytes are UTF-8. The offset counts from the start of the slice.
  package init?(_ text: ArraySlice<UInt8>) {
    let found = text.withUnsafeBytes { bytes -> (offset: Int, scalars: Int)? in
      var (offset, scalars) = (0, 0)
      while offset < bytes.count {
        if bytes[offset] < 0x80 {
          offset += 1
        } else if let (_, length) = Unicode.Scalar.decoded(bytes, at: offset) {
          offset += length
        } else {
          return (offset, scalars)
        }
        scalars += 1
      }
      return nil
    }
    guard let found else { return nil }
    (byte, offset, column) = (
      text[text.startIndex + found.offset], found.offset, found.scalars + 1
    )
  }

  /// What is wrong, without the place: `the byte 0xE9 is not UTF-8`.
  package var message: String { NotUTF8.message(byte) }

  /// What is wrong and where in the line, as a predicate: `not UTF-8: the byte 0xE9 at column 2`.
  package var inLine: String {
    "not UTF-8: the byte 0x" + String(byte, radix: 16, uppercase: true) + " at column \(column)"
  }

  package static func message(_ byte: UInt8) -> String {
    "the byte 0x" + String(byte, radix: 16, uppercase: true) + " is not UTF-8"
  }
}

extension Unicode.Scalar {
  /// The scalar of more than one byte that starts at an offset, and how many bytes it takes; `nil`
  /// if the bytes there are no UTF-8.
  package static func decoded(
    _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = bytes[offset]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let lowest: UInt32 = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80
    guard first >= 0xC2, first < 0xF5, offset + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for next in offset + 1..<offset + length {
      guard bytes[next] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[next] & 0x3F)
    }
    // What could have been written shorter, halves of pairs and numbers beyond the last are none.
    guard value >= lowest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}
