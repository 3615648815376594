/// A linear function of the residual stream.
struct LinearForm: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    let dimension: Dimension
    var weight: Double
  }

  /// By dimension, ascending; no weight is zero.
  private(set) var terms: [Term] = []

  init() {}

  init(_ dimension: Dimension, _ weight: Double = 1) {
    if weight != 0 { terms = [Term(dimension: dimension, weight: weight)] }
  }

  /// A form of terms in any order.
  init(_ terms: [Term]) { self.init(adding: terms.sorted { $0.dimension < $1.dimension }) }

  /// A constant, at every token.
  init(constant: Double) { self.init(.real, constant) }

  /// The sum of forms, each times its factor.
  ///
  /// Cost: linear in the terms of all of them, and in their logarithm where several forms share out
  /// the dimensions in turns.
  init(sumOf parts: [(form: LinearForm, factor: Double)]) {
    var all: [Term] = []
    all.reserveCapacity(parts.reduce(0) { $0 + $1.form.terms.count })
    var isAscending = true
    for part in parts {
      for term in part.form.terms {
        if let last = all.last, last.dimension > term.dimension { isAscending = false }
        all.append(Term(dimension: term.dimension, weight: part.factor * term.weight))
      }
    }
    // Terms of one dimension are added in the order of the parts: `sort` is stable.
    if !isAscending { all.sort { $0.dimension < $1.dimension } }
    self.init(adding: all)
  }

  /// The sum of terms whose dimensions ascend, some of them several times.
  private init(adding ascending: [Term]) {
    terms.reserveCapacity(ascending.count)
    for term in ascending {
      if terms.last?.dimension == term.dimension {
        terms[terms.count - 1].weight += term.weight
      } else {
        if terms.last?.weight == 0 { terms.removeLast() }
        terms.append(term)
      }
    }
    if terms.last?.weight == 0 { terms.removeLast() }
  }

  /// The same form of other dimensions; terms of which there is none are left out.
  func renamed(_ name: (Dimension) -> Dimension?) -> LinearForm {
    var renamed: [Term] = []
    for term in terms {
      if let dimension = name(term.dimension) {
        renamed.append(Term(dimension: dimension, weight: term.weight))
      }
    }
    return LinearForm(adding: renamed.sorted { $0.dimension < $1.dimension })
  }

  /// The form's weight of a dimension: 0 if it does not read it.
  func weight(of dimension: Dimension) -> Double {
    // Constants stand first, and they are what is asked for.
    terms.first { $0.dimension >= dimension }.map { $0.dimension == dimension ? $0.weight : 0 } ?? 0
  }

  static func + (a: LinearForm, b: LinearForm) -> LinearForm {
    LinearForm(sumOf: [(a, 1), (b, 1)])
  }

  static func - (a: LinearForm, b: LinearForm) -> LinearForm {
    LinearForm(sumOf: [(a, 1), (b, -1)])
  }

  static func * (form: LinearForm, factor: Double) -> LinearForm {
    LinearForm(sumOf: [(form, factor)])
  }
}
