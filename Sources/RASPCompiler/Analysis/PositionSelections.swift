import RASP

/// What positions alone tell of a selector and of the values that are moved: which keys a query
/// selects on every input, which on some, which on none.
///
/// A mean over all positions up to the query is a fraction of one denominator at each position; the
/// mean of "is the first position" over keys that always have that one among them is one of 1, 1/2,
/// 1/3 and so on. Without this, either could be any fraction.
struct Selections {
  /// Whether a query selects a key.
  enum Selected { case never, sometimes, always }

  /// A number of selected keys and what their numbers come to, in units.
  struct Total: Hashable {
    var count: Int
    var units: Int64
  }

  /// For each query the keys.
  let rows: [[Selected]]
  /// Whether there is anything but "sometimes".
  let isTelling: Bool
  private let isCausal: Bool
  private let selectsAtMostOne: Bool

  /// The longest inputs that are looked at; the table grows with the square.
  private static let lengthLimit = 256

  /// The most totals that are looked at.
  private static let totalLimit = 1 << 17

  /// `nil` if inputs are too long.
  init?(_ form: SelectorNormalForm, _ program: Program, _ domain: Domain, _ facts: Facts) {
    guard domain.maximumLength <= Selections.lengthLimit else { return nil }
    isCausal = program.isCausal
    selectsAtMostOne = facts.selectsAtMostOne(form)
    var rows = PositionView(form, program, domain).rows
    if facts.selectsItself(form) { for query in rows.indices { rows[query][query] = .always } }
    self.rows = rows
    isTelling = rows.contains { $0.contains { $0 != .sometimes } }
  }

  /// How few and how many keys a query may select.
  var counts: ClosedRange<Int> {
    var (least, most) = (rows.count, 0)
    for (query, row) in rows.enumerated() {
      least = min(least, row[...query].reduce(0) { $0 + ($1 == .always ? 1 : 0) })
      let seen = isCausal ? row[...query] : row[...]
      most = max(most, seen.reduce(0) { $0 + ($1 == .never ? 0 : 1) })
    }
    if selectsAtMostOne { most = min(most, 1) }
    return min(least, most)...most
  }
}

extension Selections {
  /// The number of keys that a position selects on every input that has it; `nil` if it varies.
  func count(at query: Int) -> Int? {
    let (seen, later) = (rows[query][...query], rows[query][(query + 1)...])
    if seen.contains(.sometimes) || !isCausal && later.contains(where: { $0 != .never }) {
      return nil
    }
    return seen.reduce(0) { $0 + ($1 == .always ? 1 : 0) }
  }
}

// MARK: Totals

extension Selections {
  /// What a query may have selected so far: of each class of keys how many always, how many
  /// sometimes.
  private struct Signature: Hashable {
    var always: [Int32]
    var sometimes: [Int32]

    mutating func add(_ selected: Selected, _ place: Int) {
      switch selected {
      case .never: break
      case .sometimes: sometimes[place] += 1
      case .always: always[place] += 1
      }
    }
  }

  /// What may be reached, and the signatures at which each position may have been.
  private struct Walk {
    let summands: [[Int64]]
    /// For each key the class of those with its summands.
    let classOf: [Int]
    let start: Signature
    var reached: [Signature: Set<Total>]
    var ends: [Signature: PositionSet] = [:]
    var size = 1

    init(summands: [[Int64]], classOf: [Int], classes: Int) {
      self.summands = summands
      self.classOf = classOf
      let none = [Int32](repeating: 0, count: classes)
      start = Signature(always: none, sometimes: none)
      reached = [start: [Total(count: 0, units: 0)]]
    }
  }

  /// What selected keys may come to, and at which positions.
  ///
  /// - Parameter summands: for each key what its number may be, in units.
  /// - Returns: `nil` if there is too much on the way.
  func totals(_ summands: [[Int64]]) -> [Total: PositionSet]? {
    var classes: [[Int64]: Int] = [:]
    let classOf = summands.map { numbers in
      let number = classes[numbers] ?? classes.count
      classes[numbers] = number
      return number
    }
    var walk = Walk(summands: summands, classOf: classOf, classes: classes.count)
    for query in rows.indices {
      guard follow(query, &walk) else { return nil }
    }
    var totals: [Total: PositionSet] = [:]
    for (signature, positions) in walk.ends {
      for total in walk.reached[signature] ?? [] {
        totals[total, default: PositionSet(count: rows.count)].formUnion(positions)
      }
    }
    return totals
  }

  /// Notes where a query's keys may end. Inputs end at or behind its position, so each end from
  /// there on counts; but a key that is selected only sometimes takes nothing away from what was
  /// reached before it.
  private func follow(_ query: Int, _ walk: inout Walk) -> Bool {
    var signature = walk.start
    let last = isCausal ? query : rows.count - 1
    for key in 0...last {
      let selected = rows[query][key]
      if selected == .always && key > query {
        guard end(query, before: key, signature, &walk) else { return false }
      }
      signature.add(selected, walk.classOf[key])
    }
    return end(query, before: last + 1, signature, &walk)
  }

  /// Notes that a query's keys may end before a key. False if there is too much to be reached.
  private func end(
    _ query: Int, before key: Int, _ signature: Signature, _ walk: inout Walk
  ) -> Bool {
    if walk.reached[signature] == nil, !reach(query, before: key, &walk) { return false }
    walk.ends[signature, default: PositionSet(count: rows.count)].insert(query)
    return true
  }

  /// Works out what a query's first keys may come to, one more at a time.
  private func reach(_ query: Int, before end: Int, _ walk: inout Walk) -> Bool {
    var signature = walk.start
    for key in 0..<end where rows[query][key] != .never {
      let before = signature
      signature.add(rows[query][key], walk.classOf[key])
      if walk.reached[signature] != nil { continue }
      let reached = extended(
        walk.reached[before] ?? [], by: walk.summands[key], rows[query][key])
      walk.size += reached.count
      if walk.size > Selections.totalLimit { return false }
      walk.reached[signature] = reached
    }
    return true
  }

  private func extended(
    _ totals: Set<Total>, by summands: [Int64], _ selected: Selected
  ) -> Set<Total> {
    var next: Set<Total> = selected == .always ? [] : totals
    for total in totals where !selectsAtMostOne || total.count == 0 {
      for summand in summands {
        next.insert(Total(count: total.count + 1, units: total.units + summand))
      }
    }
    return next
  }
}

// MARK: What positions tell

/// The atoms of a selector, with those decided whose key and query are functions of the position.
private struct PositionView {
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

  init(_ form: SelectorNormalForm, _ program: Program, _ domain: Domain) {
    count = domain.maximumLength
    terms = form.terms.map { term in
      (term.coefficient, term.atoms.map { Atom(content: $0, table: $0.table(program, domain)) })
    }
  }

  /// What each query selects.
  var rows: [[Selections.Selected]] {
    let atoms = terms.flatMap { $0.atoms }
    let cells = 0..<count
    // A combination of what is decided has two bits for each atom. Few combinations occur.
    if atoms.count > 32 || atoms.allSatisfy({ $0.table == nil }) {
      let everywhere = atoms.count > 32 ? .sometimes : selected(atoms.map { _ in .unknown })
      return cells.map { _ in cells.map { _ in everywhere } }
    }
    var known: [UInt64: Selections.Selected] = [:]
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
  private func selected(_ decided: [Truth]) -> Selections.Selected {
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
          guard let place = subjects.firstIndex(of: atom.subject) else { return false }
          return atom.outcomes.contains(atom.subject.turns[turns[place]])
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
    var place = 0
    for term in terms {
      let own = decided[place..<place + term.atoms.count]
      place += term.atoms.count
      if own.contains(.no) { continue }
      let rest = zip(term.atoms, own).filter { $0.1 == .unknown }.map { $0.0.content }
      open.append(.init(coefficient: term.coefficient, atoms: rest))
    }
    return open
  }
}

extension [Int] {
  /// The next combination of numbers below the counts; false behind the last.
  fileprivate mutating func advance(_ counts: [Int]) -> Bool {
    for place in indices {
      self[place] += 1
      if self[place] < counts[place] { return true }
      self[place] = 0
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
  fileprivate func table(_ program: Program, _ domain: Domain) -> [[Bool]]? {
    let count = domain.maximumLength
    guard case .pair(let key, let query) = subject,
      let keys = program.values(of: key, positions: count),
      let queries = program.values(of: query, positions: count)
    else { return nil }
    return queries.map { query in keys.map { outcomes.contain($0, query) } }
  }
}

extension Program {
  fileprivate func values(
    of source: SelectorNormalForm.Source, positions count: Int
  ) -> [Value]? {
    switch source {
    case .indices: (0..<count).map { .integer(Int64($0)) }
    case .node(let id): values(of: id, positions: count)
    }
  }

  /// The value of an s-op at each of the first positions, if it is a function of the position and
  /// has a value at each.
  func values(of id: NodeID, positions count: Int) -> [Value]? {
    guard self[id].layer == 0 else { return nil }
    let leaves = leaves(of: id)
    if leaves.contains(where: { self[$0].operation == .source(.tokens) }) { return nil }
    var cone = Cone(self, id, given: Set(leaves))
    var values: [Value] = []
    for position in 0..<count {
      for leaf in leaves {
        guard case .source(.list(let list)) = self[leaf].operation else {
          cone.set(leaf, .integer(Int64(position)))
          continue
        }
        guard position < list.count else { return nil }
        cone.set(leaf, list[position].value)
      }
      guard let value = try? cone.evaluate() else { return nil }
      values.append(value)
    }
    return values
  }
}
