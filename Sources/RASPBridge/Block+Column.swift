import RASP

extension Block {
  /// A column of values.
  init(_ column: TypedColumn) {
    count = column.count
    switch column {
    case .booleans(let values): (kind, data) = (.booleans, .booleans(values))
    case .integers(let values): (kind, data) = (.integers, .integers(values))
    case .doubles(let values): (kind, data) = (.doubles, .doubles(values))
    case .coded(let codes, let table):
      (kind, data) = (.codes, .codes(codes))
      text = Array(Value.jsonArray(table).utf8)
    }
  }

  /// The values of a column that the host gave; `nil` if the lengths do not fit, or a code is in no
  /// table.
  var column: TypedColumn? {
    data.withBytes { bytes in
      var reading = ColumnReading(kind: kind, count: count, data: bytes, table: text)
      return try? reading.read()
    }
  }
}

/// A column that lies in memory, and what may be wrong with it.
struct ColumnReading {
  let kind: Block.Kind
  /// Values; of a text bytes.
  let count: Int
  let data: UnsafeRawBufferPointer
  let table: [UInt8]
  /// Where the sequences start, in values; of a text first in bytes.
  var starts: [Int] = []

  init(kind: Block.Kind, count: Int, data: UnsafeRawBufferPointer, table: [UInt8]) {
    self.kind = kind
    self.count = count
    self.data = data
    self.table = table
  }

  mutating func read() throws(BridgeError) -> TypedColumn {
    switch kind {
    case .codes: return try codes()
    case .integers: return .integers(try elements(Int64.self))
    case .doubles: return .doubles(try elements(Double.self))
    case .booleans: return .booleans(try elements(UInt8.self).map { $0 != 0 })
    case .text:
      var text = TextTokens(starts: starts)
      let column = try text.read(data)
      starts = text.starts
      return column
    case .other: throw BridgeError("the block is no column")
    }
  }

  private func elements<Element: BitwiseCopyable>(
    _ type: Element.Type
  ) throws(BridgeError) -> [Element] {
    guard data.count == count * MemoryLayout<Element>.stride else {
      throw BridgeError("the column has \(data.count) bytes for \(count) values")
    }
    return [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = data.baseAddress {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(start: base, count: data.count))
      }
      initialized = count
    }
  }

  private func codes() throws(BridgeError) -> TypedColumn {
    let values: [Value]
    do throws(JSONError) {
      values = try Value.array(fromJSON: [UInt8](table))
    } catch {
      throw BridgeError("the table is " + error.description)
    }
    guard let column = TypedColumn(codes: try elements(Int32.self), table: values) else {
      throw BridgeError("a code is in no table of \(values.count) values")
    }
    return column
  }
}
