import RASP
import RASPModel

extension LaidOutPlan {
  /// The weights of the model.
  func transformer(_ domain: Domain, isCausal: Bool) -> Transformer {
    Transformer(
      vocabulary: domain.vocabulary, outputs: plan.outputs, maximumLength: domain.maximumLength,
      isCausal: isCausal, tokenEmbedding: tokenEmbedding, positionEmbedding: positionEmbedding,
      blocks: plan.blocks.indices.map { block($0) },
      unembedding: matrix(plan.logits.map { ($0, 1) }))
  }

  /// Padding is embedded like BOS: its queries then ask for BOS alone.
  private var tokenEmbedding: SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for id in [Transformer.padding, Transformer.beginning] where has(.beginning) {
      entries.append(.init(row: id, column: index(of: .beginning), value: 1))
    }
    for (token, terms) in plan.tokens.enumerated() {
      let row = Transformer.firstToken + token
      if has(.real) { entries.append(.init(row: row, column: index(of: .real), value: 1)) }
      entries += self.entries(terms, row: row)
    }
    return SparseMatrix(
      rows: Transformer.firstToken + plan.tokens.count, columns: layout.width, entries)
  }

  private var positionEmbedding: SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for (position, terms) in plan.positions.enumerated() {
      entries += self.entries(terms, row: position + 1)
    }
    return SparseMatrix(rows: plan.positions.count + 1, columns: layout.width, entries)
  }

  private func entries(_ terms: [LinearForm.Term], row: Int) -> [SparseMatrix.Entry] {
    terms.map { .init(row: row, column: index(of: $0.dimension), value: Float($0.weight)) }
  }

  /// A matrix whose columns are forms of the residual stream, each times its factor.
  private func matrix(_ forms: [(form: LinearForm, factor: Double)]) -> SparseMatrix {
    var entries: [SparseMatrix.Entry] = []
    for (column, part) in forms.enumerated() {
      for term in part.form.terms {
        entries.append(
          .init(
            row: index(of: term.dimension), column: column, value: Float(term.weight * part.factor))
        )
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
        .init(row: column, column: index(of: move.target), value: Float(move.factor)))
    }
    return Transformer.AttentionHead(
      query: matrix(head.scores.map { ($0.query, 1) }),
      key: matrix(head.scores.map { ($0.key, 1) }),
      value: matrix(values.map { ($0, 1) }),
      output: SparseMatrix(rows: values.count, columns: layout.width, outputs))
  }
}
