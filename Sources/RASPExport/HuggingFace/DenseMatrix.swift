import RASPModel

/// A matrix with all its zeros, made of sparse ones that are put into it.
struct DenseMatrix: Sendable {
  let rows: Int
  let columns: Int
  /// Row after row.
  private(set) var numbers: [Float]

  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    numbers = [Float](repeating: 0, count: rows * columns)
  }

  subscript(row: Int, column: Int) -> Float {
    get { numbers[row * columns + column] }
    set { numbers[row * columns + column] = newValue }
  }

  /// Puts a smaller matrix, times `scale`, where its first entry gets this place.
  mutating func put(
    _ matrix: SparseMatrix, row: Int = 0, column: Int = 0, scale: Float = 1
  ) {
    for entry in matrix.entries {
      self[row + entry.row, column + entry.column] = entry.value * scale
    }
  }

  /// Makes every row sum to zero, by an entry in a column that is empty.
  mutating func centre(by column: Int) {
    for row in 0..<rows {
      let entries = numbers[row * columns..<(row + 1) * columns]
      self[row, column] = -Float(entries.reduce(0.0) { $0 + Double($1) })
    }
  }

  /// Makes every column sum to zero, by an entry in a row that is empty.
  mutating func balance(by row: Int) {
    var sums = [Double](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] += Double(self[row, column]) }
    }
    for column in 0..<columns { self[row, column] = -Float(sums[column]) }
  }

  var transposed: DenseMatrix {
    var matrix = DenseMatrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { matrix[column, row] = self[row, column] }
    }
    return matrix
  }

  /// The matrices beside each other, which have the same number of rows.
  static func beside(_ matrices: [DenseMatrix]) -> DenseMatrix {
    var whole = DenseMatrix(
      rows: matrices[0].rows, columns: matrices.reduce(0) { $0 + $1.columns })
    var first = 0
    for matrix in matrices {
      for row in 0..<matrix.rows {
        for column in 0..<matrix.columns { whole[row, first + column] = matrix[row, column] }
      }
      first += matrix.columns
    }
    return whole
  }
}

extension Safetensors.Tensor {
  init(_ name: String, _ matrix: DenseMatrix) {
    self.init(name, shape: [matrix.rows, matrix.columns], matrix.numbers)
  }

  /// A vector of the same number all over.
  init(_ name: String, _ count: Int, of number: Float) {
    self.init(name, shape: [count], [Float](repeating: number, count: count))
  }
}
