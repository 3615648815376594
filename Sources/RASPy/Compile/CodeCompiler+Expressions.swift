import RASP
import RASPText

extension Compiler {
  /// Leaves the expression's value on the stack.
  mutating func compile(_ expression: Expression) {
    let span = expression.span
    switch expression.kind {
    case .constant(let value): emitConstant(value, span)
    case .formatted(let parts): compile(parts, span)
    case .name(let name): load(name, span)
    case .list(let elements): compileList(elements, span)
    case .tuple(let elements): compileTuple(elements, span)
    case .set(let elements):
      compileList(elements, span)
      emit(.listToSet, span)
    case .dictionary(let entries): compile(entries, span)
    case .comprehension(let comprehension): compile(comprehension, span)
    case .lambda(let function): compile(function)
    case .conditional(let test, let then, let otherwise):
      compileConditional(test, then: then, otherwise: otherwise)
    case .logical(let op, let operands): compile(op, operands)
    case .not(let operand):
      compile(operand)
      emit(.not, span)
    case .comparison(let first, let operations): compile(first, operations)
    case .binary(let first, let operations):
      compile(first)
      for (op, operand) in operations {
        compile(operand)
        emit(.binary(op), first.span.through(operand.span))
      }
    case .prefix(let operators, let operand):
      compile(operand)
      for op in operators.reversed() { emit(.prefix(op), span) }
    case .postfix(let base, let trailers): compile(base, trailers)
    case .starred: preconditionFailure("the parser takes stars among elements only")
    }
  }

  private mutating func compileConditional(
    _ test: Expression, then: Expression, otherwise: Expression
  ) {
    compile(test)
    let skip = builder.emitJump({ .jumpIfFalse($0, .condition) }, test.span)
    compile(then)
    let end = builder.emitJump({ .jump($0) }, then.span)
    builder.aim(skip)
    compile(otherwise)
    builder.aim(end)
  }

  private mutating func compile(_ op: LogicalOperator, _ operands: [Expression]) {
    var ends: [Int] = []
    for operand in operands.dropLast() {
      compile(operand)
      ends.append(
        op == .and
          ? builder.emitJump({ .jumpIfFalseKeeping($0, .and) }, operand.span)
          : builder.emitJump({ .jumpIfTrueKeeping($0, .or) }, operand.span))
    }
    compile(operands[operands.count - 1])
    for end in ends { builder.aim(end) }
  }

  /// `a < b < c` computes b once, and c only if a < b.
  private mutating func compile(
    _ first: Expression, _ operations: [(op: ComparisonOperator, operand: Expression)]
  ) {
    compile(first)
    var exits: [Int] = []
    var left = first.span
    for (op, operand) in operations.dropLast() {
      compile(operand)
      emit(.tuck, operand.span)
      let span = left.through(operand.span)
      emit(.compare(op), span)
      exits.append(builder.emitJump({ .jumpIfFalseKeeping($0, .chain) }, span))
      left = operand.span
    }
    let (op, operand) = operations[operations.count - 1]
    compile(operand)
    emit(.compare(op), left.through(operand.span))
    if exits.isEmpty { return }
    let end = builder.emitJump({ .jump($0) }, operand.span)
    for exit in exits { builder.aim(exit) }
    emit(.dropSecond, operand.span)
    builder.aim(end)
  }

  // MARK: Displays

  private static func isStarred(_ expression: Expression) -> Bool {
    if case .starred = expression.kind { true } else { false }
  }

  private mutating func compileList(_ elements: [Expression], _ span: Span) {
    let plain = elements.firstIndex(where: Compiler.isStarred) ?? elements.count
    for element in elements[..<plain] { compile(element) }
    emit(.makeList(plain), span)
    for element in elements[plain...] {
      if case .starred(let inner) = element.kind {
        compile(inner)
        emit(.extend, inner.span)
      } else {
        compile(element)
        emit(.append, element.span)
      }
    }
  }

  private mutating func compileTuple(_ elements: [Expression], _ span: Span) {
    if elements.contains(where: Compiler.isStarred) {
      compileList(elements, span)
      emit(.listToTuple, span)
    } else {
      for element in elements { compile(element) }
      emit(.makeTuple(elements.count), span)
    }
  }

  private mutating func compile(
    _ entries: [(key: Expression?, value: Expression)], _ span: Span
  ) {
    let plain = entries.firstIndex { $0.key == nil } ?? entries.count
    for case (let key?, let value) in entries[..<plain] {
      compile(key)
      compile(value)
    }
    emit(.makeDictionary(plain), span)
    for (key, value) in entries[plain...] {
      if let key {
        compile(key)
        compile(value)
        emit(.putPair, value.span)
      } else {
        compile(value)
        emit(.mergeMapping, value.span)
      }
    }
  }

  private mutating func compile(_ parts: [FormatPart], _ span: Span) {
    for part in parts {
      switch part {
      case .text(let text): emitConstant(.string(text), span)
      case .field(let value, let conversion, let specification):
        compile(value)
        compile(specification, value.span)
        emit(.format(conversion), value.span)
      }
    }
    emit(.joinTexts(parts.count), span)
  }

  // MARK: Trailers

  private mutating func compile(_ base: Expression, _ trailers: [Trailer]) {
    compile(base)
    for trailer in trailers {
      switch trailer.kind {
      case .attribute(let name):
        let start = trailer.span.end - UInt32(name.utf8.count)
        emit(.attribute(name), Span(start, trailer.span.end))
      case .index(let index):
        compile(index)
        emit(.index, trailer.span)
      case .slice(let lower, let upper, let step):
        for bound in [lower, upper, step] {
          if let bound { compile(bound) } else { emitConstant(.null, trailer.span) }
        }
        emit(.slice, trailer.span)
      case .call(let arguments):
        if arguments.contains(where: { $0.isMapping }) {
          compileMapped(arguments, of: base, trailer.span)
        } else {
          compile(arguments, trailer.span)
        }
      }
    }
  }

  private mutating func compile(_ arguments: [Argument], _ span: Span) {
    let positional = arguments.filter { $0.keyword == nil }.map { $0.value }
    let keywords = builder.keywordList(arguments.compactMap { $0.keyword })
    let isUnpacked = positional.contains(where: Compiler.isStarred)
    if isUnpacked {
      compileList(positional, span)
    } else {
      for argument in positional { compile(argument) }
    }
    for argument in arguments where argument.keyword != nil { compile(argument.value) }
    emit(
      isUnpacked
        ? .callUnpacked(keywords: keywords)
        : .call(positions: positional.count, keywords: keywords), span)
  }

  /// A call with `**options`: its arguments by name are a dictionary.
  private mutating func compileMapped(
    _ arguments: [Argument], of callee: Expression, _ span: Span
  ) {
    var name = "the call"
    if case .name(let known) = callee.kind { name = known }
    compileList(
      arguments.filter { $0.keyword == nil && !$0.isMapping }.map { $0.value }, span)
    emit(.makeDictionary(0), span)
    for argument in arguments {
      if argument.isMapping {
        compile(argument.value)
        emit(.mergeKeywords(function: name), argument.span)
      } else if let keyword = argument.keyword {
        emitConstant(.string(keyword), argument.span)
        compile(argument.value)
        emit(.putPair, argument.span)
      }
    }
    emit(.callMapped, span)
  }
}
