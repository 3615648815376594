// The inner loops of the forward pass, in float32, eight numbers at a time.
//
// Products and sums are written apart: a fused multiply-add is a call of a function on processors
// that are not known to have the instruction, and ten times slower there.

typealias Lanes = SIMD8<Float>

extension UnsafePointer<Float> {
  /// The eight numbers from `offset` on.
  @inline(__always)
  func lanes(_ offset: Int) -> Lanes {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self)
  }
}

extension UnsafeMutablePointer<Float> {
  /// The eight numbers from `offset` on.
  @inline(__always)
  func lanes(_ offset: Int) -> Lanes {
    UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  func set(_ offset: Int, _ lanes: Lanes) {
    UnsafeMutableRawPointer(self + offset).storeBytes(of: lanes, as: Lanes.self)
  }
}

/// A sparse matrix column by column: for each column which rows it reads, and how much of each.
struct ColumnMatrix: Sendable {
  let count: Int
  private let starts: [Int]
  private let rows: [Int32]
  private let weights: [Float]

  init(_ matrix: SparseMatrix) {
    count = matrix.columns
    var entries = matrix.entries
    entries.sort { ($0.column, $0.row) < ($1.column, $1.row) }
    var starts = [Int](repeating: 0, count: matrix.columns + 1)
    for entry in entries { starts[entry.column + 1] += 1 }
    for column in 0..<matrix.columns { starts[column + 1] += starts[column] }
    self.starts = starts
    rows = entries.map { Int32($0.row) }
    weights = entries.map { $0.value }
  }

  /// What becomes of a product.
  enum Use { case set, setPositive, add }

  /// Rows times the matrix: `target`'s row j is the sum of `source`'s rows by column j. Rows are
  /// `width` numbers, a multiple of eight.
  func multiply(
    _ source: UnsafePointer<Float>, target: UnsafeMutablePointer<Float>, width: Int, use: Use
  ) {
    for column in 0..<count {
      let (start, end) = (starts[column], starts[column + 1])
      if start == end && use == .add { continue }
      let result = target + column * width
      var offset = 0
      while offset + 32 <= width {
        multiplyFour(
          source + offset, result: result + offset, start: start, end: end, width: width, use: use)
        offset += 32
      }
      while offset < width {
        var sum = use == .add ? result.lanes(offset) : Lanes(repeating: 0)
        for index in start..<end {
          sum += (source + Int(rows[index]) * width).lanes(offset) * weights[index]
        }
        result.set(offset, use == .setPositive ? pointwiseMax(sum, Lanes(repeating: 0)) : sum)
        offset += 8
      }
    }
  }

  /// 32 numbers of one row of the product, held in registers while all weights pass.
  @inline(__always)
  private func multiplyFour(
    _ source: UnsafePointer<Float>, result: UnsafeMutablePointer<Float>, start: Int,
    end: Int, width: Int, use: Use
  ) {
    let zero = Lanes(repeating: 0)
    var (a, b, c, d) = (zero, zero, zero, zero)
    if use == .add {
      (a, b, c, d) = (result.lanes(0), result.lanes(8), result.lanes(16), result.lanes(24))
    }
    for index in start..<end {
      let row = source + Int(rows[index]) * width
      let weight = weights[index]
      a += row.lanes(0) * weight
      b += row.lanes(8) * weight
      c += row.lanes(16) * weight
      d += row.lanes(24) * weight
    }
    if use == .setPositive {
      (a, b) = (pointwiseMax(a, zero), pointwiseMax(b, zero))
      (c, d) = (pointwiseMax(c, zero), pointwiseMax(d, zero))
    }
    result.set(0, a)
    result.set(8, b)
    result.set(16, c)
    result.set(24, d)
  }
}

/// exp of eight numbers that are zero or below, each to within two units in the last place of
/// float32. What is below -87 gives 0.
///
/// The exponent is cut into a whole power of two and a rest of at most half of ln 2, for which a
/// polynomial of degree 6 is exact enough.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
  let isTiny = x .< Lanes(repeating: -87)
  let clamped = x.replacing(with: Lanes(repeating: -87), where: isTiny)
  // Above 1.5 * 2^23 float32 holds whole numbers, the last bits of which are the power.
  let shifted = clamped * 1.442_695_04 + 12_582_912
  let power = shifted - 12_582_912
  // ln 2 in two parts, the first with zeros at its end, so that the product is exact.
  let rest = (clamped - power * 0.693_359_375) + power * 2.121_944_4e-4
  var sum = Lanes(repeating: 1.0 / 720)
  sum = sum * rest + 1.0 / 120
  sum = sum * rest + 1.0 / 24
  sum = sum * rest + 1.0 / 6
  sum = sum * rest + 0.5
  sum = sum * rest + 1
  sum = sum * rest + 1
  let bits = (unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000 &+ 127) &<< 23
  let scaled = sum * unsafeBitCast(bits, to: Lanes.self)
  return scaled.replacing(with: Lanes(repeating: 0), where: isTiny)
}
