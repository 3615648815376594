import Foundation
import RASP

/// A file of numpy's: an array of one or two dimensions, its values one after the other.
///
/// A row of a two-dimensional array is one input. Read are Booleans, integers and floating-point
/// numbers of any width, and text of fixed width; written are Booleans, 64-bit integers, doubles and
/// text.
struct NumpyFile {
  /// The values, row by row.
  let column: TypedColumn
  /// The length of each dimension.
  let shape: [Int]

  init(column: TypedColumn, shape: [Int]) { (self.column, self.shape) = (column, shape) }

  /// Where each row starts, and behind the last where it ends.
  var starts: [Int] {
    if shape.count == 1 { return [0, shape[0]] }
    return (0...shape[0]).map { $0 * shape[1] }
  }
}

// MARK: Reading

extension NumpyFile {
  /// - Parameter name: the file's name, for errors.
  /// - Throws: a ``Failure`` that names what is wrong with the file.
  init(_ bytes: [UInt8], name: String) throws {
    let header = try Header(bytes, name: name)
    shape = header.shape
    let lengths = shape + [header.type.width]
    let wanted = lengths.reduce((partialValue: 1, overflow: false)) { size, length in
      let next = size.partialValue.multipliedReportingOverflow(by: length)
      return (next.partialValue, size.overflow || next.overflow)
    }
    let count = wanted.overflow ? 0 : shape.reduce(1, *)
    // What takes no bytes is no longer than the file says for nothing.
    let isLongForNothing = wanted.partialValue == 0 && shape.contains { $0 > NumpyFile.mostEmpty }
    guard !wanted.overflow, !isLongForNothing, bytes.count - header.size == wanted.partialValue
    else {
      throw Failure(
        "\(name) does not hold what its header says: \(shape) values of \(header.type.width) bytes, "
          + "and \(bytes.count - header.size) bytes")
    }
    column = try bytes.withUnsafeBytes { all in
      try header.type.column(
        UnsafeRawBufferPointer(rebasing: all[header.size...]), count: count, name: name)
    }
  }

  /// The most empty rows, or values without characters.
  private static let mostEmpty = 1 << 26

  /// How a value is kept.
  private enum ElementType {
    case boolean
    case signed(Int)
    case unsigned(Int)
    case floating(Int)
    /// That many Unicode scalars of 32 bits, the rest zeros.
    case text(Int)

    init?(_ text: String) {
      guard let order = text.first, let kind = text.dropFirst().first,
        let width = Int(text.dropFirst(2)), width >= 0, "<|=".contains(order)
      else { return nil }
      switch (kind, width) {
      case ("b", 1): self = .boolean
      case ("i", 1), ("i", 2), ("i", 4), ("i", 8): self = .signed(width)
      case ("u", 1), ("u", 2), ("u", 4), ("u", 8): self = .unsigned(width)
      case ("f", 4), ("f", 8): self = .floating(width)
      case ("U", 0...Int(Int32.max)): self = .text(width)
      default: return nil
      }
    }

    /// Bytes.
    var width: Int {
      switch self {
      case .boolean: 1
      case .signed(let width), .unsigned(let width), .floating(let width): width
      case .text(let count): 4 * count
      }
    }

    func column(
      _ bytes: UnsafeRawBufferPointer, count: Int, name: String
    ) throws -> TypedColumn {
      func values<T: BitwiseCopyable, U>(_ type: T.Type, _ convert: (T) -> U) -> [U] {
        (0..<count).map {
          convert(bytes.loadUnaligned(fromByteOffset: $0 * MemoryLayout<T>.size, as: type))
        }
      }
      switch self {
      case .boolean: return .booleans(values(UInt8.self) { $0 != 0 })
      case .signed(1): return .integers(values(Int8.self) { Int64($0) })
      case .signed(2): return .integers(values(Int16.self) { Int64($0) })
      case .signed(4): return .integers(values(Int32.self) { Int64($0) })
      case .signed: return .integers(values(Int64.self) { $0 })
      case .unsigned(1): return .integers(values(UInt8.self) { Int64($0) })
      case .unsigned(2): return .integers(values(UInt16.self) { Int64($0) })
      case .unsigned(4): return .integers(values(UInt32.self) { Int64($0) })
      case .unsigned:
        let numbers = values(UInt64.self) { $0 }
        if let place = numbers.firstIndex(where: { $0 > UInt64(Int64.max) }) {
          throw Failure("\(name) has \(numbers[place]) at \(place): integers end at \(Int64.max)")
        }
        return .integers(numbers.map { Int64($0) })
      case .floating(4): return .doubles(values(Float.self) { Double($0) })
      case .floating: return .doubles(values(Double.self) { $0 })
      case .text(let width): return try text(bytes, count: count, width: width, name: name)
      }
    }

    private func text(
      _ bytes: UnsafeRawBufferPointer, count: Int, width: Int, name: String
    ) throws -> TypedColumn {
      var (codes, table) = ([Int32](), [Value]())
      var known: [[UInt32]: Int32] = [:]
      codes.reserveCapacity(count)
      for place in 0..<count {
        var scalars = (0..<width).map {
          bytes.loadUnaligned(fromByteOffset: 4 * (place * width + $0), as: UInt32.self)
        }
        while scalars.last == 0 { scalars.removeLast() }
        if let code = known[scalars] {
          codes.append(code)
          continue
        }
        var string = String.UnicodeScalarView()
        for number in scalars {
          guard let scalar = Unicode.Scalar(number) else {
            throw Failure("\(name) has \(number) at \(place), which is no character")
          }
          string.append(scalar)
        }
        let code = Int32(table.count)
        (known[scalars], _) = (code, table.append(.string(String(string))))
        codes.append(code)
      }
      guard let column = TypedColumn(codes: codes, table: table) else {
        preconditionFailure("codes are made together with their table")
      }
      return column
    }
  }

  /// What stands before the values.
  private struct Header {
    let type: ElementType
    let shape: [Int]
    /// Bytes, of the whole header.
    let size: Int

    init(_ bytes: [UInt8], name: String) throws {
      guard bytes.starts(with: NumpyFile.magic), bytes.count >= 10 else {
        throw Failure("\(name) is no file of numpy's (.npy)")
      }
      let isLong = bytes[6] > 1
      let start = isLong ? 12 : 10
      let length = bytes[8..<min(start, bytes.count)].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard bytes.count >= start + length else {
        throw Failure("\(name) ends within its header")
      }
      size = start + length
      let text = String(decoding: bytes[start..<size], as: UTF8.self)
      guard let descr = Header.value("descr", text), let shape = Header.shape(text),
        let order = Header.value("fortran_order", text)
      else { throw Failure("\(name) has a header that cannot be read: \(text.cut(to: 80))") }
      guard let type = ElementType(descr.trimmingCharacters(in: ["'"])) else {
        throw Failure(
          "\(name) has values of type \(descr.cut(to: 40)); what can be read: booleans, integers, "
            + "floats and text ('<U1'), lowest byte first")
      }
      guard shape.count == 1 || shape.count == 2 && order == "False" else {
        throw Failure(
          "\(name) has \(shape.count) dimensions; one input is a row, so that one or two can be read"
            + (shape.count == 2 ? ", row by row (not in Fortran's order)" : ""))
      }
      (self.type, self.shape) = (type, shape)
    }

    private static func value(_ key: String, _ text: String) -> String? {
      guard let found = text.range(of: "'\(key)': "),
        let end = text[found.upperBound...].firstIndex(where: { $0 == "," || $0 == "}" })
      else { return nil }
      return String(text[found.upperBound..<end])
    }

    private static func shape(_ text: String) -> [Int]? {
      guard let found = text.range(of: "'shape': ("),
        let end = text[found.upperBound...].firstIndex(of: ")")
      else { return nil }
      let lengths = text[found.upperBound..<end].split(separator: ",")
        .map { Int($0.trimmingCharacters(in: .whitespaces)) }
      let shape = lengths.compactMap { $0 }
      return shape.count == lengths.count && shape.allSatisfy { $0 >= 0 } ? shape : nil
    }
  }

  fileprivate static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
}

// MARK: Writing

extension NumpyFile {
  /// The file's bytes.
  /// - Throws: a ``Failure`` if the values are of several kinds, or of one that numpy has no type of
  ///   fixed width for.
  func bytes() throws -> [UInt8] {
    switch column {
    case .booleans(let values): return header("|b1") + values.map { $0 ? 1 : 0 }
    case .integers(let values): return header("<i8") + values.withUnsafeBytes { Array($0) }
    case .doubles(let values): return header("<f8") + values.withUnsafeBytes { Array($0) }
    case .coded(let codes, let table): return try text(codes, table)
    }
  }

  private func text(_ codes: [Int32], _ table: [Value]) throws -> [UInt8] {
    var used = [Bool](repeating: false, count: table.count)
    for code in codes { used[Int(code)] = true }
    var strings: [[UInt32]] = []
    for (value, isUsed) in zip(table, used) {
      guard isUsed else {
        strings.append([])
        continue
      }
      guard case .string(let string) = value else { throw unwritable(codes, table) }
      strings.append(string.unicodeScalars.map(\.value))
      if strings.last?.last == 0 {
        throw Failure("a file of numpy's cannot hold text that ends with a zero character")
      }
    }
    let width = max(1, strings.map(\.count).max() ?? 0)
    var bytes = header("<U\(width)")
    bytes.reserveCapacity(bytes.count + 4 * width * codes.count)
    let padded = strings.map { $0 + Array(repeating: 0, count: width - $0.count) }
      .map { scalars in scalars.withUnsafeBytes { Array($0) } }
    for code in codes { bytes += padded[Int(code)] }
    return bytes
  }

  private func unwritable(_ codes: [Int32], _ table: [Value]) -> Failure {
    let place = codes.firstIndex { if case .string = table[Int($0)] { false } else { true } } ?? 0
    return Failure(
      "the result has several kinds of values (\(table[Int(codes[place])]) at \(place)), which a file "
        + "of numpy's cannot hold; without --format npy it can be printed")
  }

  private func header(_ type: String) -> [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }"
    // The values start at a multiple of 64 bytes.
    text += String(repeating: " ", count: 63 - (10 + text.utf8.count) % 64) + "\n"
    let size = text.utf8.count
    return NumpyFile.magic + [1, 0, UInt8(size & 255), UInt8(size >> 8)] + Array(text.utf8)
  }
}
