import RASP
import RASPText

/// A name where it is written.
struct Name: Sendable {
  let text: String
  let span: Span
}

/// A statement of the RASP dialect.
struct Statement: Sendable {
  indirect enum Kind: Sendable {
    case expression(Expression)
    case assignment([Name], [Expression])
    case draw(Expression, input: Expression?)
    case load(String)
    case definition(FunctionCode)
    case loop([Name], in: Expression, [Statement])
    case setExample(ExampleKind, Expression)
    case showExample(ExampleKind)
    case examples(ExampleKind, isOn: Bool)
    case fullDisplay(isOn: Bool)
    case exit
    case comment
  }

  let kind: Kind
  let span: Span
}

/// What a command about examples is about.
enum ExampleKind: Sendable {
  case both, sop, selector
}

/// The text of a function.
final class FunctionCode: Sendable {
  let name: Name
  let parameters: [Name]
  let body: [Statement]
  let results: [Expression]

  init(
    name: Name, parameters: [Name], body: [Statement],
    results: [Expression]
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.results = results
  }
}

/// An expression of the RASP dialect.
final class Expression: Sendable {
  enum Kind: Sendable {
    case bracketed(Expression)
    case index(Expression, Expression)
    case call(Expression, [Expression])
    case unary(Word, Expression)
    case binary(Word, left: Expression, right: Expression)
    case select(key: Expression, query: Expression, Relation)
    case conditional(Expression, if: Expression, else: Expression)
    case variable(String)
    case atom(Value)
    case list([Expression])
    case dictionary([(key: Expression, value: Expression)])
    case aggregate(Expression, Expression, default: Expression?)
    case range([Expression])
    case listComprehension(Expression, Iteration)
    case dictionaryComprehension(Expression, Expression, Iteration)
    case contains(Expression, in: Expression)
    case zip([Expression])
    case length(Expression)
  }

  /// `for names in iterable`
  struct Iteration: Sendable {
    let names: [Name]
    let iterable: Expression
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
