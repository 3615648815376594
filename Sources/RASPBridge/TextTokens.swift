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
        guard let (scalar, length) = Unicode.Scalar.decoded(bytes, at: offset) else {
          throw TextTokens.notUTF8
        }
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

  private static let notUTF8 = BridgeError("the text is not UTF-8")
}
