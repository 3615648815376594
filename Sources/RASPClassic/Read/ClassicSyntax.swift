import RASP

/// A name where it is written.
struct ClassicName: Sendable {
  let text: String
  let span: Span
}

/// A statement of the RASP dialect.
struct ClassicStatement: Sendable {
  indirect enum Kind: Sendable {
    case expression(ClassicExpression)
    case assignment([ClassicName], [ClassicExpression])
    case draw(ClassicExpression, input: ClassicExpression?)
    case load(String)
    case definition(ClassicCode)
    case loop([ClassicName], in: ClassicExpression, [ClassicStatement])
    case setExample(ClassicSubset, ClassicExpression)
    case showExample(ClassicSubset)
    case examples(ClassicSubset, isOn: Bool)
    case fullDisplay(isOn: Bool)
    case exit
    case comment
  }

  let kind: Kind
  let span: Span
}

/// What a command about examples is about.
enum ClassicSubset: Sendable {
  case both, sop, selector
}

/// The text of a function.
final class ClassicCode: Sendable {
  let name: ClassicName
  let parameters: [ClassicName]
  let body: [ClassicStatement]
  let results: [ClassicExpression]

  init(
    name: ClassicName, parameters: [ClassicName], body: [ClassicStatement],
    results: [ClassicExpression]
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.results = results
  }
}

/// An expression of the RASP dialect.
final class ClassicExpression: Sendable {
  enum Kind: Sendable {
    case bracketed(ClassicExpression)
    case index(ClassicExpression, ClassicExpression)
    case call(ClassicExpression, [ClassicExpression])
    case unary(ClassicWord, ClassicExpression)
    case binary(ClassicWord, ClassicExpression, ClassicExpression)
    case select(key: ClassicExpression, query: ClassicExpression, Relation)
    case conditional(ClassicExpression, if: ClassicExpression, else: ClassicExpression)
    case variable(String)
    case atom(Value)
    case list([ClassicExpression])
    case dictionary([(key: ClassicExpression, value: ClassicExpression)])
    case aggregate(ClassicExpression, ClassicExpression, default: ClassicExpression?)
    case range([ClassicExpression])
    case listComprehension(ClassicExpression, Iteration)
    case dictionaryComprehension(ClassicExpression, ClassicExpression, Iteration)
    case contains(ClassicExpression, in: ClassicExpression)
    case zip([ClassicExpression])
    case length(ClassicExpression)
  }

  /// `for names in iterable`
  struct Iteration: Sendable {
    let names: [ClassicName]
    let iterable: ClassicExpression
  }

  let kind: Kind
  let span: Span
  /// How many expressions are nested in each other, this one included.
  let depth: Int

  init(_ kind: Kind, _ span: Span, depth: Int) {
    self.kind = kind
    self.span = span
    self.depth = depth
  }
}
