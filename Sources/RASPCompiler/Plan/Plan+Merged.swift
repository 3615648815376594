extension Plan {
  /// The same model with one dimension for all that readers do not tell apart, and none for what
  /// nothing reads.
  ///
  /// Cost: as of ``DimensionClasses``.
  func merged() -> Plan {
    let merging = PlanMerging(self)
    var plan = self
    plan.contents = merging.contents
    plan.tokens = tokens.map { merging.written($0) }
    plan.positions = positions.map { merging.written($0) }
    plan.blocks = blocks.indices.map { merging.block($0) }
    plan.logits = logits.map { merging.read($0) }
    return plan
  }
}

/// A plan on its way to the one with a dimension for each class.
private struct PlanMerging {
  let plan: Plan
  let classes: DimensionClasses
  private(set) var contents: [Plan.Content] = []
  /// The new dimension of each class, by the old one that stands for it.
  private var renamed: [Dimension?]

  init(_ plan: Plan) {
    self.plan = plan
    classes = DimensionClasses(plan)
    renamed = plan.contents.map { _ in nil }
    var members = plan.contents.map { _ in [Int]() }
    for (index, first) in classes.representatives.enumerated() {
      if let first { members[first.index].append(index) }
    }
    for (index, own) in members.enumerated() where !own.isEmpty {
      renamed[index] = Dimension(index: contents.count)
      contents.append(content(of: own))
    }
  }

  /// What a class holds: any of its members' values.
  private func content(of members: [Int]) -> Plan.Content {
    let first = plan.contents[members[0]]
    if members.count == 1 { return first }
    return Plan.Content(
      sop: first.sop, holds: .values(members.flatMap { plan.contents[$0].holds.values }),
      time: first.time, isSigned: first.isSigned)
  }

  /// A form that reads all members of a class alike reads the class.
  func read(_ form: LinearForm) -> LinearForm {
    form.renamed { renamed[$0.index] }
  }

  /// What is written to members is written to their class.
  func written(_ terms: [LinearForm.Term]) -> [LinearForm.Term] {
    read(classes.written(terms)).terms
  }

  func block(_ index: Int) -> Plan.Block {
    let old = plan.blocks[index]
    var units: [Plan.Unit] = []
    for (number, unit) in old.units.enumerated() where classes.needs(unit: number, of: index) {
      units.append(
        Plan.Unit(input: read(unit.input), outputs: written(unit.outputs), label: unit.label))
    }
    return Plan.Block(heads: old.heads.map { head($0) }, units: units)
  }

  private func head(_ head: Plan.Head) -> Plan.Head {
    var label = head.label
    label.atoms = label.atoms.map { atom in
      var atom = atom
      atom.keyForms = atom.keyForms.map { read($0) }
      atom.queryForms = atom.queryForms.map { read($0) }
      return atom
    }
    if let grade = label.grade { label.grade?.form = read(grade.form) }
    label.moves = []
    var moves: [Plan.Move] = []
    for members in targets(head.moves) {
      let first = head.moves[members[0]]
      guard let old = classes.representatives[first.target.index],
        let target = renamed[old.index]
      else { continue }
      // Whatever the factors are, together they move what the class is the sum of.
      let value = LinearForm(
        sumOf: members.map { (head.moves[$0].value, head.moves[$0].factor / first.factor) })
      moves.append(Plan.Move(value: read(value), target: target, factor: first.factor))
      label.moves.append(head.label.moves[members[0]])
    }
    return Plan.Head(
      scores: head.scores.map { Plan.Score(query: read($0.query), key: read($0.key)) },
      moves: moves, label: label)
  }

  /// The moves to each class of targets, in the order of their first.
  private func targets(_ moves: [Plan.Move]) -> [[Int]] {
    var groups: [[Int]] = []
    var groupOf: [Dimension: Int] = [:]
    for (index, move) in moves.enumerated() {
      guard let target = classes.representatives[move.target.index] else { continue }
      if let known = groupOf[target] {
        groups[known].append(index)
      } else {
        groupOf[target] = groups.count
        groups.append([index])
      }
    }
    return groups
  }
}
