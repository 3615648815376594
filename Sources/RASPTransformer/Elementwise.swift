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
    guard let lookup = bestLookup(id, leaves), isResolved(lookup, id) else { return }
    if lookup.values.isEmpty { return refuse(.noValue, id) }
    set(id, emit(lookup, id))
  }

  private mutating func read(_ leaf: NodeID, below id: NodeID) -> Leaf? {
    if program[leaf].isAggregate, program[leaf].layer == program[id].layer { return leaves[leaf] }
    return readout(leaf).map { .readout($0) }
  }

  // MARK: Choosing the table

  private mutating func bestLookup(_ id: NodeID, _ leaves: [NodeID: Leaf]) -> Lookup? {
    let limit = options.combinationLimit
    var candidates = [AxisFinder.leafAxes(program, id, leaves, limit: limit)]
    if let axes = AxisFinder.structuralAxes(program, id, leaves, limit: limit) {
      candidates.append(axes)
    }
    var best: Lookup?
    for axes in candidates {
      for lookup in lookups(id, axes, leaves) where lookup.unitCount < best?.unitCount ?? .max {
        best = lookup
      }
    }
    if best == nil { refuse(.tooManyCombinations(limit: limit), id) }
    return best
  }

  private mutating func lookups(
    _ id: NodeID, _ axes: [Axis], _ leaves: [NodeID: Leaf]
  ) -> [Lookup] {
    var count = 1
    let hasLines = axes.filter { $0.isLine }.count > 1
    for axis in axes {
      let places = hasLines && axis.isLine ? axis.parts.count : axis.count
      let (product, overflow) = count.multipliedReportingOverflow(by: max(1, places))
      if overflow || product > options.combinationLimit { return [] }
      count = product
    }
    let gates = axes.filter { !$0.isLine }
    let lines = axes.filter { $0.isLine }
    let hasText = leaves.values.contains { if case .split = $0 { true } else { false } }
    return orders(lines).map { lines in
      var lookup = Lookup(gates: gates, line: lines.isEmpty ? nil : Lookup.Line(lines))
      fill(&lookup, id, gates + lines, hasText)
      return lookup
    }
  }

  /// The orders of lines that are tried: two lines either way, more as they are.
  private func orders(_ lines: [Axis]) -> [[Axis]] {
    lines.count == 2 ? [lines, [lines[1], lines[0]]] : [lines]
  }

  private mutating func fill(
    _ lookup: inout Lookup, _ id: NodeID, _ axes: [Axis], _ hasText: Bool
  ) {
    var cone = Cone(program, id, given: Set(axes.flatMap { $0.nodes }))
    let ownKind = kinds[id.index]
    lookup.fill { gates, line in
      var texts: Set<NodeID> = []
      for (place, axis) in zip(gates + line, axes) {
        if !axis.give(place, to: &cone, &texts) { return nil }
      }
      return .some(self.result(&cone).map { ownKind.standing(for: $0) })
    }
  }

  /// Whether float32 can tell the places of the table apart.
  private mutating func isResolved(_ lookup: Lookup, _ id: NodeID) -> Bool {
    guard let line = lookup.line else { return true }
    let size = max(1, max(abs(line.span.low), abs(line.span.high)))
    var gap = Double.infinity
    for row in lookup.rows {
      for change in row.changes { gap = min(gap, change.high - change.low) }
    }
    if gap == .infinity { return true }
    let bits = gap > 0 ? log2(size / gap) : 64
    bitsNeeded = max(bitsNeeded, bits)
    // In units of a quarter of the distance, of which there are one and a half either way.
    let closed = 8 * (line.span.high - line.span.low) / gap + 8
    let noise = 4 * line.noise / gap + closed * lookup.gateNoise
    if 3 * noise <= 4 && bits <= 20 { return true }
    refuse(.tooPrecise(bits: Int(bits.rounded(.up))), id)
    return false
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
