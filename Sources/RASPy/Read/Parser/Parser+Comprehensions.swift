import RASPText

extension Parser {
  /// The clauses behind an element that was read already.
  ///
  /// The element may hold functions and comprehensions, whose scopes do not depend on where they
  /// stand, so reading it before its variables are known does no harm.
  mutating func parseComprehension(
    _ form: Comprehension.Form, _ element: Expression, from start: Span
  ) throws(LocatedFault) -> Expression {
    if case .starred = element.kind { throw LocatedFault(.lonelyStar, element.span) }
    let scope = Scope(.comprehension)
    scope.bind(Comprehension.iterator)
    var clauses: [Comprehension.Clause] = []
    while take(.for) {
      try enter()
      clauses.append(try parseClause(scope, isFirst: clauses.isEmpty))
    }
    for _ in clauses { leave() }
    if kind == .keyword(.async) { throw LocatedFault(.unsupported(.async), token.span) }
    let comprehension = Comprehension(
      form: form, element: element, clauses: clauses, scope: scope)
    return Expression(kind: .comprehension(comprehension), span: span(from: start))
  }

  private mutating func parseClause(
    _ scope: Scope, isFirst: Bool
  ) throws(LocatedFault) -> Comprehension.Clause {
    scopes.append(scope)
    defer { scopes.removeLast() }
    let target = try parseLoopTarget()
    guard take(.in) else { throw unexpected("'in' after the comprehension's variable") }
    let iterable = try parseOperators()
    var conditions: [Expression] = []
    while take(.if) { conditions.append(try parseOperators()) }
    if kind == .keyword(.else) { throw LocatedFault(.elseInComprehension, token.span) }
    return Comprehension.Clause(target: target, iterable: iterable, conditions: conditions)
  }
}
