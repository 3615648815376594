import RASP
import RASPText

extension Compiler {
  mutating func compile(_ statements: [Statement]) {
    for statement in statements { compile(statement) }
  }

  private mutating func compile(_ statement: Statement) {
    let span = statement.span
    switch statement.kind {
    case .expression(let expression):
      compile(expression)
      emit(isShown && builder.scope.kind == .module ? .show : .pop, span)
    case .assignment(let targets, let value): assign(value, to: targets)
    case .augmented(let target, let op, let value): augment(target, op: op, value: value, at: span)
    case .definition(let function):
      compile(function)
      store(function.name, span)
    case .result(let value):
      if let value { compile(value) } else { emitConstant(.null, span) }
      leaveFunction(span)
    case .branches(let branches, let otherwise): compile(branches, otherwise)
    case .loop(let target, let iterable, let body, let otherwise):
      loop(target, over: iterable, body: body, otherwise: otherwise)
    case .repetition(let test, let body, let otherwise): loop(while: test, body, otherwise)
    case .leaveLoop: leaveLoop(span)
    case .nextRound: beginNextRound(span)
    case .nothing: break
    case .assertion(let test, let message): assert(test, message: message, at: span)
    case .failure(let exception?):
      compile(exception)
      emit(.fail, span)
    case .failure(nil): raiseAgain(span)
    case .attempt(let attempt): compile(attempt, span)
    case .imports(let imports): for item in imports { compile(item) }
    }
  }

  private mutating func assign(_ value: Expression, to targets: [Target]) {
    compile(value)
    for _ in targets.dropFirst() { emit(.duplicate, value.span) }
    for target in targets { store(target) }
  }

  private mutating func augment(
    _ target: Target, op: BinaryOperator, value: Expression, at span: Span
  ) {
    switch target {
    case .name(let name, let nameSpan):
      load(name, nameSpan)
      compile(value)
      emit(.augment(op), span)
      store(name, nameSpan)
    case .item(let object, let index, let itemSpan):
      compile(object)
      compile(index)
      emit(.duplicatePair, itemSpan)
      emit(.index, itemSpan)
      compile(value)
      emit(.augment(op), span)
      emit(.lift, span)
      emit(.storeItem, itemSpan)
    case .unpacking: preconditionFailure("the parser refuses it")
    }
  }

  private mutating func compile(
    _ branches: [(test: Expression, body: [Statement])], _ otherwise: [Statement]
  ) {
    var ends: [Int] = []
    for (test, body) in branches {
      compile(test)
      let skip = builder.emitJump({ .jumpIfFalse($0, .condition) }, test.span)
      compile(body)
      ends.append(builder.emitJump({ .jump($0) }, test.span))
      builder.aim(skip)
    }
    compile(otherwise)
    for end in ends { builder.aim(end) }
  }

  private mutating func assert(_ test: Expression, message: Expression?, at span: Span) {
    compile(test)
    let fails = builder.emitJump({ .jumpIfFalse($0, .assertion) }, test.span)
    let holds = builder.emitJump({ .jump($0) }, span)
    builder.aim(fails)
    if let message { compile(message) }
    emit(.assertionFailed(hasMessage: message != nil), span)
    builder.aim(holds)
  }

  // MARK: Loops

  private mutating func loop(
    _ target: Target, over iterable: Expression, body: [Statement], otherwise: [Statement]
  ) {
    compile(iterable)
    emit(.iterate, iterable.span)
    let start = builder.here
    let done = builder.emitJump({ .next(orJump: $0) }, iterable.span)
    store(target)
    compile(body, ofLoopAt: start, hasIterator: true, iterable.span)
    builder.aim(done)
    finishLoop(otherwise)
  }

  private mutating func loop(
    while test: Expression, _ body: [Statement], _ otherwise: [Statement]
  ) {
    let start = builder.here
    compile(test)
    let done = builder.emitJump({ .jumpIfFalse($0, .condition) }, test.span)
    compile(body, ofLoopAt: start, hasIterator: false, test.span)
    builder.aim(done)
    finishLoop(otherwise)
  }

  private mutating func compile(
    _ body: [Statement], ofLoopAt start: Int, hasIterator: Bool, _ span: Span
  ) {
    builder.blocks.append(CodeBuilder.Block(kind: .loop(start: start, hasIterator: hasIterator)))
    compile(body)
    emit(.jump(start), span)
  }

  /// `else` runs when the loop ends by itself, so `break` goes behind it.
  private mutating func finishLoop(_ otherwise: [Statement]) {
    let loop = builder.blocks.removeLast()
    compile(otherwise)
    for exit in loop.exits { builder.aim(exit) }
  }
}
