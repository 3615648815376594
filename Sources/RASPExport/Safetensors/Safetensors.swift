import RASP

/// The safetensors format: a JSON header that names tensors, then their numbers, one after the
/// other, little-endian.
public enum Safetensors {
  /// The kinds of numbers that are read and written.
  public enum Element: String, Sendable, Hashable {
    case float32 = "F32"
    case int32 = "I32"
  }

  /// A named array of numbers, the last dimension running fastest.
  public struct Tensor: Sendable, Hashable {
    public let name: String
    public let element: Element
    public let shape: [Int]
    /// Four little-endian bytes a number.
    public let bytes: [UInt8]

    /// A tensor of float32. Cost: linear in its numbers.
    ///
    /// ```swift
    /// Safetensors.Tensor("w", shape: [1, 2], [Float(1), 0.5]).bytes.count     // 8
    /// ```
    /// - Precondition: as many numbers as the shape asks for.
    public init(_ name: String, shape: [Int], _ floats: [Float]) {
      self.init(name, element: .float32, shape: shape, bytes: [UInt8](littleEndian: floats))
    }

    /// A tensor of int32. Cost: linear in its numbers. An example is at `Safetensors.encode`.
    /// - Precondition: as many numbers as the shape asks for.
    public init(_ name: String, shape: [Int], _ integers: [Int32]) {
      self.init(name, element: .int32, shape: shape, bytes: [UInt8](littleEndian: integers))
    }

    init(_ name: String, element: Element, shape: [Int], bytes: [UInt8]) {
      precondition(bytes.count == shape.reduce(4, *), "\(name) does not fill its shape")
      (self.name, self.element, self.shape, self.bytes) = (name, element, shape, bytes)
    }

    /// The numbers of a tensor of floats.
    var floats: [Float] { bytes[...].littleEndian(UInt32.self).map(Float.init(bitPattern:)) }
    /// The numbers of a tensor of integers.
    var integers: [Int32] { bytes[...].littleEndian(UInt32.self).map(Int32.init(bitPattern:)) }
  }

  /// The bytes of a file. Cost: linear in them.
  ///
  /// ```swift
  /// let bytes = Safetensors.encode([.init("ids", shape: [2], [Int32(1), 2])])
  /// try Safetensors.decode(bytes).map(\.name)                           // ["ids"]
  /// ```
  /// - Precondition: no two tensors have the same name, and none is called `__metadata__`.
  public static func encode(
    _ tensors: [Tensor], metadata: [(key: String, value: String)] = []
  ) -> [UInt8] {
    var members: [JSON.Member] = []
    if !metadata.isEmpty {
      let pairs = metadata.map { JSON.Member(key: $0.key, json: .string($0.value)) }
      members.append(.init(key: metadataKey, json: .object(pairs)))
    }
    var end = 0
    for tensor in tensors {
      let start = end
      end += tensor.bytes.count
      members.append(.init(key: tensor.name, json: header(of: tensor, start..<end)))
    }
    var header = [UInt8](JSON.object(members).text(depth: 0).utf8.dropLast())
    // Spaces, so that the numbers start at a multiple of eight bytes.
    header += [UInt8](repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + end)
    bytes.append(littleEndian: UInt64(header.count))
    bytes += header
    for tensor in tensors { bytes += tensor.bytes }
    return bytes
  }

  static let metadataKey = "__metadata__"

  private static func header(of tensor: Tensor, _ range: Range<Int>) -> JSON {
    .members([
      "dtype": .string(tensor.element.rawValue),
      "shape": .array(tensor.shape.map(JSON.integer)),
      "data_offsets": .array([.integer(range.lowerBound), .integer(range.upperBound)]),
    ])
  }
}
