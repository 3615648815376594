import Testing

@testable import RASPExport

struct SafetensorsTests {
  /// The format by hand: the header's length, the header, the numbers, all little-endian.
  @Test func bytesAreTheFormats() {
    let bytes = Safetensors.encode(
      [.init("a", shape: [1, 2], [Float(1), -2]), .init("b", shape: [], [Int32(258)])],
      metadata: [("format", "pt")])
    let header =
      #"{"__metadata__": {"format": "pt"}, "#
      + #""a": {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}, "#
      + #""b": {"dtype": "I32", "shape": [], "data_offsets": [8, 12]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    #expect(bytes[..<8] == [UInt8(padded.utf8.count), 0, 0, 0, 0, 0, 0, 0])
    #expect(String(decoding: bytes[8...].dropLast(12), as: UTF8.self) == padded)
    #expect(bytes.suffix(12) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 2, 1, 0, 0])
  }

  @Test func tensorsComeBack() throws {
    let numbers: [Float] = [0, -0.0, .nan, .infinity, .leastNonzeroMagnitude, 1 / 3]
    let tensors: [Safetensors.Tensor] = [
      .init("empty", shape: [0, 5], [Float]()), .init("\"é\n", shape: [2, 3], numbers),
      .init("i", shape: [2], [Int32.min, .max]), .init("last", shape: [0], [Int32]()),
    ]
    let back = try Safetensors.decode(Safetensors.encode(tensors))
    #expect(Set(back) == Set(tensors))
    #expect(try Safetensors.decode(Safetensors.encode([])) == [])
  }

  @Test(arguments: [
    (#"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#, 8, "no error"),
    (#"[]"#, 0, "the header is broken: broken JSON at column 1: an object starts with {"),
    (#"{"a": 3}"#, 0, "the header's entry of the tensor a is broken"),
    (
      #"{"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}}"#, 8,
      "the header's entry of the tensor a is broken"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [8, 0]}}"#, 8,
      "the header's entry of the tensor a is broken"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8, 9]}}"#, 8,
      "the header's entry of the tensor a is broken"
    ),
    (
      #"{"a": {"dtype": "BF16", "shape": [2], "data_offsets": [0, 4]}}"#, 4,
      "the tensor a is of the type BF16; only F32 and I32 are read"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 8]}}"#, 8,
      "the tensor a has 8 bytes, which is not what its shape [3] takes"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [4294967296, 4294967296, 0], "data_offsets": [0, 0]}}"#, 0,
      "the tensor a has 0 bytes, which is not what its shape [4294967296,4294967296,0] takes"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}"#, 8,
      "the tensor a does not begin where the one before it ends"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#, 4,
      "the file is cut off: 77 bytes are expected, and 73 are there"
    ),
    (
      #"{"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}"#, 9,
      "there are 1 bytes after the last tensor"
    ),
  ])
  func broken(header: String, numbers: Int, reason: String) {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt64(header.utf8.count))
    bytes += [UInt8](header.utf8) + [UInt8](repeating: 0, count: numbers)
    let found = message { try Safetensors.decode(bytes) }
    #expect(reason == "no error" ? found.hasPrefix(reason) : found == reason)
  }

  @Test func headersThatAreTooLong() {
    #expect(
      message { try Safetensors.decode([1, 2]) }
        == "the file is cut off: 8 bytes are expected, and 2 are there")
    let bytes = [UInt8](repeating: 0xFF, count: 100)
    #expect(message { try Safetensors.decode(bytes) }.hasPrefix("the file is cut off"))
  }
}
