import RASP

extension Lowering {
  /// Makes an s-op of a layer readable by later ones: from its leaves directly if that takes no
  /// hidden unit, otherwise by hidden units of the layer's block.
  mutating func lower(sop id: NodeID) {
    let ids = program.leaves(of: id)
    var leaves: [NodeID: Leaf] = [:]
    for leaf in ids {
      guard let found = read(leaf, below: id) else { return }
      leaves[leaf] = found
    }
    if ids.count == 1, case .readout(let base)? = leaves[ids[0]] {
      guard let readout = ids[0] == id ? base : alias(id, of: ids, base) else { return }
      let isFine = readout.noise <= Strength.indicatorNoise || id == program.output
      return set(id, isFine ? readout : sharpened(id, readout))
    }
    guard let lookup = bestLookup(id, leaves) else { return }
    bitsNeeded = max(bitsNeeded, lookup.bits)
    if !lookup.isResolved {
      return refuse(.tooPrecise(bits: Int(lookup.bits.rounded(.up))), id)
    }
    if lookup.values.isEmpty {
      if reasons.isEmpty { refuse(.noValue, id) }
      return
    }
    set(id, emit(lookup, id))
  }

  private mutating func read(_ leaf: NodeID, below id: NodeID) -> Leaf? {
    if program[leaf].isAggregate, program[leaf].layer == program[id].layer { return leaves[leaf] }
    return readout(leaf).map { .readout($0) }
  }

  // MARK: Choosing the table

  /// What a table is over, and how many combinations it has.
  private struct Layout {
    let gates: [Axis]
    let lines: [Axis]
    let size: Int
  }

  /// Of the tables of an s-op the one that takes the fewest hidden units, and of those the most
  /// exact one, among those that float32 can tell apart if there are any. Tables much larger than
  /// the smallest are made only if no smaller one will do.
  private mutating func bestLookup(_ id: NodeID, _ leaves: [NodeID: Leaf]) -> Lookup? {
    let layouts = layouts(id, leaves)
    guard let smallest = layouts.first else {
      refuse(.tooManyCombinations(limit: options.combinationLimit), id)
      return nil
    }
    var (best, isBestResolved) = (Lookup?.none, false)
    for layout in layouts {
      if isBestResolved && layout.size / 16 > smallest.size { break }
      let lookup = lookup(id, layout, leaves)
      let isResolved = lookup.isResolved
      if isResolved == isBestResolved ? lookup.isBetter(than: best) : isResolved {
        (best, isBestResolved) = (lookup, isResolved)
      }
    }
    return best
  }

  /// What an s-op can be a table over, the fewest combinations first.
  private func layouts(_ id: NodeID, _ leaves: [NodeID: Leaf]) -> [Layout] {
    let limit = options.combinationLimit
    var candidates = [AxisFinder.leafAxes(program, id, leaves, limit: limit)]
    if let axes = AxisFinder.structuralAxes(program, id, leaves, limit: limit) {
      candidates.append(axes)
    }
    var layouts: [Layout] = []
    for axes in candidates {
      let gates = axes.filter { !$0.isLine }
      for lines in orders(axes.filter { $0.isLine }) {
        guard let size = size(gates, lines) else { continue }
        layouts.append(Layout(gates: gates, lines: lines, size: size))
      }
    }
    return layouts.sorted { $0.size < $1.size }
  }

  /// How many combinations a table has; `nil` if there are too many. Of several lines all but the
  /// last are taken part by part.
  private func size(_ gates: [Axis], _ lines: [Axis]) -> Int? {
    var size = 1
    let counts = gates.map { $0.count } + lines.dropLast().map { $0.parts.count }
    for count in counts + lines.suffix(1).map({ $0.count }) {
      let (product, overflow) = size.multipliedReportingOverflow(by: max(1, count))
      if overflow || product > options.combinationLimit { return nil }
      size = product
    }
    return size
  }

  /// The orders of lines that are tried: two lines either way, more as they are.
  private func orders(_ lines: [Axis]) -> [[Axis]] {
    lines.count == 2 ? [lines, [lines[1], lines[0]]] : [lines]
  }

  private mutating func lookup(
    _ id: NodeID, _ layout: Layout, _ leaves: [NodeID: Leaf]
  ) -> Lookup {
    let line = layout.lines.isEmpty ? nil : Lookup.Line(layout.lines)
    var lookup = Lookup(gates: layout.gates, line: line)
    let hasText = leaves.values.contains { if case .split = $0 { true } else { false } }
    fill(&lookup, id, layout.gates + layout.lines, hasText)
    return lookup
  }

  private mutating func fill(
    _ lookup: inout Lookup, _ id: NodeID, _ axes: [Axis], _ hasText: Bool
  ) {
    var cone = Cone(program, id, given: Set(axes.flatMap { $0.nodes }))
    let ownKind = kinds[id.index]
    lookup.fill { gates, line in
      var texts: Set<NodeID> = []
      var positions: PositionSet?
      for (place, axis) in zip(gates + line, axes) {
        if !axis.give(place, to: &cone, &texts) { return nil }
        axis.restrict(&positions, to: place)
      }
      if positions?.isEmpty == true { return nil }
      return .some(self.result(&cone).map { ownKind.standing(for: $0) })
    }
  }

  // MARK: Hidden units

  private mutating func emit(_ lookup: Lookup, _ id: NodeID) -> Readout {
    if lookup.isConstant { return .constant(lookup.values[0]) }
    let block = block(of: program[id].layer)
    let name = text(id)
    let dimensions = oneHot(id, lookup.values)
    for step in lookup.steps {
      var outputs: [(Dimension, Double)] = []
      if step.from >= 0 { outputs.append((dimensions[step.from], -1)) }
      if step.to >= 0 { outputs.append((dimensions[step.to], 1)) }
      let label = name + ": " + lookup.text(of: step)
      for unit in lookup.inputs(of: step) {
        addUnit(block, unit.form, outputs.map { ($0.0, $0.1 * unit.sign) }, label)
      }
    }
    return Readout(
      values: lookup.values, indicators: dimensions.map { LinearForm($0) },
      noise: lookup.indicatorNoise)
  }

  /// A readout with dimensions and steps of its own, so that errors of its heads end there.
  private mutating func sharpened(_ id: NodeID, _ readout: Readout) -> Readout {
    let block = block(of: program[id].layer)
    let dimensions = oneHot(id, readout.values)
    for (place, dimension) in dimensions.enumerated() {
      let label = text(id) + ": " + readout.values[place].description
      for (knot, sign) in [(1.5, 1.0), (2.5, -1.0)] {
        let input = readout.indicators[place] * 4 - LinearForm(constant: knot)
        addUnit(block, input, [(dimension, sign)], label)
      }
    }
    return Readout(
      values: readout.values, indicators: dimensions.map { LinearForm($0) }, noise: 4e-7)
  }

  /// Dimensions for the values of an s-op, written by its block's hidden units.
  private mutating func oneHot(_ id: NodeID, _ values: [Value]) -> [Dimension] {
    let time = 2 * block(of: program[id].layer) + 2
    let name = text(id)
    return values.map { value in
      plan.add(.init(sop: name, content: "= " + value.description, time: time, isSigned: false))
    }
  }

  /// Adds a hidden unit; one that reads the same as another is the same.
  private mutating func addUnit(
    _ block: Int, _ input: LinearForm, _ outputs: [(Dimension, Double)], _ label: String
  ) {
    let terms = outputs.map { LinearForm.Term(dimension: $0.0, weight: $0.1) }
    if let place = units[input] {
      plan.blocks[block].units[place].outputs += terms
    } else {
      units[input] = plan.blocks[block].units.count
      plan.blocks[block].units.append(.init(input: input, outputs: terms, label: label))
    }
  }
}

// MARK: Precision

extension Lookup {
  /// The smallest distance between places on the line that are told apart; infinite if none are.
  private var gap: Double {
    var gap = Double.infinity
    for row in rows {
      for change in row.changes { gap = min(gap, change.high - change.low) }
    }
    return gap
  }

  /// The bits by which places on the line are told apart.
  fileprivate var bits: Double {
    guard let line, gap.isFinite else { return 0 }
    return gap > 0 ? log2(max(1, max(abs(line.span.low), abs(line.span.high))) / gap) : 64
  }

  /// Whether float32 can tell the places of the table apart.
  fileprivate var isResolved: Bool {
    guard let line, gap.isFinite else { return true }
    // In units of a quarter of the distance, of which there are one and a half either way.
    let closed = 8 * (line.span.high - line.span.low) / gap + 8
    let noise = 4 * line.noise / gap + closed * gateNoise
    return 3 * noise <= 4 && bits <= 20
  }
}

// MARK: Hidden units

extension Lookup {
  /// Whether there is one value everywhere.
  fileprivate var isConstant: Bool {
    values.count == 1
      && rows.allSatisfy { $0.changes.isEmpty && ($0.start == 0 || $0.start == Lookup.anything) }
  }

  /// The largest error of what closes and opens the gates.
  fileprivate var gateNoise: Double {
    gates.reduce(0) { noise, gate in
      guard case .indicators(let readout) = gate.holding else { return noise }
      return noise + readout.noise
    }
  }

  /// Whether the table takes fewer units than another, or is as large and more exact.
  fileprivate func isBetter(than other: Lookup?) -> Bool {
    guard let other else { return true }
    return (unitCount, indicatorNoise) < (other.unitCount, other.indicatorNoise)
  }

  /// What one or two hidden units read so that their difference is a step from 0 to 1, at the
  /// places that the step is about, and 0 at all others.
  fileprivate func inputs(of step: Step) -> [(form: LinearForm, sign: Double)] {
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
    let closed = (slope * (line.span.high - change.low) + 4).raisedToPowerOfTwo
    let shut = (gateForm - LinearForm(constant: gateCount)) * closed
    let (constant, rest) = line.form.parts
    // The knots are whole 64ths apart, and the slope is a power of two: so float32 rounds both units
    // alike, and their difference above the step is 1 exactly.
    let middle = ((change.low + change.high) / 2 - constant) * slope
    let knot = ((middle - 0.5) * 64).rounded() / 64
    return [(knot, 1.0), (knot + 1, -1.0)].map { knot, sign in
      let form = rest * slope - LinearForm(constant: knot)
      return (step.groups.isEmpty ? form : form + shut, sign)
    }
  }

  /// The largest error of an indicator that the units make: what float32 rounds away at both units
  /// of a step that is open. With one number on the line it rounds both alike.
  fileprivate var indicatorNoise: Double {
    var noise = 4e-7 + 2 * gateNoise
    guard let line, line.form.parts.rest.terms.count > 1 else { return noise }
    for row in rows {
      for change in row.changes {
        let size = max(abs(line.span.high), abs(change.low))
        noise = max(noise, change.slope * (size + 1) * 0x1p-23)
      }
    }
    return noise
  }

  fileprivate func text(of step: Step) -> String {
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

extension Lookup.Change {
  /// How steeply a step rises: from 0 to 1 in a quarter of the distance or less.
  var slope: Double { (4 / (high - low)).raisedToPowerOfTwo }
}

extension LinearForm {
  /// What the form is at every token, and what varies.
  fileprivate var parts: (constant: Double, rest: LinearForm) {
    let constant = terms.first { $0.dimension == .real }?.weight ?? 0
    return (constant, self - LinearForm(constant: constant))
  }
}

extension Axis {
  /// The values at some places, as a condition.
  fileprivate func text(_ places: [Int]) -> String {
    let values: [String] = places.prefix(3).map { place in
      switch meaning {
      case .leaf(_, let values), .number(_, let values): values[place].description
      case .text(_, let values): values[place]?.description ?? "no text"
      default: String(place)
      }
    }
    return values.joined(separator: " or ") + (places.count > 3 ? " …" : "")
  }
}

/// The logarithm of a positive number to base 2, to about a percent.
func log2(_ number: Double) -> Double {
  Double(number.exponent) + (number.significand - 1)
}
