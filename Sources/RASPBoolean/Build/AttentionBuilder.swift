import RASP
import RASPText

/// Attention to a selector with a pick and what is made of what it fetches: one attention head.
///
/// What is asked of both positions at once is made a conjunction of comparisons of a key with a
/// query, which one head can do. What is read of both positions is fetched as the number of a case
/// and decided at the query, after the head.
struct AttentionBuilder {
  private let attention: Attention
  private let builder: Builder
  private let name: String
  private var key: String { attention.key.text }

  /// How many parts of one position may be joined with parts of the other: each doubles the cases.
  private static let partLimit = 5

  init(_ attention: Attention, _ builder: Builder, name: String) {
    self.attention = attention
    self.builder = builder
    self.name = name
  }

  /// - Parameter span: the line, which is the place of the head.
  func vector(at span: Span) throws(LocatedFault<Fault>) -> SOp {
    if builder.query == key { throw LocatedFault(.samePosition(key), at: attention.key.span) }
    let selector = try chosen()
    let fallback = try builder.vector(attention.fallback)
    let side = attention.value.side(key: key)
    if side == .key || side == .none, case .constant(let other) = attention.fallback.kind {
      return selector.value(try vector(attention.value), default: .boolean(other))
    }
    let parts = attention.value.parts(.key, key: key)
    try check(parts.count, attention.value.span)
    let number = selector.value(try caseNumber(of: parts), default: -1)
    let fetched = builder.located(number, span).named(name)
    return `where`(fetched < 0, fallback, try decided(attention.value, parts, fetched))
  }

  /// A formula that depends on one position alone.
  private func vector(_ formula: Formula) throws(LocatedFault<Fault>) -> SOp {
    try builder.vector(formula, at: [builder.query, key].compactMap { $0 })
  }

  private func check(_ parts: Int, _ span: Span) throws(LocatedFault<Fault>) {
    let most = AttentionBuilder.partLimit
    if parts > most { throw LocatedFault(.entangled(most: most), at: span) }
  }
}

// MARK: What is selected

extension AttentionBuilder {
  private func chosen() throws(LocatedFault<Fault>) -> AttentionSelector {
    var selector = try attention.mask.map { (mask) throws(LocatedFault<Fault>) in try allowed(mask)
    }
    for condition in attention.score.conjuncts {
      for comparison in try comparisons(condition) {
        selector = selector.map { $0 & comparison } ?? comparison
      }
    }
    let all = RASP.key(1) == RASP.query(1)
    switch attention.choice {
    case .leftmost: return (selector ?? all).leftmost()
    case .rightmost: return (selector ?? all).rightmost()
    }
  }

  private func allowed(_ mask: Attention.Mask) throws(LocatedFault<Fault>) -> AttentionSelector {
    let (keys, queries) = (RASP.key(indices), RASP.query(indices))
    switch (mask.left.text, mask.right.text) {
    case (key, builder.query): return mask.relation.compare(keys, queries)
    case (builder.query, key): return mask.relation.mirrored.compare(keys, queries)
    default:
      throw LocatedFault(.maskOfOthers(key: key, query: builder.query ?? "i"), at: mask.span)
    }
  }

  /// The comparisons that hold together where a condition does.
  private func comparisons(_ condition: Formula) throws(LocatedFault<Fault>) -> [AttentionSelector]
  {
    switch condition.side(key: key) {
    case .none, .key: return [RASP.key(try vector(condition)) == query(true)]
    case .query: return [RASP.key(true) == query(try vector(condition))]
    case .both: break
    }
    if case .joined(.equivalent, let left, let right) = condition.kind {
      switch (left.side(key: key), right.side(key: key)) {
      case (.key, .query): return [RASP.key(try vector(left)) == query(try vector(right))]
      case (.query, .key): return [RASP.key(try vector(right)) == query(try vector(left))]
      default: break
      }
    }
    return try comparisons(byCases: condition)
  }

  /// A condition on both positions: for each case of what it asks of the query, what it asks of the
  /// key then. That the case is not there, or the key is as asked, is a comparison of truth values.
  private func comparisons(
    byCases condition: Formula
  ) throws(LocatedFault<Fault>) -> [AttentionSelector] {
    let parts = condition.parts(.query, key: key)
    try check(parts.count, condition.span)
    var comparisons: [AttentionSelector] = []
    for number in 0..<(1 << parts.count) {
      let asked = condition.with(AttentionBuilder.values(number, parts))
      if case .constant(true) = asked.kind { continue }
      let isCase = try conjunction(parts, number)
      if case .constant(false) = asked.kind {
        comparisons.append(RASP.key(false) == query(isCase))
      } else {
        comparisons.append(RASP.key(try vector(asked)) >= query(isCase))
      }
    }
    return comparisons
  }

  private static func values(_ number: Int, _ parts: [Formula]) -> [ObjectIdentifier: Bool] {
    var values: [ObjectIdentifier: Bool] = [:]
    for (index, part) in parts.enumerated() {
      values[ObjectIdentifier(part)] = number >> index & 1 == 1
    }
    return values
  }

  /// Whether each part has the value that the number of a case gives it.
  private func conjunction(
    _ parts: [Formula], _ number: Int
  ) throws(LocatedFault<Fault>) -> SOp {
    var all: SOp?
    for (index, part) in parts.enumerated() {
      let vector = try vector(part)
      let holds = number >> index & 1 == 1 ? vector : !vector
      all = all.map { $0 & holds } ?? holds
      try builder.charge(part.span)
    }
    return all ?? SOp(true)
  }
}

// MARK: What is read

extension AttentionBuilder {
  /// At each position a number that has a bit for each part.
  private func caseNumber(of parts: [Formula]) throws(LocatedFault<Fault>) -> SOp {
    var number: SOp?
    for (index, part) in parts.enumerated() {
      let bit = `where`(try vector(part), SOp(1 << index), 0)
      number = number.map { $0 + bit } ?? bit
      try builder.charge(part.span)
    }
    return number ?? 0
  }

  /// A formula whose parts of the key are known by the number that was fetched.
  private func decided(
    _ formula: Formula, _ parts: [Formula], _ fetched: SOp
  ) throws(LocatedFault<Fault>) -> SOp {
    try builder.charge(formula.span)
    if let index = parts.firstIndex(where: { $0 === formula }) {
      if parts.count == 1 { return fetched == 1 }
      return fetched % SOp(2 << index) >= SOp(1 << index)
    }
    switch formula.kind {
    case .constant, .letter, .vector: return try vector(formula)
    case .not(let operand): return !(try decided(operand, parts, fetched))
    case .joined(let connective, let left, let right):
      return connective.join(
        try decided(left, parts, fetched), try decided(right, parts, fetched))
    }
  }
}

extension Relation {
  fileprivate func compare(_ keys: Key, _ queries: Query) -> AttentionSelector {
    switch self {
    case .equal: keys == queries
    case .notEqual: keys != queries
    case .less: keys < queries
    case .lessOrEqual: keys <= queries
    case .greater: keys > queries
    case .greaterOrEqual: keys >= queries
    }
  }
}
