import RASP
import RASPModel

/// A plan whose dimensions have places, as weights.
struct Assembly {
  let plan: Plan
  let layout: ResidualLayout

  /// The weights of the model.
  func transformer(_ domain: Domain, isCausal: Bool) -> Transformer {
    Transformer(
      vocabulary: domain.vocabulary, outputs: plan.outputs, maximumLength: domain.maximumLength,
      isCausal: isCausal, tokenEmbedding: tokenEmbedding, positionEmbedding: positionEmbedding,
      blocks: plan.blocks.indices.map { block($0) },
      unembedding: matrix(plan.logits.map { ($0, 1) }))
  }

  private func place(_ dimension: Dimension) -> Int { layout.places[dimension.index] }

  /// Padding is embedded like BOS: its queries then ask for BOS alone.
  private var tokenEmbedding: SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for id in [Transformer.padding, Transformer.beginning] {
      entries.append(.init(row: id, column: place(.beginning), value: 1))
    }
    for (index, terms) in plan.tokens.enumerated() {
      let row = Transformer.firstToken + index
      entries.append(.init(row: row, column: place(.real), value: 1))
      entries += self.entries(terms, row: row)
    }
    return SparseMatrix(
      rows: Transformer.firstToken + plan.tokens.count, columns: layout.width, entries)
  }

  private var positionEmbedding: SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for (index, terms) in plan.positions.enumerated() {
      entries += self.entries(terms, row: index + 1)
    }
    return SparseMatrix(rows: plan.positions.count + 1, columns: layout.width, entries)
  }

  private func entries(_ terms: [LinearForm.Term], row: Int) -> [SparseMatrix.Entry] {
    terms.map { .init(row: row, column: place($0.dimension), value: Float($0.weight)) }
  }

  /// A matrix whose columns are forms of the residual stream, each times its factor.
  private func matrix(_ forms: [(form: LinearForm, factor: Double)]) -> SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for (column, part) in forms.enumerated() {
      for term in part.form.terms {
        entries.append(
          .init(
            row: place(term.dimension), column: column, value: Float(term.weight * part.factor)))
      }
    }
    return SparseMatrix(rows: layout.width, columns: forms.count, entries)
  }

  private func block(_ index: Int) -> Transformer.Block {
    let units = self.units(of: index)
    var outputs: [SparseMatrix.Entry] = []
    for (row, unit) in units.enumerated() { outputs += entries(unit.outputs, row: row) }
    return Transformer.Block(
      heads: plan.blocks[index].heads.map { head($0) },
      hiddenIn: matrix(units.map { ($0.input, 1) }),
      hiddenOut: SparseMatrix(rows: units.count, columns: layout.width, outputs))
  }

  /// The hidden units of a block, with those that take old content away.
  func units(of block: Int) -> [Plan.Unit] {
    var units = plan.blocks[block].units
    for old in layout.cleared[block] {
      let content = plan.contents[old.index]
      let label = "clears " + content.sop + " " + content.content
      for sign in content.isSigned ? [1.0, -1.0] : [1.0] {
        units.append(
          Plan.Unit(
            input: LinearForm(old, sign), outputs: [.init(dimension: old, weight: -sign)],
            label: label))
      }
    }
    return units
  }

  private func head(_ head: Plan.Head) -> Transformer.AttentionHead {
    // Moves of the same number share a column of the value.
    var columns: [LinearForm: Int] = [:]
    var values: [LinearForm] = []
    var outputs: [SparseMatrix.Entry] = []
    for move in head.moves {
      let column = columns[move.value] ?? values.count
      if column == values.count {
        columns[move.value] = column
        values.append(move.value)
      }
      outputs.append(
        .init(row: column, column: place(move.target), value: Float(move.factor)))
    }
    return Transformer.AttentionHead(
      query: matrix(head.scores.map { ($0.query, 1) }),
      key: matrix(head.scores.map { ($0.key, 1) }),
      value: matrix(values.map { ($0, 1) }),
      output: SparseMatrix(rows: values.count, columns: layout.width, outputs))
  }
}

// MARK: Sizes and labels

extension Assembly {
  /// The sizes, without making the weights.
  func sizes(layers: Int, largestValueSet: Int, bitsNeeded: Double) -> Sizes {
    let width = layout.width
    var headWidth = 0
    var hiddenWidth = 0
    var all = width * (Transformer.firstToken + plan.tokens.count + plan.positions.count + 1)
    all += width * plan.logits.count
    var nonZero = 2 + plan.tokens.count
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
      residualWidth: width, residualWidthWithoutReuse: plan.contents.count,
      headWidth: headWidth, hiddenWidth: hiddenWidth, parameters: all,
      nonZeroParameters: nonZero, largestValueSet: largestValueSet,
      bitsNeeded: Int(bitsNeeded.rounded(.up)))
  }

  var labels: Labels {
    let dimensions = plan.contents.indices.map { index in
      let content = plan.contents[index]
      let isPermanent = index <= Dimension.beginning.index
      return Labels.Dimension(
        index: layout.places[index], sop: content.sop, content: content.content,
        from: content.time,
        through: isPermanent ? 2 * plan.blocks.count : layout.lastReads[index])
    }
    return Labels(
      dimensions: dimensions, heads: plan.blocks.map { $0.heads.map { label($0) } },
      units: plan.blocks.indices.map { units(of: $0).map { $0.label } })
  }

  private func label(_ head: Plan.Head) -> Labels.Head {
    Labels.Head(
      sops: head.label.sops, selects: head.label.selects, moves: head.label.moves,
      kind: head.label.kind,
      atoms: head.label.atoms.map { atom in
        Labels.Atom(
          key: atom.key, query: atom.query, keys: atom.keys, queries: atom.queries,
          allowed: atom.allowed, keyReadouts: atom.keyForms.map { readout($0) },
          queryReadouts: atom.queryForms.map { readout($0) })
      })
  }

  private func readout(_ form: LinearForm) -> Labels.Readout {
    Labels.Readout(
      dimensions: form.terms.map { place($0.dimension) }, weights: form.terms.map { $0.weight })
  }
}
