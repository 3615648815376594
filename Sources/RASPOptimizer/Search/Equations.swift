/// Linear equations of a few unknowns, solved exactly: modulo a prime, since what is looked for is
/// small.
struct Equations {
  private let unknowns: Int
  /// The reduced rows, one after another, each with its right side at the end.
  private var rows: [Int64] = []
  /// The unknown that each row is solved for.
  private var pivots: [Int] = []

  init(unknowns: Int) { self.unknowns = unknowns }

  /// Whether all unknowns are determined.
  var isDetermined: Bool { pivots.count == unknowns }

  /// Adds an equation, its right side at the end; `false` if it contradicts the others.
  mutating func add(_ equation: [Int64]) -> Bool {
    var row = equation
    let width = unknowns + 1
    for (index, pivot) in pivots.enumerated() where row[pivot] != 0 {
      let factor = row[pivot]
      for at in 0..<width {
        row[at] = Equations.reduced(row[at] - factor * rows[index * width + at])
      }
    }
    guard let pivot = row.indices.first(where: { $0 < unknowns && row[$0] != 0 }) else {
      return row[unknowns] == 0
    }
    let inverse = Equations.inverse(row[pivot])
    for at in 0..<width { row[at] = Equations.reduced(row[at] * inverse) }
    for index in pivots.indices {
      let factor = rows[index * width + pivot]
      if factor == 0 { continue }
      for at in 0..<width {
        rows[index * width + at] = Equations.reduced(rows[index * width + at] - factor * row[at])
      }
    }
    rows += row
    pivots.append(pivot)
    return true
  }

  /// Integers that solve the equations; `nil` if none are found that are small. What is not determined
  /// is 0, or, if the equations are to have no other right side than 0, a different number for each.
  func solution(isHomogeneous: Bool) -> [Int]? {
    var free = (0..<unknowns).filter { !pivots.contains($0) }
    if isHomogeneous && free.isEmpty { return nil }
    var values = [Int64](repeating: 0, count: unknowns)
    if isHomogeneous {
      for (index, unknown) in free.enumerated() { values[unknown] = Int64(index + 1) }
    }
    if !isHomogeneous { free = [] }
    for (index, pivot) in pivots.enumerated() {
      let start = index * (unknowns + 1)
      var value = rows[start + unknowns]
      for unknown in free {
        value = Equations.reduced(value - rows[start + unknown] * values[unknown])
      }
      values[pivot] = value
    }
    let scales: ClosedRange<Int64> = isHomogeneous ? 1...6 : 1...1
    for scale in scales {
      let scaled = values.map { Equations.signed(Equations.reduced($0 * scale)) }
      if scaled.allSatisfy({ abs($0) <= Equations.largest }) { return scaled.map { Int($0) } }
    }
    return nil
  }

  /// The largest number that a solution may have.
  private static let largest: Int64 = 64
  private static let prime: Int64 = 2_147_483_647

  private static func reduced(_ number: Int64) -> Int64 {
    let rest = number % prime
    return rest < 0 ? rest + prime : rest
  }

  private static func signed(_ number: Int64) -> Int64 {
    number > prime / 2 ? number - prime : number
  }

  /// By Fermat's little theorem.
  private static func inverse(_ number: Int64) -> Int64 {
    var (result, base, exponent) = (Int64(1), number, prime - 2)
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}
