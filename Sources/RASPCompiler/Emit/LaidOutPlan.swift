/// A plan whose dimensions have indices: what weights, labels and sizes are read from.
struct LaidOutPlan {
  let plan: Plan
  let layout: ResidualLayout

  init(_ plan: Plan, _ options: CompilerOptions) {
    self.plan = plan
    layout = ResidualLayout(plan, reuses: options.reusesDimensions)
  }

  /// Whether a dimension is in the residual stream.
  func has(_ dimension: Dimension) -> Bool { layout.lastReads[dimension.index] >= 0 }

  /// The index of a dimension that is in the residual stream.
  func index(of dimension: Dimension) -> Int { layout.indices[dimension.index] }

  /// The hidden units of a block, with those that take old content away.
  func units(of block: Int) -> [Plan.Unit] {
    var units = plan.blocks[block].units
    for old in layout.cleared[block] {
      let content = plan.contents[old.index]
      let label = "clears " + content.sop.text + " " + content.holds.description
      for sign in content.isSigned ? [1.0, -1.0] : [1.0] {
        units.append(
          Plan.Unit(
            input: LinearForm(old, sign), outputs: [.init(dimension: old, weight: -sign)],
            label: label))
      }
    }
    return units
  }
}
