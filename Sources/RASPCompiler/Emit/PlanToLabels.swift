import RASP
import RASPModel

extension LaidOutPlan {
  /// What every dimension, head and hidden unit stands for.
  var labels: Labels {
    let dimensions = plan.contents.indices.map { index in
      let content = plan.contents[index]
      let isPermanent = index <= Dimension.beginning.index
      return Labels.Dimension(
        index: layout.indices[index], sop: content.sop, content: content.content,
        from: content.time,
        through: isPermanent ? plan.end : layout.lastReads[index])
    }
    return Labels(
      dimensions: dimensions, heads: plan.blocks.map { $0.heads.map { label($0) } },
      units: plan.blocks.indices.map { units(of: $0).map { $0.label } })
  }

  private func label(_ head: Plan.Head) -> Labels.Head {
    Labels.Head(
      sops: head.label.sops, selects: head.label.selects, moves: head.label.moves,
      kind: head.label.kind.name,
      atoms: head.label.atoms.map { atom in
        Labels.Atom(
          key: atom.key, query: atom.query, keys: atom.keys, queries: atom.queries,
          allowed: atom.allowed, keyReadouts: atom.keyForms.map { readout($0) },
          queryReadouts: atom.queryForms.map { readout($0) })
      },
      prefers: head.label.grade.map {
        Labels.Preference(text: $0.text, grade: readout($0.form))
      })
  }

  private func readout(_ form: LinearForm) -> Labels.Readout {
    Labels.Readout(
      dimensions: form.terms.map { index(of: $0.dimension) }, weights: form.terms.map { $0.weight })
  }
}
