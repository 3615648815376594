import RASP
import RASPText

/// A statement of C-RASP: a line.
struct Statement: LineStatement {
  enum Kind: Sendable {
    case assignment(LineName, Expression)
    case `import`(LineName)
    case definition(Predicate)
    /// An expression alone, as a person enters it to see its value.
    case expression(Expression)
  }

  let kind: Kind
  let span: Span

  var assigned: String? {
    switch kind {
    case .assignment(let name, _), .import(let name): name.text
    case .definition(let predicate): predicate.name.text
    case .expression: nil
    }
  }
}

/// A predicate of positions: `#define pred(i, j) = j == i - 1`.
final class Predicate: Sendable {
  let name: LineName
  /// One parameter, or two: the position that asks, and the one that is counted.
  let parameters: [LineName]
  let condition: Expression

  init(name: LineName, parameters: [LineName], condition: Expression) {
    self.name = name
    self.parameters = parameters
    self.condition = condition
  }
}

/// An expression, of truth values or of numbers. In the definition of a predicate, names are
/// positions.
final class Expression: Sendable {
  enum Kind: Sendable {
    case string(String)
    case boolean(Bool)
    case integer(Int64)
    case name(String)
    case not(Expression)
    case logical(isAnd: Bool, Expression, Expression)
    case comparison(Relation, Expression, Expression)
    case count(guard: LineName?, Expression)
    case arithmetic(Arithmetic, Expression, Expression)
    case extreme(isMaximum: Bool, Expression, Expression)
    case conditional(Expression, if: Expression, else: Expression)
  }

  enum Arithmetic: Sendable { case add, subtract, multiply, modulo }

  let kind: Kind
  let span: Span
  /// How many expressions are in each other, this one included.
  let depth: Int

  init(_ kind: Kind, _ span: Span, depth: Int) {
    self.kind = kind
    self.span = span
    self.depth = depth
  }
}

extension Symbol {
  /// The relation that a symbol of comparison stands for.
  var relation: Relation? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .and, .or, .assign, .not, .plus, .minus, .times, .modulo, .count, .leftParenthesis,
      .rightParenthesis, .leftBracket, .rightBracket, .comma:
      nil
    }
  }
}
