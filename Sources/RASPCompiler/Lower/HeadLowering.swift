import RASP
import RASPModel

/// The constants that make attention exact in float32. What they are measured against is in
/// `Docs/compiler.md`.
enum Strength {
  /// By how much a key that is not selected scores below one that is: exp(-32) is 1e-14, so that
  /// thousands of such keys together weigh nothing.
  static let exclusion = 32.0
  /// What BOS scores in a head that averages: so little that it does not count beside a selected
  /// key, and so much that it takes all the attention if no key is selected.
  static let fallback = -16.0
  /// How much more strongly the query at BOS asks for BOS. All other keys then underflow to zero,
  /// so that nothing but zeros is ever moved to BOS.
  static let beginning = 8.0
  /// The largest error of an indicator that later blocks read as it is. An error is 64 times as
  /// large in the scores that compare it, and so in what those heads move.
  static let indicatorNoise = 1e-4
}

struct HeadKey: Hashable, Sendable {
  let selector: NodeID
  let term: Int
  let kind: HeadKind
}

struct MeasureKey: Hashable, Sendable {
  let selector: NodeID
  let kind: HeadKind
  let value: LinearForm
}

extension Lowering {
  private var sinkWeight: Double { Transformer.sinkWeight(domain.maximumLength) }

  var sinkScore: Float { Float(Lowering.logarithm(of: sinkWeight)) }

  /// The natural logarithm of a power of two.
  private static func logarithm(of power: Double) -> Double {
    Double(power.exponent) * 0.693_147_180_559_945_3
  }

  /// exp of the sink's score as float32 holds it.
  var sinkFactor: Double {
    // exp(score) = M exp(score - ln M), and the difference is a rounding error: two terms suffice.
    let error = Double(sinkScore) - Lowering.logarithm(of: sinkWeight)
    return sinkWeight * (1 + error + error * error / 2)
  }
}

// MARK: Heads

extension Lowering {
  /// The places of the heads that attend by the terms of a selector.
  mutating func heads(
    _ aggregate: NodeID, _ form: SelectorNormalForm, _ kind: HeadKind
  ) -> [Int]? {
    guard let selector = program[aggregate].aggregate?.selector else { return nil }
    let block = block(of: program[aggregate].layer)
    var places: [Int] = []
    for (index, term) in form.terms.enumerated() {
      let key = HeadKey(selector: selector, term: index, kind: kind)
      if let place = heads[key] {
        addName(of: aggregate, to: place, block)
        places.append(place)
        continue
      }
      guard let head = head(aggregate, term, kind) else { return nil }
      heads[key] = plan.blocks[block].heads.count
      places.append(plan.blocks[block].heads.count)
      plan.blocks[block].heads.append(head)
    }
    return places
  }

  private mutating func addName(of aggregate: NodeID, to place: Int, _ block: Int) {
    let name = headText(aggregate)
    if !plan.blocks[block].heads[place].label.sops.contains(where: {
      $0.utf8.elementsEqual(name.utf8)
    }) {
      plan.blocks[block].heads[place].label.sops.append(name)
    }
  }

  private mutating func head(
    _ aggregate: NodeID, _ term: SelectorNormalForm.Term, _ kind: HeadKind
  ) -> Plan.Head? {
    var comparisons: [Comparison] = []
    for atom in term.atoms {
      if let comparison = comparison(atom) { comparisons.append(comparison) }
    }
    guard comparisons.count == term.atoms.count else { return nil }
    var scores = comparisons.flatMap { $0.scores }
    var asked = comparisons.reduce(0) { $0 + $1.asked }
    if asked == 0 {
      // Every key is selected, but by tokens alone: at BOS nothing is.
      asked = 1
      scores.append(
        Plan.Score(
          query: LinearForm(constant: Strength.exclusion), key: LinearForm(constant: 1)))
    }
    scores.insert(base(asked, kind), at: 0)
    let positive = SelectorNormalForm.Term(coefficient: 1, atoms: term.atoms)
    let form = SelectorNormalForm(terms: [positive]).text(in: source, namingHeads: true)
    return Plan.Head(
      scores: scores, moves: [],
      label: HeadLabel(
        sops: [headText(aggregate)], selects: form, moves: [], kind: kind.name,
        atoms: comparisons.map { $0.label }))
  }

  /// What a key scores before its comparisons add to it, and what BOS scores.
  private func base(_ asked: Double, _ kind: HeadKind) -> Plan.Score {
    let beginning = kind == .sum ? Double(sinkScore) : Strength.fallback
    return Plan.Score(
      query: LinearForm(.real) + LinearForm(.beginning, Strength.beginning),
      key: LinearForm(constant: -Strength.exclusion * asked) + LinearForm(.beginning, beginning))
  }

  /// Which pairs of values an atom lets through.
  private mutating func comparison(_ atom: SelectorNormalForm.Atom) -> Comparison? {
    switch atom.subject {
    case .pair(let key, let query):
      guard let keys = readout(key), let queries = readout(query) else { return nil }
      let allowed = queries.values.map { q in
        keys.values.map { k in atom.outcomes.contain(k, q) }
      }
      return Comparison(text(key), keys, text(query), queries, allowed)
    case .predicate(let id): return comparison(id, atom.outcomes == .holds)
    }
  }

  private mutating func comparison(_ predicate: NodeID, _ wanted: Bool) -> Comparison? {
    guard case .select(let function, let key, let query)? = program[predicate].selector,
      let keys = readout(key), let queries = readout(query)
    else { return nil }
    let allowed = queries.values.map { q in
      keys.values.map { k in
        // A pair without an answer makes the program fail, which is looked for apart.
        guard let holds = try? function.selects(key: k, query: q) else { return false }
        return holds == wanted
      }
    }
    return Comparison(text(key), keys, text(query), queries, allowed)
  }

  private func text(_ source: SelectorNormalForm.Source) -> String {
    switch source {
    case .indices: "indices"
    case .node(let id): text(id)
    }
  }
}

extension Readout {
  /// 1 where the s-op has one of these values.
  func sum(_ places: [Int]) -> LinearForm {
    LinearForm(sumOf: places.map { (indicators[$0], 1) })
  }
}

extension SelectorNormalForm.Outcomes {
  /// Whether a key that stands to a query as these do is let through. Values without an order are
  /// not: comparing them is an error.
  func contain(_ key: Value, _ query: Value) -> Bool {
    if self == .equal { return key == query }
    if self == [.less, .greater] { return key != query }
    for (outcome, relation) in [
      (SelectorNormalForm.Outcomes.less, Relation.less), (.equal, .equal), (.greater, .greater),
    ] where contains(outcome) {
      if let holds = try? relation.holds(key, query), holds { return true }
    }
    return false
  }
}
