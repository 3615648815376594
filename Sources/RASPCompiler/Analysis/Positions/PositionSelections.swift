import RASP

/// What positions alone tell of a selector and of the values that are moved: which keys a query
/// selects on every input, which on some, which on none.
///
/// A mean over all positions up to the query is a fraction of one denominator at each position; the
/// mean of "is the first position" over keys that always have that one among them is one of 1, 1/2,
/// 1/3 and so on. Without this, either could be any fraction.
struct PositionSelections: Sendable {
  /// Whether a query selects a key.
  enum Selected: Sendable { case never, sometimes, always }

  /// A number of selected keys and what their numbers come to, in units.
  struct Total: Hashable {
    var count: Int
    var units: Int64
  }

  /// For each query the keys.
  let rows: [[Selected]]
  /// How few and how many keys a query may select.
  let counts: ClosedRange<Int>
  /// Whether there is anything but "sometimes".
  let isTelling: Bool
  private let isCausal: Bool
  private let selectsAtMostOne: Bool

  /// The longest inputs that are looked at; the table grows with the square.
  private static let lengthLimit = 256

  /// The most totals that are looked at.
  private static let totalLimit = 1 << 17

  /// `nil` if inputs are too long.
  init?(_ form: SelectorNormalForm, _ facts: ProgramFacts) {
    guard facts.domain.maximumLength <= PositionSelections.lengthLimit else { return nil }
    isCausal = facts.program.isCausal
    selectsAtMostOne = facts.positions.selectsAtMostOne(form)
    var rows = PositionView(form, facts).rows
    if facts.positions.selectsItself(form) {
      for query in rows.indices { rows[query][query] = .always }
    }
    let isPicked = form.pick != nil
    counts = PositionSelections.counts(
      rows, isCausal, selectsAtMostOne: selectsAtMostOne, isPicked: isPicked)
    // Of what is selected for certain an extremum may leave this or that.
    if isPicked {
      rows = rows.map { $0.map { $0 == .always ? .sometimes : $0 } }
    }
    self.rows = rows
    isTelling = rows.contains { $0.contains { $0 != .sometimes } }
  }

  private static func counts(
    _ rows: [[Selected]], _ isCausal: Bool, selectsAtMostOne: Bool, isPicked: Bool
  ) -> ClosedRange<Int> {
    var (least, most) = (rows.count, 0)
    for (query, row) in rows.enumerated() {
      least = min(least, row[...query].reduce(0) { $0 + ($1 == .always ? 1 : 0) })
      let seen = isCausal ? row[...query] : row[...]
      most = max(most, seen.reduce(0) { $0 + ($1 == .never ? 0 : 1) })
    }
    if isPicked { least = min(least, 1) }
    if selectsAtMostOne { most = min(most, 1) }
    return min(least, most)...most
  }
}

extension PositionSelections {
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

extension PositionSelections {
  /// What a query may have selected so far: of each class of keys how many always, how many
  /// sometimes.
  private struct Signature: Hashable {
    var always: [Int32]
    var sometimes: [Int32]

    mutating func add(_ selected: Selected, _ index: Int) {
      switch selected {
      case .never: break
      case .sometimes: sometimes[index] += 1
      case .always: always[index] += 1
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
        guard end(query, before: key, signature: signature, walk: &walk) else { return false }
      }
      signature.add(selected, walk.classOf[key])
    }
    return end(query, before: last + 1, signature: signature, walk: &walk)
  }

  /// Notes that a query's keys may end before a key. False if there is too much to be reached.
  private func end(
    _ query: Int, before key: Int, signature: Signature, walk: inout Walk
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
      if walk.size > PositionSelections.totalLimit { return false }
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
