/// A matrix of float32 weights that keeps only what is not zero, row by row.
///
/// Weights that are compiled from a program are mostly zeros. A row vector `x` of `rows` numbers
/// times the matrix is a vector of `columns` numbers.
public struct SparseMatrix: Sendable, Hashable {
  /// The number of rows: what the matrix reads.
  public let rows: Int
  /// The number of columns: what it writes.
  public let columns: Int
  /// Where in ``columnIndices`` and ``values`` each row starts, and where the last one ends.
  public private(set) var starts: [Int]
  /// The columns of a row's entries, ascending.
  public private(set) var columnIndices: [Int32]
  /// The entries themselves.
  public private(set) var values: [Float]

  /// One entry: `row`, `column`, `value`.
  public struct Entry: Sendable, Hashable {
    public let row: Int
    public let column: Int
    public let value: Float

    /// Cost: constant.
    public init(row: Int, column: Int, value: Float) {
      self.row = row
      self.column = column
      self.value = value
    }
  }

  /// A matrix of these entries; entries of one row and column are added, and zeros dropped.
  /// Cost: that of sorting them.
  ///
  /// ```swift
  /// let twice = SparseMatrix(
  ///   rows: 2, columns: 2,
  ///   [.init(row: 1, column: 0, value: 1), .init(row: 1, column: 0, value: 2)])
  /// twice.values                                   // [3.0]
  /// twice.starts                                   // [0, 0, 1]
  /// ```
  public init(rows: Int, columns: Int, _ entries: [Entry] = []) {
    self.rows = rows
    self.columns = columns
    starts = [0]
    columnIndices = []
    values = []
    var next = entries.startIndex
    let sorted = entries.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    for row in 0..<rows {
      while next < sorted.endIndex, sorted[next].row == row {
        let column = sorted[next].column
        var sum: Float = 0
        while next < sorted.endIndex, sorted[next].row == row, sorted[next].column == column {
          sum += sorted[next].value
          next += 1
        }
        if sum != 0 {
          columnIndices.append(Int32(column))
          values.append(sum)
        }
      }
      starts.append(values.count)
    }
  }

  /// The number of entries that are not zero.
  public var nonZeroCount: Int { values.count }

  /// The entries, row by row.
  public var entries: [Entry] {
    var entries: [Entry] = []
    for row in 0..<rows {
      for index in starts[row]..<starts[row + 1] {
        entries.append(
          Entry(row: row, column: Int(columnIndices[index]), value: values[index]))
      }
    }
    return entries
  }

  /// All numbers, zeros too, row after row. Cost: `rows` times `columns`.
  public var dense: [Float] {
    var numbers = [Float](repeating: 0, count: rows * columns)
    for entry in entries { numbers[entry.row * columns + entry.column] = entry.value }
    return numbers
  }
}
