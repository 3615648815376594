import RASP

/// An s-op's values at all positions of a sample, as codes in the order of their first occurrence.
///
/// What is the same function of position and input but for the names of its values has the same
/// codes.
struct Column {
  let codes: [UInt16]
  /// The value of each code.
  let table: [Value]
  /// The values as integers, booleans as 0 and 1; `nil` if one is no integer.
  let integers: [Int64]?
  let isBoolean: Bool

  /// `nil` if there are more values than a column may have.
  init?(_ values: [Value]) {
    var (codes, table, known) = ([UInt16](), [Value](), [Constant: UInt16]())
    codes.reserveCapacity(values.count)
    for value in values {
      if let code = known[Constant(value)] {
        codes.append(code)
        continue
      }
      if table.count == Column.limit { return nil }
      known[Constant(value)] = UInt16(table.count)
      codes.append(UInt16(table.count))
      table.append(value)
    }
    self.codes = codes
    self.table = table
    var integers: [Int64] = []
    for value in table {
      switch value {
      case .integer(let integer): integers.append(integer)
      case .boolean(let boolean): integers.append(boolean ? 1 : 0)
      case .null, .double, .string: break
      }
    }
    self.integers = integers.count == table.count ? integers : nil
    isBoolean = table.allSatisfy { $0.kind == .boolean }
  }

  static let limit = 2_048

  var isConstant: Bool { table.count <= 1 }

  /// The same values at the same positions.
  var key: Key { Key(codes: codes, table: table.map { Constant($0) }) }

  struct Key: Hashable {
    let codes: [UInt16]
    let table: [Constant]
  }
}
