import RASP
import RASPText

/// Runs statements and expressions of the RASP dialect in a scope, step for step as the language's
/// first implementation does: every s-op that comes up is run on the example at once, if the
/// machine says so.
final class Evaluator {
  let machine: SessionState
  var scope: Scope
  /// The text that runs.
  let text: UInt32
  private let example: DialectValue
  /// The input that a program is being applied to: what it is made of need only work on that.
  var applied: DialectValue?
  /// Reads and runs another file, for the scope that asks.
  let load: (String, Scope) throws(PlacedFault) -> Void
  /// Draws an s-op on an input.
  let draw: (DialectNode, RunInput) throws(PlacedFault) -> Void

  init(
    _ machine: SessionState, _ scope: Scope, text: UInt32,
    load: @escaping (String, Scope) throws(PlacedFault) -> Void,
    draw: @escaping (DialectNode, RunInput) throws(PlacedFault) -> Void
  ) {
    self.machine = machine
    self.scope = scope
    self.text = text
    self.load = load
    self.draw = draw
    example = machine.sopExample
  }

  /// What a statement gives.
  enum Result {
    case nothing
    case named([(name: String, value: DialectValue)])
    case applied(RunResult)
  }

  // MARK: Statements

  func run(_ statement: Statement) throws(PlacedFault) -> Result {
    switch statement.kind {
    case .expression(let expression): return try result(of: expression)
    case .assignment(let names, let expressions): return try assign(names, expressions)
    case .definition(let code): return try define(code)
    case .loop(let names, let iterable, let body): try loop(names, iterable: iterable, body: body)
    case .draw(let sop, let input): return try runDraw(sop, input)
    case .load(let name): try runLoad(name, statement.span)
    default: break
    }
    return .nothing
  }

  private func result(of expression: Expression) throws(PlacedFault) -> Result {
    let value = try evaluate(expression)
    if case .result(let result) = value { return .applied(result) }
    return .named([(expression.variableName ?? "out", value)])
  }

  private func define(_ code: FunctionCode) throws(PlacedFault) -> Result {
    let function = machine.function(code, in: scope, text: text)
    try set(code.name, .function(function))
    return .named([(code.name.text, .function(function))])
  }

  private func runLoad(_ name: String, _ span: Span) throws(PlacedFault) {
    do throws(PlacedFault) { try load(name, scope) } catch { throw located(error, span) }
  }

  private func assign(
    _ names: [Name], _ expressions: [Expression]
  ) throws(PlacedFault) -> Result {
    try bind(names, values: try evaluate(expressions), expression: expressions[0])
  }

  private func bind(
    _ names: [Name], values: [DialectValue], expression: Expression
  ) throws(PlacedFault) -> Result {
    if names.count == 1 {
      let value = values.count == 1 ? values[0] : .list(ValueList(values))
      return .named([try bind(names[0], value)])
    }
    let items = values.count == 1 ? try elements(values[0], expression) : values
    guard items.count == names.count else {
      throw fault(.type(.unpacking(expected: names.count, given: items.count)), expression.span)
    }
    var bound: [(name: String, value: DialectValue)] = []
    for (name, value) in zip(names, items) { bound.append(try bind(name, value)) }
    return .named(bound)
  }

  /// The elements of a value that is assigned to several names.
  private func elements(
    _ value: DialectValue, _ expression: Expression
  ) throws(PlacedFault) -> [DialectValue] {
    guard let elements = value.elements else {
      throw fault(.noOperation("unpacking", [value.kindName]), expression.span)
    }
    return elements
  }

  private func bind(
    _ name: Name, _ value: DialectValue
  ) throws(PlacedFault) -> (name: String, value: DialectValue) {
    try set(name, value)
    if case .node(let node) = value { node.setName(name.text) }
    return (name.text, value)
  }

  func set(_ name: Name, _ value: DialectValue) throws(PlacedFault) {
    do throws(Fault) { try scope.set(name.text, value) } catch {
      throw fault(error, name.span)
    }
  }

  private func loop(
    _ names: [Name], iterable: Expression, body: [Statement]
  ) throws(PlacedFault) {
    let value = try evaluate(iterable)
    guard let items = value.loopItems else {
      throw fault(.type(.loop(value.text)), iterable.span)
    }
    for item in items {
      try step(iterable.span)
      try bind(names, value: item, at: iterable.span)
      for statement in body { _ = try run(statement) }
    }
  }

  /// Gives the names of a loop or comprehension their next values.
  func bind(
    _ names: [Name], value: DialectValue, at span: Span
  ) throws(PlacedFault) {
    if names.count == 1 { return try set(names[0], value) }
    guard let items = value.elements else {
      throw fault(.type(.singleIteration(value.text)), span)
    }
    guard items.count == names.count else {
      throw fault(
        .type(.iteration(names: names.count, values: items.count, value.text)), span)
    }
    for (name, item) in zip(names, items) { try set(name, item) }
  }

  private func runDraw(
    _ expression: Expression, _ input: Expression?
  ) throws(PlacedFault) -> Result {
    let value = try input.map { (input) throws(PlacedFault) in try evaluate(input) } ?? example
    let before = applied
    applied = value
    let drawn = try evaluate(expression)
    guard let node = drawn.sop else {
      throw fault(.type(.drawing(drawn.text)), expression.span)
    }
    let result = try apply(node, to: value, expression.span)
    do throws(PlacedFault) { try draw(node, result.input) } catch {
      throw located(error, expression.span)
    }
    applied = before
    return .applied(result)
  }

  // MARK: Examples

  /// Runs an s-op or selector that came up on what it must work on.
  private func test(_ value: DialectValue, _ span: Span) throws(PlacedFault) {
    guard machine.runsExamples, case .node(let node) = value else { return }
    do throws(Fault) {
      try machine.run(node, on: try machine.input(applied ?? example))
    } catch {
      throw fault(error, span)
    }
  }

  func apply(
    _ node: DialectNode, to value: DialectValue, _ span: Span
  ) throws(PlacedFault) -> RunResult {
    do throws(Fault) {
      let input = try machine.input(value)
      return RunResult(node, input: input, content: try machine.evaluate(node, on: input))
    } catch {
      throw fault(error, span)
    }
  }

  // MARK: Expressions

  func evaluate(_ expressions: [Expression]) throws(PlacedFault) -> [DialectValue] {
    var values: [DialectValue] = []
    for expression in expressions { values.append(try evaluate(expression)) }
    return values
  }

  /// The value of an expression, which is `out` from then on.
  func evaluate(_ expression: Expression) throws(PlacedFault) -> DialectValue {
    if case .bracketed(let inner) = expression.kind { return try evaluate(inner) }
    let depth = expression.isCall ? SessionState.callDepth : 1
    do throws(Fault) { try machine.enter(depth) } catch {
      throw fault(error, expression.span)
    }
    defer { machine.leave(depth) }
    let value = try compute(expression)
    if case .result = value, expression.isCall { return value }
    try test(value, expression.span)
    scope.setOut(value)
    return value
  }

  /// Only tells the kinds of expressions apart: what stands here is on the stack for each
  /// expression that is within another.
  private func compute(_ expression: Expression) throws(PlacedFault) -> DialectValue {
    switch expression.kind {
    case .variable(let name): try variable(name, expression.span)
    case .atom(let value): .atom(value)
    case .binary(let word, let left, let right):
      try binary(expression, word: word, left: left, right: right)
    case .unary(let word, let operand): try unary(expression, word: word, operand: operand)
    case .conditional(let then, let condition, let other):
      try choose(expression, then: then, condition: condition, other: other)
    case .call(let callee, let arguments):
      try call(expression, callee: callee, arguments: arguments)
    case .select(let key, let query, let relation):
      try select(expression, key: key, query: query, relation: relation)
    case .aggregate(let selector, let value, let fallback):
      try aggregate(expression, selector: selector, value: value, fallback: fallback)
    default: try computeCollection(expression)
    }
  }

  private func variable(_ name: String, _ span: Span) throws(PlacedFault) -> DialectValue {
    guard let value = scope[name] else { throw fault(.undefined(name), span) }
    return value
  }

  private func binary(
    _ expression: Expression, word: Word, left: Expression,
    right: Expression
  ) throws(PlacedFault) -> DialectValue {
    let (left, right) = (try evaluate(left), try evaluate(right))
    return try operate(expression) { (o) throws(Fault) in
      try o.binary(word, left: left, right: right)
    }
  }

  private func unary(
    _ expression: Expression, word: Word, operand: Expression
  ) throws(PlacedFault) -> DialectValue {
    let operand = try evaluate(operand)
    return try operate(expression) { (o) throws(Fault) in try o.unary(word, operand) }
  }

  private func select(
    _ expression: Expression, key: Expression, query: Expression,
    relation: Relation
  ) throws(PlacedFault) -> DialectValue {
    let (key, query) = (try evaluate(key), try evaluate(query))
    return try operate(expression) { (o) throws(Fault) in
      try o.select(key, query: query, relation: relation)
    }
  }

  private func aggregate(
    _ expression: Expression, selector: Expression, value: Expression,
    fallback: Expression?
  ) throws(PlacedFault) -> DialectValue {
    let (selector, value) = (try evaluate(selector), try evaluate(value))
    let operators = operators(expression)
    // The number of an atom's s-op comes before what the default is made of.
    let sop = try wrap(expression) { () throws(Fault) in try operators.sequence(value) }
    var other: DialectValue?
    if let fallback { other = try evaluate(fallback) }
    return try wrap(expression) { () throws(Fault) in
      try operators.aggregate(selector, sop, default: other)
    }
  }

  private func choose(
    _ expression: Expression, then: Expression, condition: Expression,
    other: Expression
  ) throws(PlacedFault) -> DialectValue {
    let condition = try evaluate(condition)
    guard condition.isNode else { return try evaluate(condition.isTrue ? then : other) }
    let (then, other) = (try evaluate(then), try evaluate(other))
    return try operate(expression) { (o) throws(Fault) in
      try o.choose(condition, then: then, other: other)
    }
  }

  // MARK: Faults

  func fault(_ fault: Fault, _ span: Span) -> PlacedFault {
    PlacedFault(fault, text: text, span: span)
  }

  private func located(_ error: PlacedFault, _ span: Span) -> PlacedFault {
    error.span == nil ? fault(error.fault, span) : error
  }

  func step(_ span: Span) throws(PlacedFault) {
    do throws(Fault) { try machine.charge(1) } catch { throw fault(error, span) }
  }

  func collection(_ value: DialectValue, _ span: Span) throws(PlacedFault) -> DialectValue {
    do throws(Fault) { return try machine.checked(value) } catch {
      throw fault(error, span)
    }
  }

  func operators(_ expression: Expression) -> NodeOperators {
    let span = expression.span
    return NodeOperators(
      machine: machine, origin: Origin(source: text, start: span.start, end: span.end))
  }

  /// What an operator makes; its faults are the expression's.
  func operate(
    _ expression: Expression,
    _ body: (NodeOperators) throws(Fault) -> DialectValue
  ) throws(PlacedFault) -> DialectValue {
    do throws(Fault) { return try body(operators(expression)) } catch {
      throw fault(error, expression.span)
    }
  }

  func wrap<T>(
    _ expression: Expression, _ body: () throws(Fault) -> T
  ) throws(PlacedFault) -> T {
    do throws(Fault) { return try body() } catch { throw fault(error, expression.span) }
  }
}

extension Expression {
  var isCall: Bool { if case .call = kind { true } else { false } }

  /// The name, if the expression is one, in brackets or not.
  var variableName: String? {
    switch kind {
    case .variable(let name): name
    case .bracketed(let inner): inner.variableName
    default: nil
    }
  }
}

extension DialectValue {
  /// What a loop goes through; a dictionary's keys.
  var loopItems: [DialectValue]? {
    switch self {
    case .list(let list): list.items
    case .dictionary(let dictionary): dictionary.keys.map { .atom($0) }
    default: nil
    }
  }

  /// The elements of what Python can go through: a string's characters too.
  var elements: [DialectValue]? {
    if case .atom(.string(let text)) = self {
      return text.unicodeScalars.map { .atom($0.asValue) }
    }
    return loopItems
  }

  /// What the value is, in a message.
  var kindName: String {
    switch self {
    case .atom(.string): "a string"
    case .atom(.boolean): "a boolean"
    case .atom(.integer): "an integer"
    case .atom(.double): "a float"
    case .atom(.null): "nothing"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .node(let node): node.isSelector ? "a selector" : "an s-op"
    case .function: "a function"
    case .result: "the result of a run"
    }
  }
}
