import RASP
import RASPText

// Calls: of functions, and of s-ops and selectors with an input.

extension Evaluator {
  func call(
    _ expression: Expression, callee: Expression,
    arguments: [Expression]
  ) throws(PlacedFault) -> DialectValue {
    // Not words of the language: a program's own function of the name comes first.
    if case .variable(let name) = callee.kind, scope[name] == nil {
      if let extremum = Extremum.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
        return try pick(expression, extremum: extremum, arguments: arguments)
      }
      if name.utf8.elementsEqual("only".utf8) {
        return try only(expression, arguments: arguments)
      }
    }
    let before = applied
    // A single argument may be an input, on which the callee must work. That it is evaluated for
    // this once, and later once more, is what the numbers of s-ops show.
    if arguments.count == 1 { applied = try evaluate(arguments[0]) }
    let called = try evaluate(callee)
    applied = before
    switch called {
    case .function(let function):
      return try call(expression, function: function, arguments: arguments)
    case .node(let node):
      guard arguments.count == 1 else {
        throw fault(
          .arguments(of: "evaluate unfinished", expected: 1, given: arguments.count),
          expression.span)
      }
      let value = try evaluate(arguments[0])
      guard value.elements != nil else {
        throw fault(.type(.applied(value.description())), expression.span)
      }
      return .result(try apply(node, to: value, expression.span))
    default: throw fault(.notCallable(called.description(cut: 40)), expression.span)
    }
  }

  /// `leftmost(s)`, `rightmost(s)`, `best(s, score)`, `least(s, score)`.
  private func pick(
    _ expression: Expression, extremum: Extremum, arguments: [Expression]
  ) throws(PlacedFault) -> DialectValue {
    let expected = extremum.takesScore ? 2 : 1
    guard arguments.count == expected else {
      throw fault(
        .arguments(of: extremum.name, expected: expected, given: arguments.count),
        expression.span)
    }
    let values = try evaluate(arguments)
    return try operate(expression) { (o) throws(Fault) in
      try o.pick(extremum, of: values[0], score: values.count > 1 ? values[1] : nil)
    }
  }

  /// `only(s, v)`, `only(s, v, default)`.
  private func only(
    _ expression: Expression, arguments: [Expression]
  ) throws(PlacedFault) -> DialectValue {
    guard 2...3 ~= arguments.count else {
      throw fault(.arguments(of: "only", expected: 2, given: arguments.count), expression.span)
    }
    let values = try evaluate(arguments)
    return try operate(expression) { (o) throws(Fault) in
      try o.only(values[0], values[1], default: values.count > 2 ? values[2] : nil)
    }
  }

  private func call(
    _ expression: Expression, function: DialectFunction,
    arguments: [Expression]
  ) throws(PlacedFault) -> DialectValue {
    let values = try evaluate(arguments)
    let parameters = function.code.parameters
    guard values.count == parameters.count else {
      throw fault(
        .arguments(of: function.name, expected: parameters.count, given: values.count),
        expression.span)
    }
    let inner = Evaluator(
      machine, function.scope.nested(base: machine.base), text: function.text, load: load,
      draw: draw)
    for (parameter, value) in zip(parameters, values) { try inner.set(parameter, value) }
    let results = try inner.results(of: function.code)
    return try named(results, expression: expression, function: function, arguments: values)
  }

  private func results(of code: FunctionCode) throws(PlacedFault) -> [DialectValue] {
    for statement in code.body { _ = try run(statement) }
    return try evaluate(code.results)
  }

  /// What a call gives: the one result, with the call as its name, or a list of results.
  private func named(
    _ results: [DialectValue], expression: Expression, function: DialectFunction,
    arguments: [DialectValue]
  ) throws(PlacedFault) -> DialectValue {
    guard results.count == 1 else {
      return try collection(.list(ValueList(results)), expression.span)
    }
    if case .node(let node) = results[0] {
      let texts = arguments.map { $0.description(cut: 20) }
      node.setName(function.name + "(" + texts.joined(" , ") + ")", head: function.name)
    }
    return results[0]
  }
}
