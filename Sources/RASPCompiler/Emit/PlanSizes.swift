import RASPModel

extension LaidOutPlan {
  /// The sizes, without making the weights.
  func sizes(_ lowered: LoweredProgram, layers: Int) -> Sizes {
    let width = layout.width
    var headWidth = 0
    var hiddenWidth = 0
    var all = width * (Transformer.firstToken + plan.tokens.count + plan.positions.count + 1)
    all += width * plan.logits.count
    var nonZero = (has(.beginning) ? 2 : 0) + (has(.real) ? plan.tokens.count : 0)
    for terms in plan.tokens + plan.positions { nonZero += terms.count }
    for logit in plan.logits { nonZero += logit.terms.count }
    for block in plan.blocks.indices {
      let units = self.units(of: block)
      hiddenWidth = max(hiddenWidth, units.count)
      all += 2 * width * units.count
      for unit in units { nonZero += unit.input.terms.count + unit.outputs.count }
      for head in plan.blocks[block].heads {
        let values = Set(head.moves.map { $0.value })
        headWidth = max(headWidth, head.scores.count, values.count)
        all += 2 * width * (head.scores.count + values.count)
        nonZero += head.moves.count
        for score in head.scores { nonZero += score.query.terms.count + score.key.terms.count }
        for value in values { nonZero += value.terms.count }
      }
    }
    return Sizes(
      layers: layers, blocks: plan.blocks.count, heads: plan.blocks.map { $0.heads.count },
      residualWidth: width, residualWidthWithoutReuse: layout.count,
      headWidth: headWidth, hiddenWidth: hiddenWidth, parameters: all,
      nonZeroParameters: nonZero, largestValueSet: lowered.largestValueSet,
      bitsNeeded: Int(lowered.bitsNeeded.rounded(.up)))
  }
}
