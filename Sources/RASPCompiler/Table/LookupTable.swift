import RASP

/// An s-op as a table over axes: for each combination of what is held one-hot, its values along one
/// line.
struct Lookup {
  /// Where the value changes along the line: between `low` and `high` from one class to another.
  struct Change {
    let low: Double
    let high: Double
    let from: Int
    let to: Int
  }

  /// The values along the line under one combination of indicators.
  struct Row {
    /// The class at the beginning of the line.
    var start: Int
    var changes: [Change]
  }

  /// What has no value: a combination on which the s-op fails.
  static let nothing = -1
  /// What cannot occur, so that it may have any value.
  static let anything = -2

  /// The values that occur.
  private(set) var values: [Value] = []
  /// Points of each one-hot axis that never make a difference, together.
  private(set) var groups: [[[Int]]] = []
  /// The axes that are held one-hot, in the order of `groups`.
  let gates: [Axis]
  /// Row by row, the last gate's group running fastest.
  private(set) var rows: [Row] = []
  let line: Line?

  init(gates: [Axis], line: Line?) {
    self.gates = gates
    self.line = line
  }
}

// MARK: Filling the table

extension Lookup {
  /// Fills the table by asking for the value at each combination: of the points of the gates, then
  /// of the line. `.some(nil)` is "no value"; a combination that cannot occur is `nil`.
  mutating func fill(_ value: (_ gates: [Int], _ line: [Int]) -> Value??) {
    var classes: [Constant: Int] = [:]
    var table: [[Int?]] = []
    var choice = [Int](repeating: 0, count: gates.count)
    let rowCount = gates.reduce(1) { $0 * $1.count }
    for _ in 0..<rowCount {
      var row: [Int?] = []
      for points in line?.points ?? [[]] {
        guard let found = value(choice, points) else {
          row.append(nil)
          continue
        }
        row.append(found.map { classNumber($0, &classes) } ?? Lookup.nothing)
      }
      table.append(row)
      advance(&choice)
    }
    group(table)
  }

  private mutating func classNumber(_ value: Value, _ classes: inout [Constant: Int]) -> Int {
    if let number = classes[Constant(value)] { return number }
    classes[Constant(value)] = values.count
    values.append(value)
    return values.count - 1
  }

  private func advance(_ choice: inout [Int]) {
    for gate in choice.indices.reversed() {
      choice[gate] += 1
      if choice[gate] < gates[gate].count { return }
      choice[gate] = 0
    }
  }

  /// Puts together points of a gate whose parts of the table are the same.
  private mutating func group(_ table: [[Int?]]) {
    var table = table
    var counts = gates.map { $0.count }
    for gate in gates.indices {
      let inner = counts[(gate + 1)...].reduce(1, *)
      let outer = counts[..<gate].reduce(1, *)
      var known: [[[Int?]]: Int] = [:]
      var members: [[Int]] = []
      for point in 0..<counts[gate] {
        var part: [[Int?]] = []
        for block in 0..<outer {
          let start = (block * counts[gate] + point) * inner
          part.append(contentsOf: table[start..<start + inner])
        }
        if let group = known[part] {
          members[group].append(point)
        } else {
          known[part] = members.count
          members.append([point])
        }
      }
      var next: [[Int?]] = []
      for block in 0..<outer {
        for group in members {
          let start = (block * counts[gate] + group[0]) * inner
          next.append(contentsOf: table[start..<start + inner])
        }
      }
      table = next
      counts[gate] = members.count
      groups.append(members)
    }
    rows = table.map { row($0) }
  }

  private func row(_ classes: [Int?]) -> Row {
    var row = Row(start: Lookup.anything, changes: [])
    var last: (number: Int, point: Int)?
    for (point, number) in classes.enumerated() {
      guard let number else { continue }
      if let last, last.number != number, let line {
        row.changes.append(
          Change(
            low: line.stretches[last.point].high, high: line.stretches[point].low,
            from: last.number, to: number))
      } else if last == nil {
        row.start = number
      }
      last = (number, point)
    }
    return row
  }
}
