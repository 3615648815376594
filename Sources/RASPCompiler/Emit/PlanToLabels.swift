import RASP
import RASPModel

extension LaidOutPlan {
  /// What every dimension, head and hidden unit stands for, in the words of the program as it was
  /// written.
  func labels(of source: Program) -> Labels {
    let dimensions = plan.contents.indices.filter { has(Dimension(index: $0)) }.map { index in
      let content = plan.contents[index]
      let isPermanent = index <= Dimension.beginning.index
      return Labels.Dimension(
        index: layout.indices[index], sop: content.sop.text, node: content.sop.id?.description,
        content: content.holds.description, from: content.time,
        through: isPermanent ? plan.end : layout.lastReads[index])
    }
    return Labels(
      definitions: LaidOutPlan.definitions(of: source), dimensions: dimensions,
      heads: plan.blocks.map { $0.heads.map { label($0) } },
      units: plan.blocks.indices.map { units(of: $0).map { $0.label } })
  }

  private static func definitions(of source: Program) -> [Labels.Definition] {
    let texts = WholeTexts(source)
    return source.ids.map { id in
      Labels.Definition(
        id: id.description, name: source[id].name, text: texts.definition(id),
        origin: source[id].origin)
    }
  }

  private func label(_ head: Plan.Head) -> Labels.Head {
    Labels.Head(
      sops: head.label.sops.map { $0.text },
      nodes: head.label.sops.compactMap { $0.id?.description }, selects: head.label.selects,
      moves: zip(head.label.moves, head.moves).map { sop, move in
        sop + " " + plan.contents[move.target.index].holds.description
      },
      kind: head.label.kind.name,
      atoms: head.label.atoms.map { atom in
        Labels.Atom(
          key: atom.key, query: atom.query, keys: atom.keys, queries: atom.queries,
          allowed: atom.allowed, keyReadouts: atom.keyForms.map { readout($0) },
          queryReadouts: atom.queryForms.map { readout($0) })
      },
      prefers: head.label.grade.map {
        Labels.Preference(text: $0.text, grade: readout($0.form))
      },
      query: indices(head.scores.flatMap { $0.query.terms }),
      key: indices(head.scores.flatMap { $0.key.terms }),
      value: indices(head.moves.flatMap { $0.value.terms }),
      writes: Set(head.moves.map { index(of: $0.target) }).sorted())
  }

  /// The dimensions of terms, ascending.
  private func indices(_ terms: [LinearForm.Term]) -> [Int] {
    Set(terms.map { index(of: $0.dimension) }).sorted()
  }

  private func readout(_ form: LinearForm) -> Labels.Readout {
    Labels.Readout(
      dimensions: form.terms.map { index(of: $0.dimension) }, weights: form.terms.map { $0.weight })
  }
}
