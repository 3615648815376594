/// A dimension of the residual stream before dimensions are given places.
struct Dimension: Hashable, Comparable, Sendable {
  let index: Int

  /// 1 at every token, 0 at BOS and padding: what constants are read from.
  static let real = Dimension(index: 0)
  /// 1 at BOS and padding.
  static let beginning = Dimension(index: 1)

  static func < (a: Dimension, b: Dimension) -> Bool { a.index < b.index }
}

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

  /// A constant, at every token.
  init(constant: Double) { self.init(.real, constant) }

  /// The sum of forms, each times its factor.
  init(sumOf parts: [(form: LinearForm, factor: Double)]) {
    var weights: [Dimension: Double] = [:]
    for part in parts {
      for term in part.form.terms {
        weights[term.dimension, default: 0] += part.factor * term.weight
      }
    }
    for dimension in weights.keys.sorted() {
      if let weight = weights[dimension], weight != 0 {
        terms.append(Term(dimension: dimension, weight: weight))
      }
    }
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
