/// A selector as a signed sum of conjunctions.
///
/// An *atom* says how the key of one pair of s-ops may stand to its query: below, equal, above, or
/// a choice of these. A *term* is a conjunction of atoms over different pairs, with a whole
/// coefficient. At each cell of the matrix the terms that hold there add up to 1 where the
/// selector selects and to 0 elsewhere, so a sum over the selected keys is the signed sum of the
/// sums over each term's keys. Terms exclude each other where that takes no more of them.
///
/// ```text
/// [indices < indices][tokens = tokens] + [tokens < tokens]     (before & same) | smaller
/// ```
///
/// A predicate is an atom of its own that nothing is known about but whether it holds. With values
/// of mixed kinds `!=` holds between a string and a number although neither `<` nor `>` has a
/// meaning there: below-or-above therefore always means "not equal".
package struct SelectorNormalForm: Sendable, Hashable {
  /// What stands on one side of a comparison.
  package enum Source: Sendable, Hashable {
    /// The positions, which causal evaluation compares even if the program does not.
    case indices
    case node(NodeID)
  }

  /// What an atom is about.
  package enum Subject: Sendable, Hashable {
    /// The comparisons of one key with one query.
    case pair(key: Source, query: Source)
    /// A predicate's node.
    case predicate(NodeID)
  }

  /// How a subject may turn out.
  package struct Outcomes: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The key is less than, equal to, greater than the query.
    package static let less = Outcomes(rawValue: 1)
    package static let equal = Outcomes(rawValue: 2)
    package static let greater = Outcomes(rawValue: 4)
    /// The predicate does not hold, or holds.
    package static let fails = Outcomes(rawValue: 8)
    package static let holds = Outcomes(rawValue: 16)

    /// All that a comparison can turn out.
    package static let anyOrder: Outcomes = [.less, .equal, .greater]
    /// All that a predicate can turn out.
    package static let anyTruth: Outcomes = [.fails, .holds]
  }

  /// One subject and the outcomes that are let through: neither none nor all.
  package struct Atom: Sendable, Hashable {
    package let subject: Subject
    package let outcomes: Outcomes
  }

  /// A conjunction of atoms and how often it counts. Without atoms it holds everywhere.
  package struct Term: Sendable, Hashable {
    package let coefficient: Int
    package let atoms: [Atom]

    package init(coefficient: Int, atoms: [Atom]) {
      self.coefficient = coefficient
      self.atoms = atoms
    }
  }

  /// What an extremum leaves of the terms: first by score, then by position.
  package struct Pick: Sendable, Hashable {
    /// `best` or `least`, and the score; `nil` if position alone decides.
    package let score: Score?
    /// `leftmost` or `rightmost`; `nil` if all keys of the best score are kept.
    package let position: Extremum?

    /// The s-op whose values at the keys decide.
    package struct Score: Sendable, Hashable {
      package let extremum: Extremum
      package let sop: NodeID
    }
  }

  /// The terms that add up to the selector, or to what its pick is made from; none for one that
  /// never selects.
  package let terms: [Term]
  /// The extremum that is taken of what the terms select.
  package let pick: Pick?

  /// The normal form of a selector of a program, as aggregates see it: in a causal program with
  /// later keys hidden.
  ///
  /// `nil` if it has more than ``maximumSubjects`` subjects or more than ``maximumTerms`` terms on
  /// the way, or an extremum that is not at the top (see `pickInside`).
  /// Cost: linear in the selector's expression, times a constant that these bound.
  package init?(_ selector: NodeID, in program: Program) {
    let (base, pick, isSimple) = SelectorNormalForm.split(selector, in: program)
    guard isSimple else { return nil }
    if let term = SelectorAlgebra.term(of: base, in: program) {
      terms = [term]
    } else {
      guard var algebra = SelectorAlgebra(base, in: program), let sum = algebra.sum(of: base) else {
        return nil
      }
      terms = algebra.disjoint(sum).map { algebra.term($0) }
    }
    self.pick = SelectorNormalForm.isSingle(terms) ? nil : pick
  }

  /// A normal form of these terms.
  package init(terms: [Term], pick: Pick? = nil) { (self.terms, self.pick) = (terms, pick) }

  /// The extremum inside a selector that keeps it from having a normal form; `nil` if there is none.
  package static func pickInside(_ selector: NodeID, in program: Program) -> NodeID? {
    let (base, _, isSimple) = split(selector, in: program)
    if !isSimple { return selector }
    return program.selectors(below: base).first {
      if case .pick? = program[$0].selector { true } else { false }
    }
  }

  /// The extrema at the top of a selector as one, and what they are taken of. By position one key
  /// is left, so what is above the innermost of these changes nothing. Two scores are no pick.
  private static func split(
    _ selector: NodeID, in program: Program
  ) -> (base: NodeID, pick: Pick?, isSimple: Bool) {
    var base = selector
    var position: Extremum?
    var scores: [Pick.Score] = []
    while case .pick(let extremum, let inner, let score)? = program[base].selector {
      if let score {
        scores.append(Pick.Score(extremum: extremum, sop: score))
      } else {
        (position, scores) = (extremum, [])
      }
      base = inner
    }
    if position == nil && scores.isEmpty { return (base, nil, true) }
    return (base, Pick(score: scores.first, position: position), scores.count <= 1)
  }

  /// Whether the form says that a query selects the key at one position, or none.
  private static func isSingle(_ terms: [Term]) -> Bool {
    terms.count == 1 && terms[0].coefficient == 1
      && terms[0].atoms.contains { atom in
        guard atom.outcomes == .equal, case .pair(.indices, _) = atom.subject else { return false }
        return true
      }
  }

  /// The bounds of a normal form; what exceeds them is evaluated bit by bit.
  package static let maximumSubjects = 12
  package static let maximumTerms = 32
}

extension Relation {
  /// The orders of a key to a query for which the relation holds.
  package var outcomes: SelectorNormalForm.Outcomes {
    switch self {
    case .equal: .equal
    case .notEqual: [.less, .greater]
    case .less: .less
    case .lessOrEqual: [.less, .equal]
    case .greater: .greater
    case .greaterOrEqual: [.equal, .greater]
    }
  }
}

extension SelectorNormalForm: CustomStringConvertible {
  /// Terms as `[key relation query]` side by side, nodes by their indices.
  package var description: String {
    text { source in
      switch source {
      case .indices: "indices"
      case .node(let id): id.description
      }
    } predicate: {
      "predicate " + $0.description
    }
  }

  /// The text with s-ops as they are written instead of by their indices.
  package func text(in program: Program, namingHeads: Bool = false) -> String {
    text(in: NodeTexts(program, namingHeads: namingHeads))
  }

  /// The text with s-ops as they are written instead of by their indices.
  package func text(in texts: NodeTexts) -> String {
    text { source in
      switch source {
      case .indices: "indices"
      case .node(let id): texts.expression(id, depth: 2).cut(to: 40)
      }
    } predicate: {
      texts.expression($0, depth: 2).cut(to: 60)
    }
  }

  /// The text with s-ops written out, nothing left off.
  package func text(in texts: WholeTexts) -> String {
    text { source in
      switch source {
      case .indices: "indices"
      case .node(let id): texts.operand(id)
      }
    } predicate: {
      texts.operand($0)
    }
  }

  private func text(
    source: (Source) -> String, predicate: (NodeID) -> String
  ) -> String {
    var text = ""
    for (index, term) in terms.enumerated() {
      let size = abs(term.coefficient)
      if index > 0 { text += term.coefficient < 0 ? " - " : " + " }
      if index == 0 && term.coefficient < 0 { text += "-" }
      if size != 1 || term.atoms.isEmpty { text += String(size) }
      for atom in term.atoms {
        switch atom.subject {
        case .pair(let key, let query):
          text += "[" + source(key) + " " + atom.outcomes.symbol + " " + source(query) + "]"
        case .predicate(let id):
          text += (atom.outcomes == .holds ? "[" : "[not ") + predicate(id) + "]"
        }
      }
    }
    if terms.isEmpty { text = "0" }
    if let score = pick?.score {
      text = score.extremum.name + " " + source(.node(score.sop)) + " of " + text
    }
    return (pick?.position.map { $0.name + " of " } ?? "") + text
  }
}

extension SelectorNormalForm.Outcomes {
  /// How an atom over a pair is written.
  var symbol: String {
    switch self {
    case .equal: "="
    case .less: "<"
    case .greater: ">"
    case [.less, .equal]: "<="
    case [.equal, .greater]: ">="
    default: "!="
    }
  }
}
