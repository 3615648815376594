import RASP

/// The atoms of a selector, with those decided whose key and query are functions of the position.
struct PositionView {
  private enum Truth: UInt64 { case unknown, no, yes }

  private struct Atom {
    let content: SelectorNormalForm.Atom
    /// Whether the atom holds, for each query and key; `nil` if positions do not tell.
    let table: [[Bool]]?

    func truth(_ query: Int, _ key: Int) -> Truth {
      guard let table else { return .unknown }
      return table[query][key] ? .yes : .no
    }
  }

  private let terms: [(coefficient: Int, atoms: [Atom])]
  private let count: Int

  init(_ form: SelectorNormalForm, _ facts: ProgramFacts) {
    let count = facts.domain.maximumLength
    self.count = count
    terms = form.terms.map { term in
      (term.coefficient, term.atoms.map { Atom(content: $0, table: $0.table(facts.slices, count)) })
    }
  }

  /// What each query selects.
  var rows: [[PositionSelections.Selected]] {
    let atoms = terms.flatMap { $0.atoms }
    let cells = 0..<count
    // A combination of what is decided has two bits for each atom. Few combinations occur.
    if atoms.count > 32 || atoms.allSatisfy({ $0.table == nil }) {
      let everywhere = atoms.count > 32 ? .sometimes : selected(atoms.map { _ in .unknown })
      return cells.map { _ in cells.map { _ in everywhere } }
    }
    var known: [UInt64: PositionSelections.Selected] = [:]
    return cells.map { query in
      cells.map { key in
        var decided: UInt64 = 0
        for atom in atoms { decided = decided << 2 | atom.truth(query, key).rawValue }
        if let selected = known[decided] { return selected }
        let selected = selected(atoms.map { $0.truth(query, key) })
        known[decided] = selected
        return selected
      }
    }
  }

  /// Whether the terms come to 1 however what is not decided turns out.
  private func selected(_ decided: [Truth]) -> PositionSelections.Selected {
    let open = open(decided)
    var subjects: [SelectorNormalForm.Subject] = []
    for term in open {
      for atom in term.atoms where !subjects.contains(atom.subject) {
        subjects.append(atom.subject)
      }
    }
    // Beyond this, what combinations there are would take long to go through.
    if subjects.count > 5 { return .sometimes }
    var turns = subjects.map { _ in 0 }
    var (isEverTrue, isEverFalse) = (false, false)
    repeat {
      var total = 0
      for term in open {
        let holds = term.atoms.allSatisfy { atom in
          guard let index = subjects.firstIndex(of: atom.subject) else { return false }
          return atom.outcomes.contains(atom.subject.turns[turns[index]])
        }
        if holds { total += term.coefficient }
      }
      if total == 1 { isEverTrue = true } else { isEverFalse = true }
    } while turns.advance(subjects.map { $0.turns.count })
    return isEverTrue ? isEverFalse ? .sometimes : .always : .never
  }

  /// The terms that can hold still, with the atoms that are not decided.
  private func open(_ decided: [Truth]) -> [SelectorNormalForm.Term] {
    var open: [SelectorNormalForm.Term] = []
    var index = 0
    for term in terms {
      let own = decided[index..<index + term.atoms.count]
      index += term.atoms.count
      if own.contains(.no) { continue }
      let rest = zip(term.atoms, own).filter { $0.1 == .unknown }.map { $0.0.content }
      open.append(.init(coefficient: term.coefficient, atoms: rest))
    }
    return open
  }
}

extension [Int] {
  /// The next combination of numbers below the counts; false behind the last.
  mutating func advance(_ counts: [Int]) -> Bool {
    for index in indices {
      self[index] += 1
      if self[index] < counts[index] { return true }
      self[index] = 0
    }
    return false
  }
}

extension SelectorNormalForm.Subject {
  /// How it may turn out.
  fileprivate var turns: [SelectorNormalForm.Outcomes] {
    switch self {
    case .pair: [.less, .equal, .greater]
    case .predicate: [.fails, .holds]
    }
  }
}

extension SelectorNormalForm.Atom {
  /// Whether the atom holds, for each query and key; `nil` if positions do not tell, or a predicate has
  /// no answer for two of them.
  fileprivate func table(_ slices: ElementwiseSlices, _ count: Int) -> [[Bool]]? {
    switch subject {
    case .pair(let key, let query):
      guard let keys = slices.values(of: key, positions: count),
        let queries = slices.values(of: query, positions: count)
      else { return nil }
      return queries.map { query in keys.map { outcomes.contain($0, query) } }
    case .predicate(let id):
      guard case .select(let predicate, let key, let query)? = slices.program[id].selector,
        let keys = slices.values(of: key, positions: count),
        let queries = slices.values(of: query, positions: count),
        let table = predicate.table(keys: keys, queries: queries)
      else { return nil }
      return table.map { row in row.map { $0 == (outcomes == .holds) } }
    }
  }
}
