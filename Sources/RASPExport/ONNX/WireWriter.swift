/// A message of Protocol Buffers that is being written: fields in the order in which they are added.
///
/// Only what ONNX needs: integers, texts, bytes and messages. A field that is added is written, even
/// if it holds the default.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ field: Int, _ integer: Int64) {
    addKey(field, kind: 0)
    addNumber(UInt64(bitPattern: integer))
  }

  mutating func add(_ field: Int, _ text: String) { add(field, Array(text.utf8)) }

  mutating func add(_ field: Int, _ message: WireWriter) { add(field, message.bytes) }

  mutating func add(_ field: Int, _ content: [UInt8]) {
    addKey(field, kind: 2)
    addNumber(UInt64(content.count))
    bytes += content
  }

  private mutating func addKey(_ field: Int, kind: UInt64) {
    addNumber(UInt64(field) << 3 | kind)
  }

  /// Seven bits a byte, the low ones first; the high bit says that there is more.
  private mutating func addNumber(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
