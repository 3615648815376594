/// Computes with sums of conjunctions: what ``SelectorNormalForm`` is made by.
///
/// A conjunction is one word: five bits a subject, the outcomes that it lets through. So the
/// conjunction of two is the `&` of the words, and it never holds if a subject has no bit left.
struct SelectorAlgebra {
  struct Product: Equatable {
    var mask: UInt64
    var coefficient: Int
  }

  private let program: Program
  private var subjects: [SelectorNormalForm.Subject] = []
  /// Every outcome of every subject.
  private var everything: UInt64 = 0
  private static let bitsPerSubject = 5

  /// `nil` if the selector has too many subjects.
  init?(_ selector: NodeID, in program: Program) {
    self.program = program
    for id in program.comparisons(of: selector) {
      guard add(subject(of: id)) else { return nil }
    }
    if program.isCausal {
      guard add(SelectorAlgebra.position) else { return nil }
    }
  }

  private static let position = SelectorNormalForm.Subject.pair(key: .indices, query: .indices)

  private mutating func add(_ subject: SelectorNormalForm.Subject) -> Bool {
    if subjects.contains(subject) { return true }
    guard subjects.count < SelectorNormalForm.maximumSubjects else { return false }
    everything |= shifted(SelectorAlgebra.all(subject), to: subjects.count)
    subjects.append(subject)
    return true
  }

  private func subject(of id: NodeID) -> SelectorNormalForm.Subject {
    guard case .select(.relation, let key, let query)? = program[id].selector else {
      return .predicate(id)
    }
    return .pair(key: source(key), query: source(query))
  }

  private func source(_ id: NodeID) -> SelectorNormalForm.Source {
    SelectorAlgebra.source(id, in: program)
  }

  private static func source(_ id: NodeID, in program: Program) -> SelectorNormalForm.Source {
    if case .source(.indices) = program[id].operation { .indices } else { .node(id) }
  }

  /// The one term of a selector that is a comparison and nothing else, for which no sum is needed.
  static func term(of selector: NodeID, in program: Program) -> SelectorNormalForm.Term? {
    guard !program.isCausal,
      case .select(.relation(let relation), let key, let query)? = program[selector].selector
    else { return nil }
    let subject = SelectorNormalForm.Subject.pair(
      key: source(key, in: program), query: source(query, in: program))
    return .init(
      coefficient: 1,
      atoms: [SelectorNormalForm.Atom(subject: subject, outcomes: relation.outcomes)])
  }

  private static func all(_ subject: SelectorNormalForm.Subject) -> SelectorNormalForm.Outcomes {
    if case .predicate = subject { .anyTruth } else { .anyOrder }
  }

  private func shifted(_ outcomes: SelectorNormalForm.Outcomes, to slot: Int) -> UInt64 {
    UInt64(outcomes.rawValue) << UInt64(SelectorAlgebra.bitsPerSubject * slot)
  }

  private func field(_ slot: Int) -> UInt64 {
    shifted(SelectorAlgebra.all(subjects[slot]), to: slot)
  }

  /// The conjunction as the normal form shows it.
  func term(_ product: Product) -> SelectorNormalForm.Term {
    var atoms: [SelectorNormalForm.Atom] = []
    for (slot, subject) in subjects.enumerated() {
      let bits = product.mask & field(slot)
      if bits == field(slot) { continue }
      let raw = UInt8(bits >> UInt64(SelectorAlgebra.bitsPerSubject * slot))
      atoms.append(.init(subject: subject, outcomes: .init(rawValue: raw)))
    }
    return .init(coefficient: product.coefficient, atoms: atoms)
  }
}

// MARK: From a selector to a sum

extension SelectorAlgebra {
  /// The sum of a selector, later keys hidden in a causal program; `nil` if it grows too long.
  mutating func sum(of selector: NodeID) -> [Product]? {
    var sums: [NodeID: [Product]] = [:]
    for id in program.selectors(below: selector) {
      guard let sum = step(id, sums) else { return nil }
      sums[id] = sum
    }
    guard let sum = sums[selector], program.isCausal else { return sums[selector] }
    return multiplied(sum, atom(SelectorAlgebra.position, [.less, .equal])).flatMap(simplified)
  }

  private func step(_ id: NodeID, _ sums: [NodeID: [Product]]) -> [Product]? {
    guard let selector = program[id].selector else { return nil }
    switch selector {
    case .select(.relation(let relation), _, _): return atom(subject(of: id), relation.outcomes)
    case .select(.function, _, _): return atom(subject(of: id), .holds)
    // What an extremum keeps is no sum of conjunctions.
    case .pick: return nil
    case .not(let a): return sums[a].flatMap { simplified([one] + scaled($0, by: -1)) }
    case .combine(let op, let a, let b):
      guard let a = sums[a], let b = sums[b], let both = multiplied(a, b) else { return nil }
      switch op {
      case .and: return simplified(both)
      case .or: return simplified(a + b + scaled(both, by: -1))
      case .xor: return simplified(a + b + scaled(both, by: -2))
      }
    }
  }

  private var one: Product { Product(mask: everything, coefficient: 1) }

  private func atom(
    _ subject: SelectorNormalForm.Subject, _ outcomes: SelectorNormalForm.Outcomes
  ) -> [Product] {
    guard let slot = subjects.firstIndex(of: subject) else { return [] }
    let mask = everything & ~field(slot) | shifted(outcomes, to: slot)
    return [Product(mask: mask, coefficient: 1)]
  }

  private func scaled(_ sum: [Product], by factor: Int) -> [Product] {
    sum.map { Product(mask: $0.mask, coefficient: factor * $0.coefficient) }
  }

  private func multiplied(_ a: [Product], _ b: [Product]) -> [Product]? {
    guard a.count * b.count <= 8 * SelectorNormalForm.maximumTerms else { return nil }
    var products: [Product] = []
    for x in a {
      for y in b {
        let mask = x.mask & y.mask
        if canHold(mask) {
          products.append(Product(mask: mask, coefficient: x.coefficient * y.coefficient))
        }
      }
    }
    return products
  }

  private func canHold(_ mask: UInt64) -> Bool {
    for slot in subjects.indices where mask & field(slot) == 0 { return false }
    return true
  }
}

// MARK: Terms that exclude each other

extension SelectorAlgebra {
  /// The sum as terms that exclude each other, if that takes no more of them; otherwise as it is.
  func disjoint(_ sum: [Product]) -> [Product] {
    var parts: [Product] = []
    guard sum.contains(where: { $0.coefficient != 1 }),
      split(sum, subject: 0, within: everything, into: &parts, atMost: 2 * sum.count),
      let short = simplified(parts), short.count <= sum.count
    else { return sum }
    return short
  }

  /// Splits a sum by the outcomes of one subject after the other, until it is 0 or 1 on each part.
  /// Outcomes after which the rest is the same stay together.
  private func split(
    _ sum: [Product], subject slot: Int, within mask: UInt64, into parts: inout [Product],
    atMost limit: Int
  ) -> Bool {
    if sum.isEmpty { return true }
    if sum.count == 1 && sum[0].mask == everything || slot == subjects.count {
      parts.append(Product(mask: mask, coefficient: 1))
      return parts.count <= limit
    }
    var open = field(slot)
    while open != 0 {
      let lowest: UInt64 = 1 << UInt64(open.trailingZeroBitCount)
      let rest = self.rest(sum, slot, after: lowest)
      var together: UInt64 = 0
      for bit in bits(of: open) where self.rest(sum, slot, after: bit) == rest { together |= bit }
      open &= ~together
      let part = mask & ~field(slot) | together
      guard split(rest, subject: slot + 1, within: part, into: &parts, atMost: limit) else {
        return false
      }
    }
    return true
  }

  private func bits(of field: UInt64) -> [UInt64] {
    (0..<UInt64(64)).map { 1 << $0 }.filter { field & $0 != 0 }
  }

  /// What is left of a sum if a subject has an outcome, like terms joined and in order.
  private func rest(_ sum: [Product], _ slot: Int, after outcome: UInt64) -> [Product] {
    var coefficients: [UInt64: Int] = [:]
    for term in sum where term.mask & outcome != 0 {
      coefficients[term.mask | field(slot), default: 0] += term.coefficient
    }
    let masks = coefficients.keys.sorted().filter { coefficients[$0] != 0 }
    return masks.map { Product(mask: $0, coefficient: coefficients[$0] ?? 0) }
  }
}

// MARK: Making a sum short

extension SelectorAlgebra {
  /// The sum with like terms joined and as few as joining along one subject at a time can give;
  /// `nil` if that is still too many.
  private func simplified(_ sum: [Product]) -> [Product]? {
    var terms = sum
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for slot in subjects.indices where terms.count > 1 {
        let joined = self.joined(terms, along: slot)
        if joined.count < terms.count {
          terms = joined
          hasChanged = true
        }
      }
    }
    return terms.count <= SelectorNormalForm.maximumTerms ? terms : nil
  }

  /// Terms that differ in one subject alone are a function of its outcome: it is written again with
  /// one term for each value that it takes. This turns `1 - [=]` into `[!=]`, `[<] + [=]` into
  /// `[<=]`, and `a + b - ab` into `a + (not a) b`, whose terms exclude each other.
  private func joined(_ terms: [Product], along slot: Int) -> [Product] {
    let field = field(slot)
    var results: [Product] = []
    var isDone = [Bool](repeating: false, count: terms.count)
    for first in terms.indices where !isDone[first] {
      let rest = terms[first].mask | field
      var worth = SIMD8<Int>(repeating: 0)
      for index in first..<terms.count where terms[index].mask | field == rest {
        isDone[index] = true
        add(terms[index], to: &worth, slot: slot)
      }
      write(worth, into: &results, rest: rest & ~field, slot: slot)
    }
    return results
  }

  /// Adds a term to what the terms of one rest add up to at each outcome of a subject.
  private func add(_ term: Product, to worth: inout SIMD8<Int>, slot: Int) {
    let bits = term.mask >> UInt64(SelectorAlgebra.bitsPerSubject * slot)
    for outcome in 0..<SelectorAlgebra.bitsPerSubject where bits >> UInt64(outcome) & 1 == 1 {
      worth[outcome] += term.coefficient
    }
  }

  /// One term for each value but zero that `worth` has.
  private func write(
    _ worth: SIMD8<Int>, into results: inout [Product], rest: UInt64, slot: Int
  ) {
    let start = SelectorAlgebra.bitsPerSubject * slot
    var open = field(slot)
    while open != 0 {
      let value = worth[open.trailingZeroBitCount - start]
      var bits: UInt64 = 0
      for outcome in 0..<SelectorAlgebra.bitsPerSubject where worth[outcome] == value {
        bits |= 1 << UInt64(start + outcome)
      }
      bits &= open
      open &= ~bits
      if value != 0 { results.append(Product(mask: rest | bits, coefficient: value)) }
    }
  }
}
