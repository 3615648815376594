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
  /// Places of each one-hot axis that never make a difference, together.
  private(set) var groups: [[[Int]]] = []
  /// The axes that are held one-hot, in the order of `groups`.
  let gates: [Axis]
  /// Row by row, the last gate's group running fastest.
  private(set) var rows: [Row] = []
  let line: Line?

  /// All the axes that are lines, as one.
  struct Line {
    let form: LinearForm
    let noise: Double
    /// The places in ascending order, and which place of each axis they are.
    let stretches: [(low: Double, high: Double)]
    let places: [[Int]]
    let span: (low: Double, high: Double)
  }

  init(gates: [Axis], line: Line?) {
    self.gates = gates
    self.line = line
  }
}

// MARK: Lines

extension Lookup.Line {
  /// Line axes as one line: the first counts most.
  ///
  /// Below an axis only parts without a width can be told apart, so of several axes all but the
  /// last are taken part by part.
  init(_ axes: [Axis]) {
    var form = LinearForm()
    var noise = 0.0
    var stretches: [(low: Double, high: Double)] = [(0, 0)]
    var places: [[Int]] = [[]]
    // From the axis that counts least: the next is stretched until its steps exceed all below.
    for (index, axis) in axes.enumerated().reversed() {
      guard case .line(let own, let ownNoise) = axis.holding else { continue }
      let isLast = index == axes.count - 1
      let parts =
        isLast
        ? axis.stretches.indices.map { (axis.stretches[$0], $0) }
        : axis.parts.map { ((low: $0.at, high: $0.at), $0.place) }
      let span = (stretches.last?.high ?? 0) - (stretches.first?.low ?? 0)
      let gap = Lookup.Line.gap(parts.map { $0.0 })
      let scale = span > 0 ? (span * 2 / gap).raisedToPowerOfTwo : 1
      form = form + own * scale
      noise += ownNoise * scale
      var nextStretches: [(low: Double, high: Double)] = []
      var nextPlaces: [[Int]] = []
      for (stretch, place) in parts {
        for (rest, restPlaces) in zip(stretches, places) {
          nextStretches.append((stretch.low * scale + rest.low, stretch.high * scale + rest.high))
          nextPlaces.append([place] + restPlaces)
        }
      }
      stretches = nextStretches
      places = nextPlaces
    }
    self.init(
      form: form, noise: noise, stretches: stretches, places: places,
      span: (stretches.first?.low ?? 0, stretches.last?.high ?? 0))
  }

  /// The smallest distance between neighbouring stretches.
  private static func gap(_ stretches: [(low: Double, high: Double)]) -> Double {
    var gap = Double.infinity
    for place in stretches.indices.dropFirst() {
      let distance = stretches[place].low - stretches[place - 1].high
      if distance > 0 { gap = min(gap, distance) }
    }
    return gap.isFinite ? gap : 1
  }
}

// MARK: Filling the table

extension Lookup {
  /// Fills the table by asking for the value at each combination: of the places of the gates, then
  /// of the line. `.some(nil)` is "no value"; a combination that cannot occur is `nil`.
  mutating func fill(_ value: (_ gates: [Int], _ line: [Int]) -> Value??) {
    var classes: [Constant: Int] = [:]
    var table: [[Int?]] = []
    var choice = [Int](repeating: 0, count: gates.count)
    let rowCount = gates.reduce(1) { $0 * $1.count }
    for _ in 0..<rowCount {
      var row: [Int?] = []
      for places in line?.places ?? [[]] {
        guard let found = value(choice, places) else {
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
    for place in choice.indices.reversed() {
      choice[place] += 1
      if choice[place] < gates[place].count { return }
      choice[place] = 0
    }
  }

  /// Puts together places of a gate whose parts of the table are the same.
  private mutating func group(_ table: [[Int?]]) {
    var table = table
    var counts = gates.map { $0.count }
    for gate in gates.indices {
      let inner = counts[(gate + 1)...].reduce(1, *)
      let outer = counts[..<gate].reduce(1, *)
      var known: [[[Int?]]: Int] = [:]
      var members: [[Int]] = []
      for place in 0..<counts[gate] {
        var part: [[Int?]] = []
        for block in 0..<outer {
          let start = (block * counts[gate] + place) * inner
          part.append(contentsOf: table[start..<start + inner])
        }
        if let group = known[part] {
          members[group].append(place)
        } else {
          known[part] = members.count
          members.append([place])
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
    var last: (number: Int, place: Int)?
    for (place, number) in classes.enumerated() {
      guard let number else { continue }
      if let last, last.number != number, let line {
        row.changes.append(
          Change(
            low: line.stretches[last.place].high, high: line.stretches[place].low,
            from: last.number, to: number))
      } else if last == nil {
        row.start = number
      }
      last = (number, place)
    }
    return row
  }
}

// MARK: Hidden units

extension Lookup {
  /// What hidden units do under some groups of the first gates, at all places of the others.
  struct Step {
    /// One group for each of the first gates.
    let groups: [Int]
    /// Where on the line; `nil` for everywhere.
    let change: Change?
    let from: Int
    let to: Int

    var unitCount: Int { change == nil ? 1 : 2 }
  }

  /// The steps from "nothing" everywhere to the table, few of them.
  var steps: [Step] { steps(under: [], row: 0, from: Lookup.nothing) }

  var unitCount: Int { steps.reduce(0) { $0 + $1.unitCount } }

  private func steps(under prefix: [Int], row: Int, from inherited: Int) -> [Step] {
    let level = prefix.count
    if level == groups.count { return rowSteps(prefix, rows[row], inherited) }
    let inner = groups[(level + 1)...].reduce(1) { $0 * $1.count }
    let under = row * inner * groups[level].count
    var best: [Step]?
    for start in starts(under..<under + inner * groups[level].count, inherited) {
      var steps: [Step] = []
      if start != inherited {
        steps.append(Step(groups: prefix, change: nil, from: inherited, to: start))
      }
      for group in groups[level].indices {
        steps += self.steps(
          under: prefix + [group], row: row * groups[level].count + group, from: start)
      }
      let count = steps.reduce(0) { $0 + $1.unitCount }
      if count < (best?.reduce(0) { $0 + $1.unitCount } ?? .max) { best = steps }
    }
    return best ?? []
  }

  /// What the rows may be made from: what is there already, or what most of them start with.
  private func starts(_ range: Range<Int>, _ inherited: Int) -> [Int] {
    var counts: [Int: Int] = [:]
    for row in rows[range] where row.start != Lookup.anything { counts[row.start, default: 0] += 1 }
    var (common, most) = (inherited, counts[inherited] ?? 0)
    for number in counts.keys.sorted() where counts[number] ?? 0 > most {
      (common, most) = (number, counts[number] ?? 0)
    }
    return common == inherited ? [inherited] : [inherited, common]
  }

  private func rowSteps(_ prefix: [Int], _ row: Row, _ inherited: Int) -> [Step] {
    var steps: [Step] = []
    if row.start != inherited && row.start != Lookup.anything {
      steps.append(Step(groups: prefix, change: nil, from: inherited, to: row.start))
    }
    for change in row.changes {
      steps.append(
        Step(
          groups: prefix, change: change, from: change.from, to: change.to))
    }
    return steps
  }
}
