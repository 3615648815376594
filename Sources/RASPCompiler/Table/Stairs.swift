import RASP

/// A table of two values in which each row's columns of the second value are among those of every
/// row that has more of them.
struct Stairs {
  /// The first value and the second.
  let values: [Value]
  /// For each row how often it has the second value.
  let heights: [Int]
  /// For each column how many rows' heights are not enough for it: the second value stands where
  /// the height is above the rank.
  let ranks: [Int]

  init?(_ table: [[Value?]]) {
    guard let first = table.first?.first ?? Value?.none else { return nil }
    guard
      let second = table.joined().lazy.compactMap({ $0 }).first(where: {
        !$0.isIdentical(to: first)
      })
    else { return nil }
    for value in table.joined() {
      guard let value, value.isIdentical(to: first) || value.isIdentical(to: second) else {
        return nil
      }
    }
    let isSecond = table.map { $0.map { $0.map { $0.isIdentical(to: second) } ?? false } }
    let heights = isSecond.map { row in row.filter { $0 }.count }
    let ranks = isSecond[0].indices.map { column in
      let enough = isSecond.indices.filter { isSecond[$0][column] }.map { heights[$0] }
      return (enough.min() ?? isSecond[0].count + 1) - 1
    }
    for row in isSecond.indices {
      for column in ranks.indices
      where isSecond[row][column] != (heights[row] > ranks[column]) { return nil }
    }
    values = [first, second]
    self.heights = heights
    self.ranks = ranks
  }
}
