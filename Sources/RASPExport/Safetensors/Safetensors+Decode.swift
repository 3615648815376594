import RASP

extension Safetensors {
  /// The tensors of a file, in the order of their bytes. An example is at `Safetensors.encode`.
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
      tensors.append(Tensor(entry.name, element: entry.element, shape: entry.shape, bytes: content))
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
      throw .header(JSONError(message: "an object starts with {", offset: 0, in: []))
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
