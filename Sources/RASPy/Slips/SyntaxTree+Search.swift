import RASP
import RASPText

// Going through a whole tree. Trees are no deeper than the text's own nesting, which is capped.

extension Module {
  /// All statements, from the outside in.
  func forEachStatement(_ body: (Statement) -> Void) { statements.forEachStatement(body) }

  /// All expressions, from the outside in: of those that hold a place the innermost comes last.
  func forEachExpression(_ body: (Expression) -> Void) {
    forEachStatement { $0.forEachExpression(body) }
  }
}

extension [Statement] {
  func forEachStatement(_ body: (Statement) -> Void) {
    for statement in self {
      body(statement)
      for block in statement.blocks { block.forEachStatement(body) }
    }
  }
}

extension Statement {
  fileprivate var blocks: [[Statement]] {
    switch kind {
    case .definition(let function): [function.body]
    case .branches(let branches, let otherwise): branches.map { $0.body } + [otherwise]
    case .loop(_, _, let body, let otherwise), .repetition(_, let body, let otherwise):
      [body, otherwise]
    case .attempt(let attempt): [attempt.blocks]
    case .expression, .assignment, .augmented, .result, .leaveLoop, .nextRound, .nothing,
      .assertion, .failure, .imports:
      []
    }
  }

  /// The expressions of the statement itself, not those of its blocks.
  fileprivate func forEachExpression(_ body: (Expression) -> Void) {
    switch kind {
    case .expression(let value), .assignment(_, let value), .augmented(_, _, let value),
      .loop(_, let value, _, _), .repetition(let value, _, _):
      value.forEach(body)
    case .definition(let function):
      for parameter in function.parameters { parameter.fallback?.forEach(body) }
    case .result(let value), .failure(let value): value?.forEach(body)
    case .branches(let branches, _):
      for branch in branches { branch.test.forEach(body) }
    case .assertion(let test, let message):
      test.forEach(body)
      message?.forEach(body)
    case .attempt(let attempt):
      for handler in attempt.handlers { handler.type?.forEach(body) }
    case .leaveLoop, .nextRound, .nothing, .imports: break
    }
  }
}

extension Expression {
  func forEach(_ body: (Expression) -> Void) {
    body(self)
    switch kind {
    case .constant, .name: break
    case .formatted(let parts): parts.forEachExpression(body)
    case .list(let elements), .tuple(let elements), .set(let elements), .logical(_, let elements):
      elements.forEachExpression(body)
    case .dictionary(let entries):
      for entry in entries {
        entry.key?.forEach(body)
        entry.value.forEach(body)
      }
    case .comprehension(let comprehension):
      comprehension.element.forEach(body)
      for clause in comprehension.clauses {
        clause.iterable.forEach(body)
        clause.conditions.forEachExpression(body)
      }
    case .lambda(let function):
      for statement in function.body { statement.forEachExpression(body) }
    case .conditional(let test, let then, let otherwise):
      [test, then, otherwise].forEachExpression(body)
    case .not(let operand), .prefix(_, let operand), .starred(let operand): operand.forEach(body)
    case .comparison(let first, let operations):
      first.forEach(body)
      for operation in operations { operation.operand.forEach(body) }
    case .binary(let first, let operations):
      first.forEach(body)
      for operation in operations { operation.operand.forEach(body) }
    case .postfix(let base, let trailers):
      base.forEach(body)
      for trailer in trailers { trailer.forEachExpression(body) }
    }
  }
}

extension [Expression] {
  fileprivate func forEachExpression(_ body: (Expression) -> Void) {
    for expression in self { expression.forEach(body) }
  }
}

extension Trailer {
  fileprivate func forEachExpression(_ body: (Expression) -> Void) {
    switch kind {
    case .call(let arguments):
      for argument in arguments { argument.value.forEach(body) }
    case .index(let index): index.forEach(body)
    case .slice(let lower, let upper, let step):
      lower?.forEach(body)
      upper?.forEach(body)
      step?.forEach(body)
    case .attribute: break
    }
  }
}

extension [FormatPart] {
  fileprivate func forEachExpression(_ body: (Expression) -> Void) {
    for part in self {
      guard case .field(let value, _, let parts) = part else { continue }
      value.forEach(body)
      parts.forEachExpression(body)
    }
  }
}

extension Span {
  func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
}
