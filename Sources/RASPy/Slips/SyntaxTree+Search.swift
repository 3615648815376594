import RASP
import RASPText

// Going through a whole tree. Trees are no deeper than the text's own nesting, which is capped.

extension Module {
  /// All statements, from the outside in.
  func forEachStatement(_ body: (Statement) -> Void) { statements.forEachStatement(body) }

  /// All expressions, from the outside in: of those that hold a place the innermost comes last.
  func forEachExpression(_ body: (Expression) -> Void) {
    forEachStatement { statement in
      for expression in statement.expressions { expression.forEach(body) }
    }
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

  fileprivate var expressions: [Expression] {
    switch kind {
    case .expression(let value), .assignment(_, let value), .augmented(_, _, let value): [value]
    case .definition(let function): function.parameters.compactMap { $0.fallback }
    case .result(let value), .failure(let value): value.map { [$0] } ?? []
    case .branches(let branches, _): branches.map { $0.test }
    case .loop(_, let value, _, _), .repetition(let value, _, _): [value]
    case .assertion(let test, let message): message.map { [test, $0] } ?? [test]
    case .attempt(let attempt): attempt.handlers.compactMap { $0.type }
    case .leaveLoop, .nextRound, .nothing, .imports: []
    }
  }
}

extension Expression {
  func forEach(_ body: (Expression) -> Void) {
    body(self)
    for child in children { child.forEach(body) }
  }

  private var children: [Expression] {
    switch kind {
    case .constant, .name: []
    case .formatted(let parts): parts.flatMap { $0.expressions }
    case .list(let elements), .tuple(let elements), .set(let elements),
      .logical(_, let elements):
      elements
    case .dictionary(let entries): entries.flatMap { ($0.key.map { [$0] } ?? []) + [$0.value] }
    case .comprehension(let comprehension):
      [comprehension.element]
        + comprehension.clauses.flatMap { [$0.iterable] + $0.conditions }
    case .lambda(let function): function.body.flatMap { $0.expressions }
    case .conditional(let test, let then, let otherwise): [test, then, otherwise]
    case .not(let operand), .prefix(_, let operand), .starred(let operand): [operand]
    case .comparison(let first, let operations): [first] + operations.map { $0.operand }
    case .binary(let first, let operations): [first] + operations.map { $0.operand }
    case .postfix(let base, let trailers): [base] + trailers.flatMap { $0.expressions }
    }
  }
}

extension Trailer {
  fileprivate var expressions: [Expression] {
    switch kind {
    case .call(let arguments): arguments.map { $0.value }
    case .index(let index): [index]
    case .slice(let lower, let upper, let step): [lower, upper, step].compactMap { $0 }
    case .attribute: []
    }
  }
}

extension FormatPart {
  fileprivate var expressions: [Expression] {
    switch self {
    case .text: []
    case .field(let value, _, let parts): [value] + parts.flatMap { $0.expressions }
    }
  }
}

extension Span {
  func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }

  func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
}
