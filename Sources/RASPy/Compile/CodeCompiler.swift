import RASP
import RASPText

/// Tree to code. It decides for each name whether it is local, of a function around, or global.
struct Compiler {
  let origin: CodeOrigin
  let globals: Globals
  private(set) var isShown = true
  /// The function that is compiled, and those around it.
  var builders: [CodeBuilder] = []

  /// - Parameter isShown: whether the value of the last expression statement is kept.
  static func compile(
    _ module: Module, origin: CodeOrigin, globals: Globals, isShown: Bool
  ) -> Code {
    var compiler = Compiler(origin: origin, globals: globals, isShown: isShown)
    let builder = CodeBuilder(
      name: origin.source.name, scope: module.scope, signature: Signature([]), origin: origin)
    compiler.builders.append(builder)
    compiler.compile(module.statements)
    compiler.finish(at: Span(0, 0))
    return Code(builder)
  }

  var builder: CodeBuilder { builders[builders.count - 1] }

  func emit(_ instruction: Instruction, _ span: Span) { builder.emit(instruction, span) }

  func emitConstant(_ value: Value, _ span: Span) {
    emit(.constant(builder.constant(value)), span)
  }

  /// `return None`, at the end of every body.
  func finish(at span: Span) {
    emitConstant(.null, span)
    emit(.result, span)
  }

  // MARK: Names

  private enum Binding {
    case slot(Int)
    case free(Int)
    case global(Int)
  }

  private func binding(_ name: String) -> Binding {
    let innermost = builders.count - 1
    for level in stride(from: innermost, through: 1, by: -1) {
      let scope = builders[level].scope
      if scope.globals.contains(name) { break }
      guard let slot = scope.slots[name] else { continue }
      if level == innermost { return .slot(slot) }
      let isConstant = scope.isConstant(name)
      var index = builders[level + 1].freeIndex(name, .slot(slot), isConstant: isConstant)
      for inner in stride(from: level + 2, through: innermost, by: 1) {
        index = builders[inner].freeIndex(name, .free(index), isConstant: isConstant)
      }
      return .free(index)
    }
    return .global(globals.slot(name, in: origin.namespace))
  }

  func load(_ name: String, _ span: Span) {
    switch binding(name) {
    case .slot(let slot): emit(.loadSlot(slot), span)
    case .free(let index): emit(.loadFree(index), span)
    case .global(let slot): emit(.loadGlobal(slot), span)
    }
  }

  func store(_ name: String, _ span: Span) {
    switch binding(name) {
    case .slot(let slot): emit(.storeSlot(slot), span)
    case .free(let index): emit(.storeFree(index), span)
    case .global(let slot): emit(.storeGlobal(slot), span)
    }
  }

  /// Takes the value from the stack.
  mutating func store(_ target: Target) {
    switch target {
    case .name(let name, let span): store(name, span)
    case .item(let object, let index, let span):
      compile(object)
      compile(index)
      emit(.storeItem, span)
    case .unpacking(let targets, let starred, let span):
      if let starred {
        emit(.unpackStarred(before: starred, after: targets.count - starred - 1), span)
      } else {
        emit(.unpack(targets.count), span)
      }
      for target in targets { store(target) }
    }
  }

  // MARK: Functions

  /// Makes a closure, whose defaults are computed here and now.
  mutating func compile(_ function: FunctionSyntax) {
    var defaults = 0
    for parameter in function.parameters {
      guard let fallback = parameter.fallback else { continue }
      compile(fallback)
      defaults += 1
    }
    let builder = CodeBuilder(
      name: function.name, scope: function.scope, signature: function.signature, origin: origin)
    builder.value = function.value
    builder.caption = caption(of: function)
    builders.append(builder)
    compile(function.body)
    finish(at: function.span)
    builders.removeLast()
    emitFunction(Code(builder), defaults: defaults, function.span)
  }

  /// What figures call a function: a lambda by the name of the definition that it stands in.
  private func caption(of function: FunctionSyntax) -> String {
    guard function.name == "lambda" else { return function.name }
    return builders.last { $0.scope.kind == .function && $0.caption != nil }?.caption ?? "lambda"
  }

  func emitFunction(_ code: Code, defaults: Int, _ span: Span) {
    builder.functions.append(code)
    emit(.makeFunction(builder.functions.count - 1, defaults: defaults), span)
  }

  /// A function of one iterator, which is called where it stands. A generator's is left to run
  /// when it is asked for elements.
  mutating func compile(_ comprehension: Comprehension, _ span: Span) {
    let builder = comprehensionBuilder(comprehension)
    builders.append(builder)
    switch comprehension.form {
    case .list, .set: emit(.makeList(0), span)
    case .dictionary: emit(.makeDictionary(0), span)
    case .generator: emitConstant(.null, span)
    }
    compile(comprehension.clauses[...], of: comprehension, span)
    if case .set = comprehension.form { emit(.listToSet, span) }
    emit(.result, span)
    builders.removeLast()
    emitFunction(Code(builder), defaults: 0, span)
    compile(comprehension.clauses[0].iterable)
    emit(.iterate, comprehension.clauses[0].iterable.span)
    emit(.call(positions: 1, keywords: nil), span)
  }

  private func comprehensionBuilder(_ comprehension: Comprehension) -> CodeBuilder {
    let isGenerator = if case .generator = comprehension.form { true } else { false }
    return CodeBuilder(
      name: isGenerator ? "generator" : "comprehension", scope: comprehension.scope,
      signature: Signature([.required(Comprehension.iterator)]), origin: origin,
      isGenerator: isGenerator)
  }

  private mutating func compile(
    _ clauses: ArraySlice<Comprehension.Clause>, of comprehension: Comprehension, _ span: Span
  ) {
    guard let clause = clauses.first else { return collect(comprehension, span) }
    if clauses.startIndex == 0 {
      emit(.loadSlot(0), span)
    } else {
      compile(clause.iterable)
      emit(.iterate, clause.iterable.span)
    }
    let start = builder.here
    let exit = builder.emitJump({ .next(orJump: $0) }, clause.iterable.span)
    store(clause.target)
    for condition in clause.conditions {
      compile(condition)
      emit(.jumpIfFalse(start, .comprehension), condition.span)
    }
    compile(clauses.dropFirst(), of: comprehension, span)
    emit(.jump(start), span)
    builder.aim(exit)
  }

  private mutating func collect(_ comprehension: Comprehension, _ span: Span) {
    compile(comprehension.element)
    switch comprehension.form {
    case .list, .set: emit(.collect, comprehension.element.span)
    case .generator: emit(.yield, comprehension.element.span)
    case .dictionary(let value):
      compile(value)
      emit(.collectPair, comprehension.element.span)
    }
  }
}
