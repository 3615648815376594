import RASP
import RASPModel

extension Lookup {
  /// What hidden units do under some groups of the first gates, at all points of the others.
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
  var steps: [Step] {
    var known: [Branch: [Step]] = [:]
    return steps(under: [], row: 0, from: Lookup.nothing, &known)
  }

  /// Rows under some groups of the first gates, and what they are made from.
  private struct Branch: Hashable {
    let level: Int
    let row: Int
    let inherited: Int
  }

  var unitCount: Int { steps.reduce(0) { $0 + $1.unitCount } }

  private func steps(
    under prefix: [Int], row: Int, from inherited: Int, _ known: inout [Branch: [Step]]
  ) -> [Step] {
    let level = prefix.count
    if level == groups.count { return rowSteps(prefix, row: rows[row], inherited: inherited) }
    let branch = Branch(level: level, row: row, inherited: inherited)
    if let steps = known[branch] { return steps }
    let inner = groups[(level + 1)...].reduce(1) { $0 * $1.count }
    let under = row * inner * groups[level].count
    var best: [Step]?
    // Under a single group nothing is won by a change above it.
    let isSingle = groups[level].count == 1
    let range = under..<under + inner * groups[level].count
    for start in isSingle ? [inherited] : starts(range, inherited) {
      var steps: [Step] = []
      if start != inherited {
        steps.append(Step(groups: prefix, change: nil, from: inherited, to: start))
      }
      for group in groups[level].indices {
        steps += self.steps(
          under: prefix + [group], row: row * groups[level].count + group, from: start, &known)
      }
      let count = steps.reduce(0) { $0 + $1.unitCount }
      if count < (best?.reduce(0) { $0 + $1.unitCount } ?? .max) { best = steps }
    }
    known[branch] = best ?? []
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

  private func rowSteps(_ prefix: [Int], row: Row, inherited: Int) -> [Step] {
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

// MARK: What they read

extension Lookup {
  /// Whether there is one value everywhere.
  var isConstant: Bool {
    values.count == 1
      && rows.allSatisfy { $0.changes.isEmpty && ($0.start == 0 || $0.start == Lookup.anything) }
  }

  /// The largest error of what closes and opens the gates.
  var gateNoise: Double {
    gates.reduce(0) { noise, gate in
      guard case .indicators(let readout) = gate.holding else { return noise }
      return noise + readout.noise
    }
  }

  /// Whether the table takes fewer units than another, or is as large and more exact.
  func isBetter(than other: Lookup?) -> Bool {
    guard let other else { return true }
    return (unitCount, indicatorNoise) < (other.unitCount, other.indicatorNoise)
  }

  /// What one or two hidden units read so that their difference is a step from 0 to 1, at the
  /// points that the step is about, and 0 at all others.
  func inputs(of step: Step) -> [(form: LinearForm, sign: Double)] {
    var gateForm = LinearForm()
    for (gate, group) in step.groups.enumerated() {
      guard case .indicators(let readout) = gates[gate].holding else { continue }
      gateForm = gateForm + readout.sum(groups[gate][group])
    }
    let gateCount = Double(step.groups.count)
    guard let change = step.change, let line else {
      if step.groups.isEmpty { return [(LinearForm(constant: 1), 1)] }
      return [(gateForm - LinearForm(constant: gateCount - 1), 1)]
    }
    let slope = change.slope
    let closing = Precision.closing(slope: slope, reach: line.span.high - change.low)
    let shut = (gateForm - LinearForm(constant: gateCount)) * closing
    let (constant, rest) = line.form.parts
    let knot = Precision.knot(middle: ((change.low + change.high) / 2 - constant) * slope)
    return [(knot, 1.0), (knot + 1, -1.0)].map { knot, sign in
      let form = rest * slope - LinearForm(constant: knot)
      return (step.groups.isEmpty ? form : form + shut, sign)
    }
  }

  /// The largest error of an indicator that the units make: what float32 rounds away at both units
  /// of a step that is open. With one number on the line it rounds both alike.
  var indicatorNoise: Double {
    var noise = Precision.unitNoise + 2 * gateNoise
    guard let line, line.form.parts.rest.terms.count > 1 else { return noise }
    for row in rows {
      for change in row.changes {
        let size = max(abs(line.span.high), abs(change.low))
        noise = max(noise, Precision.stepNoise(slope: change.slope, size: size))
      }
    }
    return noise
  }

  func text(of step: Step) -> String {
    var parts: [String] = []
    for (gate, group) in step.groups.enumerated() {
      parts.append(gates[gate].text(groups[gate][group]))
    }
    if let change = step.change {
      parts.append("above " + Lookup.shortText((change.low + change.high) / 2))
    }
    let condition = parts.isEmpty ? "always" : parts.joined(separator: " and ")
    return condition + " " + (step.to >= 0 ? values[step.to].description : "no value")
  }

  private static func shortText(_ number: Double) -> String {
    let rounded = (number * 1_000).rounded() / 1_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? String(Int64(rounded)) : rounded.description
  }
}

// MARK: Precision

extension Lookup {
  /// The smallest distance between points on the line that are told apart; infinite if none are.
  private var gap: Double {
    var gap = Double.infinity
    for row in rows {
      for change in row.changes { gap = min(gap, change.high - change.low) }
    }
    return gap
  }

  /// The bits by which points of the line are told apart.
  var bits: Double {
    guard let line, gap.isFinite else { return 0 }
    return Precision.bits(span: line.span, gap: gap)
  }

  /// Whether float32 can tell the points of the table apart.
  var isResolved: Bool {
    guard let line, gap.isFinite else { return true }
    return Precision.isResolved(
      span: line.span, gap: gap, noise: line.noise, gateNoise: gateNoise)
  }
}

extension Lookup.Change {
  /// How steeply the step rises.
  var slope: Double { Precision.slope(low, high) }
}

extension LinearForm {
  /// What the form is at every token, and what varies.
  fileprivate var parts: (constant: Double, rest: LinearForm) {
    let constant = weight(of: .real)
    return (constant, self - LinearForm(constant: constant))
  }
}

extension Axis {
  /// The values at some points, as a condition.
  fileprivate func text(_ points: [Int]) -> String {
    var texts: [String] = []
    for run in Axis.runs(points.map { value(at: $0) }) {
      texts += run.count > 2 ? [run[0] + " to " + run[run.count - 1]] : run
    }
    return texts.joined(separator: " or ")
  }

  /// The value at a point, which is `nil` for no text.
  private func value(at point: Int) -> Value? {
    switch meaning {
    case .leaf(_, let values), .number(_, let values): values[point]
    case .text(_, let values): values[point]
    case .form, .order: .integer(Int64(point))
    }
  }

  /// The texts of values, integers that follow each other together.
  private static func runs(_ values: [Value?]) -> [[String]] {
    var runs: [[String]] = []
    var last: Int64?
    for value in values {
      let text = value?.description ?? "no text"
      let number: Int64? = if case .integer(let integer)? = value { integer } else { nil }
      if let number, let last, last < .max, number == last + 1 {
        runs[runs.count - 1].append(text)
      } else {
        runs.append([text])
      }
      last = number
    }
    return runs
  }
}
