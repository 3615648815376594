import RASP

/// What is wrong with a safetensors file.
public enum SafetensorsError: Error, Sendable, Hashable {
  /// Shorter than its header says, or than a header's length.
  case truncated(expected: Int, found: Int)
  case header(JSONError)
  /// A tensor's entry in the header is not of the form that the format asks for.
  case entry(tensor: String)
  /// Numbers of a kind that is not read here.
  case element(tensor: String, found: String)
  /// The bytes of a tensor are not as many as its shape asks for.
  case size(tensor: String, shape: [Int], bytes: Int)
  /// The tensors leave bytes out, overlap or run past the end.
  case layout(tensor: String)
  /// Bytes after the last tensor.
  case trailing(Int)
}

extension SafetensorsError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .truncated(let expected, let found):
      "the file is cut off: \(expected) bytes are expected, and \(found) are there"
    case .header(let error): "the header is broken: \(error)"
    case .entry(let tensor): "the header's entry of the tensor \(tensor) is broken"
    case .element(let tensor, let found):
      "the tensor \(tensor) is of the type \(found); only F32 and I32 are read"
    case .size(let tensor, let shape, let bytes):
      "the tensor \(tensor) has \(bytes) bytes, which is not what its shape "
        + "[\(shape.map(String.init).joined(separator: ","))] takes"
    case .layout(let tensor):
      "the tensor \(tensor) does not begin where the one before it ends"
    case .trailing(let count): "there are \(count) bytes after the last tensor"
    }
  }
}

extension Safetensors {
  /// The tensors of a file, in the order of their bytes.
  /// - Throws: a ``SafetensorsError`` if the bytes are no such file, or hold numbers of another kind
  ///   than ``Element``.
  /// Cost: linear in the bytes.
  public static func decode(_ bytes: [UInt8]) throws(SafetensorsError) -> [Tensor] {
    guard bytes.count >= 8 else { throw .truncated(expected: 8, found: bytes.count) }
    let length = bytes[..<8].littleEndian(UInt64.self)[0]
    guard length <= UInt64(bytes.count - 8) else {
      throw .truncated(
        expected: Int(clamping: length.addingReportingOverflow(8).partialValue),
        found: bytes.count)
    }
    let start = 8 + Int(length)
    let entries = try parseHeader([UInt8](bytes[8..<start]))
    var tensors: [Tensor] = []
    var end = 0
    for entry in entries {
      guard entry.range.lowerBound == end else { throw .layout(tensor: entry.name) }
      end = entry.range.upperBound
      guard end <= bytes.count - start else {
        throw .truncated(expected: start + end, found: bytes.count)
      }
      let content = [UInt8](bytes[start + entry.range.lowerBound..<start + end])
      tensors.append(Tensor(entry.name, entry.element, entry.shape, content))
    }
    if start + end < bytes.count { throw .trailing(bytes.count - start - end) }
    return tensors
  }

  private struct Entry {
    let name: String
    let element: Element
    let shape: [Int]
    let range: Range<Int>
  }

  /// The entries of a header, by where their bytes begin.
  private static func parseHeader(_ bytes: [UInt8]) throws(SafetensorsError) -> [Entry] {
    let json: JSON
    do {
      json = try JSON.parse(bytes)
    } catch {
      throw .header(error)
    }
    guard case .object(let members) = json else {
      throw .header(JSONError(message: "an object starts with {", offset: 0))
    }
    var entries: [Entry] = []
    for member in members where member.key != metadataKey {
      entries.append(try entry(member))
    }
    // Empty tensors may begin where another does: they come first.
    return entries.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private static func entry(_ member: JSON.Member) throws(SafetensorsError) -> Entry {
    let name = member.key
    guard let type = member.json["dtype"]?.string,
      let shape = member.json["shape"]?.naturals,
      let offsets = member.json["data_offsets"]?.naturals, offsets.count == 2,
      offsets[0] <= offsets[1]
    else { throw .entry(tensor: name) }
    guard let element = Element(rawValue: type) else { throw .element(tensor: name, found: type) }
    let bytes = offsets[1] - offsets[0]
    var size = 4
    for length in shape {
      let product = size.multipliedReportingOverflow(by: length)
      if product.overflow { throw .size(tensor: name, shape: shape, bytes: bytes) }
      size = product.partialValue
    }
    guard size == bytes else { throw .size(tensor: name, shape: shape, bytes: bytes) }
    return Entry(name: name, element: element, shape: shape, range: offsets[0]..<offsets[1])
  }
}
