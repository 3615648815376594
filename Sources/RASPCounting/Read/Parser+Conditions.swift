import RASP
import RASPText

// Conditions on positions, in the definitions of predicates. They are not of the first
// implementation, so they bind as in other languages: `*` and `%`, `+` and `-`, comparisons, `&&`,
// `||`. `!` stands before a bracket, since elsewhere in the language it takes all that follows.
extension Parser {
  mutating func condition() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try conditions()
    while take(.or) {
      let right = try conditions()
      left = try make(.logical(isAnd: false, left, right), from: start, left, right)
    }
    return left
  }

  private mutating func conditions() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try simpleCondition()
    while take(.and) {
      let right = try simpleCondition()
      left = try make(.logical(isAnd: true, left, right), from: start, left, right)
    }
    return left
  }

  private mutating func simpleCondition() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    if take(.not) {
      guard isSymbol(.leftParenthesis) else { throw unexpected("'('") }
      let negated = try positions()
      return try make(.not(negated), from: start, negated)
    }
    let left = try positionSum()
    guard case .symbol(let symbol) = token.kind, let relation = symbol.relation, take(symbol)
    else { return left }
    let right = try positionSum()
    return try make(.comparison(relation, left, right), from: start, left, right)
  }

  private mutating func positionSum() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try positionProduct()
    while true {
      let operation: Expression.Arithmetic
      if take(.plus) {
        operation = .add
      } else if take(.minus) {
        operation = .subtract
      } else {
        return left
      }
      let right = try positionProduct()
      left = try make(.arithmetic(operation, left, right), from: start, left, right)
    }
  }

  private mutating func positionProduct() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    var left = try positions()
    while true {
      let operation: Expression.Arithmetic
      if take(.times) {
        operation = .multiply
      } else if take(.modulo) {
        operation = .modulo
      } else {
        return left
      }
      let right = try positions()
      left = try make(.arithmetic(operation, left, right), from: start, left, right)
    }
  }

  private mutating func positions() throws(LocatedFault<Fault>) -> Expression {
    let start = token.span
    if take(.leftParenthesis) {
      let inner = try nested { (parser) throws(LocatedFault<Fault>) in try parser.condition() }
      try expect(.rightParenthesis)
      return inner
    }
    if token.kind == .integer {
      let number = try integer()
      return try make(.integer(number), from: start)
    }
    guard token.kind == .name else { throw unexpected("a position or a number") }
    let name = try name()
    return try make(.name(name.text), from: start)
  }
}
