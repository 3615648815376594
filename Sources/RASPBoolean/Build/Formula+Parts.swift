import RASPText

// Formulas of two positions, taken apart into what depends on one of them alone.

/// Which of the two positions of attention a formula depends on.
enum Side: Sendable {
  case none, query, key, both

  func joined(with other: Side) -> Side {
    switch (self, other) {
    case (.none, let side), (let side, .none): side
    case (.query, .query): .query
    case (.key, .key): .key
    case (.query, .key), (.key, .query), (.both, _), (_, .both): .both
    }
  }
}

extension Formula {
  /// - Parameter key: what the position is called that is attended to.
  func side(key: String) -> Side {
    switch kind {
    case .constant: .none
    case .letter(_, let position), .vector(_, let position):
      position?.text == key ? .key : .query
    case .not(let operand): operand.side(key: key)
    case .joined(_, let left, let right): left.side(key: key).joined(with: right.side(key: key))
    }
  }

  /// The largest parts that depend on one side alone, from left to right.
  func parts(_ side: Side, key: String) -> [Formula] {
    if self.side(key: key) == side { return [self] }
    switch kind {
    case .constant, .letter, .vector: return []
    case .not(let operand): return operand.parts(side, key: key)
    case .joined(_, let left, let right):
      return left.parts(side, key: key) + right.parts(side, key: key)
    }
  }

  /// The conditions that hold together where the formula does.
  var conjuncts: [Formula] {
    switch kind {
    case .constant(true): []
    case .joined(.and, let left, let right): left.conjuncts + right.conjuncts
    case .constant(false), .letter, .vector, .not, .joined: [self]
    }
  }

  /// The formula where some of its parts have known values.
  func with(_ values: [ObjectIdentifier: Bool]) -> Formula {
    if let value = values[ObjectIdentifier(self)] { return constant(value) }
    switch kind {
    case .constant, .letter, .vector: return self
    case .not(let operand):
      let operand = operand.with(values)
      if case .constant(let value) = operand.kind { return constant(!value) }
      return Formula(.not(operand), span, depth: depth)
    case .joined(let connective, let left, let right):
      return joined(connective, left.with(values), right.with(values))
    }
  }

  private func joined(_ connective: Connective, _ left: Formula, _ right: Formula) -> Formula {
    switch (connective, left.kind, right.kind) {
    case (.and, .constant(true), _), (.or, .constant(false), _), (.implies, .constant(true), _),
      (.equivalent, .constant(true), _):
      right
    case (.and, _, .constant(true)), (.or, _, .constant(false)), (.equivalent, _, .constant(true)):
      left
    case (.and, .constant(false), _), (.and, _, .constant(false)): constant(false)
    case (.or, .constant(true), _), (.or, _, .constant(true)), (.implies, .constant(false), _),
      (.implies, _, .constant(true)):
      constant(true)
    case (.equivalent, .constant(false), _): Formula(.not(right), span, depth: depth)
    case (.equivalent, _, .constant(false)), (.implies, _, .constant(false)):
      Formula(.not(left), span, depth: depth)
    case (.and, _, _), (.or, _, _), (.implies, _, _), (.equivalent, _, _):
      Formula(.joined(connective, left, right), span, depth: depth)
    }
  }

  private func constant(_ value: Bool) -> Formula { Formula(.constant(value), span, depth: 1) }
}
