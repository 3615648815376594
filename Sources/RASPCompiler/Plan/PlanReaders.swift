/// What reads the dimensions of a plan. Readers are numbered.
struct PlanReaders {
  /// What a reader writes, if anything: who reads that decides what the reader tells apart.
  enum Writes: Sendable {
    /// A query, a key, a label's form or a logit.
    case nothing
    /// A move of a head, which has a number among all heads of the plan.
    case target(Dimension, head: Int, factor: Double)
    /// A hidden unit.
    case outputs(block: Int, unit: Int)
  }

  struct Reading: Sendable {
    let reader: Int
    let weight: Double
  }

  /// By reader.
  private(set) var writes: [Writes] = []
  /// By dimension.
  private(set) var readings: [[Reading]]

  /// Cost: linear in the terms of the plan.
  init(_ plan: Plan) {
    readings = plan.contents.map { _ in [] }
    var heads = 0
    for (block, content) in plan.blocks.enumerated() {
      for head in content.heads {
        for score in head.scores { add([score.query, score.key]) }
        for atom in head.label.atoms { add(atom.keyForms + atom.queryForms) }
        if let grade = head.label.grade { add([grade.form]) }
        for move in head.moves {
          add(move.value, .target(move.target, head: heads, factor: move.factor))
        }
        heads += 1
      }
      for (index, unit) in content.units.enumerated() {
        add(unit.input, .outputs(block: block, unit: index))
      }
    }
    add(plan.logits)
  }

  private mutating func add(_ forms: [LinearForm]) {
    for form in forms { add(form, .nothing) }
  }

  private mutating func add(_ form: LinearForm, _ written: Writes) {
    for term in form.terms {
      readings[term.dimension.index].append(Reading(reader: writes.count, weight: term.weight))
    }
    writes.append(written)
  }
}
