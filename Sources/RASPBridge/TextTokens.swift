import RASP

/// Text as tokens, a Unicode scalar each, without a string for every one of them.
struct TextTokens {
  /// Where sequences start: in bytes before reading, in tokens after it.
  private(set) var starts: [Int]
  private var table: [Value] = []
  private var ascii = [Int32](repeating: -1, count: 128)
  private var others: [UInt32: Int32] = [:]

  init(starts: [Int]) { self.starts = starts }

  /// The tokens of UTF-8.
  mutating func read(_ bytes: UnsafeRawBufferPointer) throws(BridgeError) -> TypedColumn {
    var codes: [Int32] = []
    codes.reserveCapacity(bytes.count)
    var (offset, sequence) = (0, 0)
    while offset < bytes.count {
      while sequence < starts.count, starts[sequence] <= offset {
        guard starts[sequence] == offset else { throw BridgeError("a sequence starts in a scalar") }
        starts[sequence] = codes.count
        sequence += 1
      }
      let byte = bytes[offset]
      if byte < 0x80 {
        codes.append(code(ascii: byte))
        offset += 1
      } else {
        let (scalar, length) = try TextTokens.scalar(bytes, offset)
        codes.append(code(scalar))
        offset += length
      }
    }
    while sequence < starts.count {
      guard starts[sequence] == offset else { throw BridgeError("a sequence starts in a scalar") }
      starts[sequence] = codes.count
      sequence += 1
    }
    return .coded(codes, table)
  }

  private mutating func code(ascii byte: UInt8) -> Int32 {
    if ascii[Int(byte)] < 0 {
      ascii[Int(byte)] = Int32(table.count)
      table.append(Unicode.Scalar(byte).asValue)
    }
    return ascii[Int(byte)]
  }

  private mutating func code(_ scalar: Unicode.Scalar) -> Int32 {
    if let code = others[scalar.value] { return code }
    let code = Int32(table.count)
    others[scalar.value] = code
    table.append(scalar.asValue)
    return code
  }

  /// The scalar that starts at an offset, and how many bytes it takes.
  private static func scalar(
    _ bytes: UnsafeRawBufferPointer, _ offset: Int
  ) throws(BridgeError) -> (Unicode.Scalar, Int) {
    let first = bytes[offset]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    let lowest: UInt32 = length == 4 ? 0x1_0000 : length == 3 ? 0x800 : 0x80
    guard first >= 0xC2, first < 0xF5, offset + length <= bytes.count else { throw notUTF8 }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for next in offset + 1..<offset + length {
      guard bytes[next] & 0xC0 == 0x80 else { throw notUTF8 }
      value = value << 6 | UInt32(bytes[next] & 0x3F)
    }
    guard value >= lowest, let scalar = Unicode.Scalar(value) else { throw notUTF8 }
    return (scalar, length)
  }

  private static let notUTF8 = BridgeError("the text is not UTF-8")
}
