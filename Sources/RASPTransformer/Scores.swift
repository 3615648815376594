import RASP

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
}

/// How a head treats BOS, which decides what an empty selection gives.
enum HeadKind: UInt8, Hashable, Sendable {
  /// BOS is a sink of a weight M far above the number of keys, so each selected key has the weight
  /// 1 / (M + w), and M times the head's output is the sum.
  case sum
  /// BOS is attended to only if nothing is selected, so the head's output is the average, or zero.
  case mean

  var name: String { self == .sum ? "sum" : "mean" }
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

extension Transformer {
  /// What BOS weighs in a head that sums, where a selected key weighs 1: M, a power of two.
  public var sinkWeight: Double { Strength.sink(maximumLength) }
}

extension Strength {
  /// The weight of the sink, M: above 2^24 times the number of keys, so that what the sum lacks, w
  /// of M + w, is less than float32 can show.
  static func sink(_ maximumLength: Int) -> Double {
    var weight = 0x1p24
    while weight < 0x1p24 * Double(maximumLength) { weight *= 2 }
    return weight
  }
}

extension Lowering {
  private var sinkWeight: Double { Strength.sink(domain.maximumLength) }

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
    let selector = program[aggregate].operands[0]
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
    let name = text(aggregate)
    if !plan.blocks[block].heads[place].label.sops.contains(where: {
      $0.utf8.elementsEqual(name.utf8)
    }) {
      plan.blocks[block].heads[place].label.sops.append(name)
    }
  }

  private mutating func head(
    _ aggregate: NodeID, _ term: SelectorNormalForm.Term, _ kind: HeadKind
  ) -> Plan.Head? {
    var scores: [Plan.Score] = []
    var labels: [HeadLabel.Atom] = []
    var asked = 0.0
    var isComplete = true
    for atom in term.atoms {
      guard let label = label(atom) else {
        isComplete = false
        continue
      }
      labels.append(label)
      asked += Lowering.append(label, to: &scores)
    }
    guard isComplete else { return nil }
    if asked == 0 {
      // Every key is selected, but by tokens alone: at BOS nothing is.
      asked = 1
      scores.append(
        Plan.Score(
          query: LinearForm(constant: Strength.exclusion), key: LinearForm(constant: 1)))
    }
    scores.insert(base(asked, kind), at: 0)
    let positive = SelectorNormalForm.Term(coefficient: 1, atoms: term.atoms)
    let form = SelectorNormalForm(terms: [positive]).text(in: program, byName: true)
    return Plan.Head(
      scores: scores, moves: [],
      label: HeadLabel(
        sops: [text(aggregate)], selects: form, moves: [], kind: kind.name, atoms: labels))
  }

  /// What a key scores before its comparisons add to it, and what BOS scores.
  private func base(_ asked: Double, _ kind: HeadKind) -> Plan.Score {
    let beginning = kind == .sum ? Double(sinkScore) : Strength.fallback
    return Plan.Score(
      query: LinearForm(.real) + LinearForm(.beginning, Strength.beginning),
      key: LinearForm(constant: -Strength.exclusion * asked) + LinearForm(.beginning, beginning))
  }

  /// Which pairs of values an atom lets through.
  private mutating func label(_ atom: SelectorNormalForm.Atom) -> HeadLabel.Atom? {
    switch atom.subject {
    case .pair(let key, let query):
      guard let keys = readout(key), let queries = readout(query) else { return nil }
      let allowed = queries.values.map { q in
        keys.values.map { k in atom.outcomes.contain(k, q) }
      }
      return HeadLabel.Atom(
        key: text(key), query: text(query), keys: keys, queries: queries, allowed: allowed)
    case .predicate(let id): return predicateLabel(id, atom.outcomes == .holds)
    }
  }

  private mutating func predicateLabel(_ id: NodeID, _ wanted: Bool) -> HeadLabel.Atom? {
    let operands = program[id].operands
    guard let keys = readout(operands[0]), let queries = readout(operands[1]) else { return nil }
    var allowed: [[Bool]] = []
    for q in queries.values {
      var row: [Bool] = []
      for k in keys.values {
        do {
          row.append(try program[id].operation.selects(key: k, query: q) == wanted)
        } catch {
          mayFail = true
          row.append(false)
        }
      }
      allowed.append(row)
    }
    return HeadLabel.Atom(
      key: text(operands[0]), query: text(operands[1]), keys: keys, queries: queries,
      allowed: allowed)
  }

  private func text(_ source: SelectorNormalForm.Source) -> String {
    switch source {
    case .indices: "indices"
    case .node(let id): text(id)
    }
  }

  /// Adds the dimensions of a head that score one comparison: `exclusion` where it holds, zero
  /// where it does not, or the other way about with the opposite sign if that is shorter. Gives
  /// what a pair that is let through must score for it: 1 or 0 times `exclusion`.
  private static func append(
    _ atom: HeadLabel.Atom, to scores: inout [Plan.Score]
  ) -> Double {
    var allowedCount = 0
    for row in atom.allowed {
      for isAllowed in row where isAllowed { allowedCount += 1 }
    }
    let isMostlyAllowed = 2 * allowedCount > atom.keys.values.count * atom.queries.values.count
    let marked = atom.allowed.map { $0.map { $0 != isMostlyAllowed } }
    let strength = isMostlyAllowed ? -Strength.exclusion : Strength.exclusion
    let keyClasses = classes(ofColumns: marked, count: atom.keys.values.count)
    let queryClasses = classes(ofRows: marked)
    if keyClasses.count <= queryClasses.count {
      for members in keyClasses {
        let askers = marked.indices.filter { marked[$0][members[0]] }
        scores.append(
          Plan.Score(
            query: atom.queries.sum(askers) * strength, key: atom.keys.sum(members)))
      }
    } else {
      for members in queryClasses {
        let answers = marked[members[0]].indices.filter { marked[members[0]][$0] }
        scores.append(
          Plan.Score(
            query: atom.queries.sum(members) * strength, key: atom.keys.sum(answers)))
      }
    }
    return isMostlyAllowed ? 0 : 1
  }

  /// Query values that let the same keys through, together; those that let none through left out.
  private static func classes(ofRows marked: [[Bool]]) -> [[Int]] {
    var places: [[Bool]: Int] = [:]
    var classes: [[Int]] = []
    for (index, row) in marked.enumerated() where row.contains(true) {
      if let place = places[row] {
        classes[place].append(index)
      } else {
        places[row] = classes.count
        classes.append([index])
      }
    }
    return classes
  }

  private static func classes(ofColumns marked: [[Bool]], count: Int) -> [[Int]] {
    classes(ofRows: (0..<count).map { column in marked.map { $0[column] } })
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
