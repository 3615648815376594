import RASP

extension Lowering {
  /// Makes an s-op of a layer readable by later ones: from its leaves directly if that takes no
  /// hidden unit, otherwise by hidden units of the layer's block.
  mutating func lower(sop id: NodeID) {
    let ids = facts.slices.leaves(of: id)
    var leaves: [NodeID: Leaf] = [:]
    for leaf in ids {
      guard let found = read(leaf, below: id) else { return }
      leaves[leaf] = found
    }
    if ids.count == 1, case .readout(let base)? = leaves[ids[0]] {
      guard let readout = ids[0] == id ? base : alias(id, of: ids, base) else { return }
      let isFine = readout.noise <= facts.stream.tolerance[id] || id == program.output
      return set(id, isFine ? readout : sharpened(id, readout))
    }
    guard let lookup = bestLookup(id, leaves) else { return }
    findings.note(bits: lookup.bits)
    if !lookup.isResolved {
      return findings.refuse(.tooPrecise(bits: Int(lookup.bits.rounded(.up))), id)
    }
    if lookup.values.isEmpty { return findings.refuseWithoutValue(id) }
    let readout = emit(lookup, id)
    if readout.noise > facts.stream.tolerance[id] { findings.note(noisy: id) }
    set(id, readout)
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
      findings.refuse(.tooManyCombinations(limit: options.combinationLimit), id)
      return nil
    }
    var (best, isBestResolved) = (Lookup?.none, false)
    for layout in layouts {
      if isBestResolved && layout.size / 16 > smallest.size { break }
      let lookup = lookup(id, layout: layout, leaves: leaves)
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
    var candidates = [AxisFinder.leafAxes(facts.slices, root: id, leaves: leaves, limit: limit)]
    if let axes = AxisFinder.structuralAxes(facts.slices, root: id, leaves: leaves, limit: limit) {
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
    _ id: NodeID, layout: Layout, leaves: [NodeID: Leaf]
  ) -> Lookup {
    let line = layout.lines.isEmpty ? nil : Lookup.Line(layout.lines)
    var lookup = Lookup(gates: layout.gates, line: line)
    let hasText = leaves.values.contains { if case .split = $0 { true } else { false } }
    fill(&lookup, at: id, axes: layout.gates + layout.lines, hasText: hasText)
    return lookup
  }

  private mutating func fill(
    _ lookup: inout Lookup, at id: NodeID, axes: [Axis], hasText: Bool
  ) {
    var slice = SliceEvaluator(program, id, given: Set(axes.flatMap { $0.nodes }))
    let ownKind = facts.shown[id]
    lookup.fill { gates, line in
      var texts: Set<NodeID> = []
      var positions: PositionSet?
      for (point, axis) in zip(gates + line, axes) {
        if !axis.give(point, to: &slice, &texts) { return nil }
        axis.restrict(&positions, to: point)
      }
      if positions?.isEmpty == true { return nil }
      return .some(self.result(&slice).map { ownKind.standing(for: $0) })
    }
  }

  // MARK: Hidden units

  private mutating func emit(_ lookup: Lookup, _ id: NodeID) -> Readout {
    if lookup.isConstant { return .constant(lookup.values[0]) }
    let name = name(id)
    let dimensions = builder.oneHot(lookup.values, of: name)
    for step in lookup.steps {
      var outputs: [LinearForm.Term] = []
      if step.from >= 0 { outputs.append(.init(dimension: dimensions[step.from], weight: -1)) }
      if step.to >= 0 { outputs.append(.init(dimension: dimensions[step.to], weight: 1)) }
      let label = name.text + ": " + lookup.text(of: step)
      for unit in lookup.inputs(of: step) {
        let signed = outputs.map {
          LinearForm.Term(dimension: $0.dimension, weight: $0.weight * unit.sign)
        }
        builder.addUnit(unit.form, outputs: signed, label: label)
      }
    }
    return Readout(oneHot: lookup.values, dimensions, noise: lookup.indicatorNoise)
  }

  /// Makes an s-op that is in the stream anew.
  mutating func sharpen(_ id: NodeID) {
    if let readout = readout(id) { set(id, sharpened(id, readout)) }
  }

  /// A readout with dimensions and steps of its own, so that errors of its heads end there.
  private mutating func sharpened(_ id: NodeID, _ readout: Readout) -> Readout {
    let name = name(id)
    let dimensions = builder.oneHot(readout.values, of: name)
    let (slope, knots) = Precision.sharpening
    for (index, dimension) in dimensions.enumerated() {
      let label = name.text + ": " + readout.values[index].description
      for (knot, sign) in [(knots.0, 1.0), (knots.1, -1.0)] {
        let input = readout.indicators[index] * slope - LinearForm(constant: knot)
        builder.addUnit(
          input, outputs: [.init(dimension: dimension, weight: sign)], label: label)
      }
    }
    return Readout(oneHot: readout.values, dimensions, noise: Precision.unitNoise)
  }
}
