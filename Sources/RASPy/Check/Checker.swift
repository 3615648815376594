import RASP
import RASPText

/// Finds what will fail whenever it runs: names that nothing defines, and calls of known functions
/// that do not fit. What depends on the run is left alone.
struct Checker {
  private let source: SourceText
  private let runtime: Runtime
  private var known: Set<String>
  /// Names that the session has given another meaning than they have from the start.
  private var redefined: Set<String>
  /// Functions of the module that keep their one definition.
  private var functions: [String: Signature] = [:]
  private var scopes: [Scope]
  private var found: [SyntaxDiagnostic] = []

  static func check(
    _ module: Module, source: SourceText, runtime: Runtime
  ) -> [SyntaxDiagnostic] {
    var checker = Checker(source, runtime: runtime, scope: module.scope)
    checker.findStarImports(module)
    checker.findFunctions(module)
    checker.visit(module.statements)
    return checker.found
  }

  private init(_ source: SourceText, runtime: Runtime, scope: Scope) {
    self.source = source
    self.runtime = runtime
    let globals = runtime.globals
    known = Set(globals.known(in: globals.main) + ["__name__"])
    redefined = Set(globals.defined(in: globals.main))
    scopes = [scope]
  }

  private mutating func report(_ fault: Fault, _ span: Span) {
    var names = scopes.flatMap { $0.names } + known.sorted()
    // A module's members are no names of the text.
    if case .call(let call) = fault, call.isOfModule { names = [] }
    found.append(SyntaxDiagnostic(LocatedFault(fault, at: span), in: source, candidates: names))
  }

  // MARK: Imports

  /// Names that `from module import *` gives a meaning.
  private mutating func findStarImports(_ module: Module) {
    for item in module.statements.allImports {
      guard case .all = item.binding else { continue }
      var names = runtime.exports(of: item.module()) ?? []
      // The language's own names mean what they mean without an import.
      if ModuleTable.isLanguage(item.module) { names.removeAll { Builtin.value($0) != nil } }
      known.formUnion(names)
      redefined.formUnion(names)
    }
  }

  private mutating func check(_ item: Import) {
    let module = item.module()
    let exports = module.utf8.isEmpty ? [] : runtime.exports(of: module)
    guard let member = item.member else {
      if exports == nil {
        report(.call(.noModule(module, among: runtime.library.names)), item.span)
      }
      return
    }
    let name = module.utf8.isEmpty ? member : module + "." + member
    if exports?.contains(member) ?? false || runtime.exports(of: name) != nil { return }
    if let exports, !module.utf8.isEmpty {
      report(.call(.noMember(member, of: module, among: exports)), item.span)
    } else {
      let missing = module.utf8.isEmpty ? name : module
      report(.call(.noModule(missing, among: runtime.library.names)), item.span)
    }
  }

  // MARK: Functions

  /// A function counts as known if its name is bound once in the whole text, by a `def` that is
  /// not within a block.
  private mutating func findFunctions(_ module: Module) {
    var counts = BindingCounts()
    counts.count(module.statements)
    for statement in module.statements {
      guard case .definition(let function) = statement.kind else { continue }
      if counts[function.name] == 1 { functions[function.name] = function.signature }
    }
  }

  /// What a name certainly is when it is called.
  private func signature(_ name: String) -> Signature? {
    for scope in scopes.dropFirst() where scope.slots[name] != nil { return nil }
    if let signature = functions[name] { return signature }
    if scopes[0].slots[name] != nil || redefined.contains(name) { return nil }
    return Builtin(rawValue: name).flatMap { $0 == .sop ? nil : $0.signature }
  }

  // MARK: Statements

  private mutating func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): visit(value)
    case .failure(let value): value.map { visit($0) }
    case .assignment(let targets, let value):
      visit(value)
      for target in targets { visit(target) }
    case .augmented(let target, _, let value):
      visit(target)
      visit(value)
    case .definition(let function): visit(function)
    case .result(let value): value.map { visit($0) }
    case .branches(let branches, let otherwise):
      for (test, body) in branches {
        visit(test)
        visit(body)
      }
      visit(otherwise)
    case .loop(let target, let iterable, let body, let otherwise):
      visit(iterable)
      visit(target)
      visit(body + otherwise)
    case .repetition(let test, let body, let otherwise):
      visit(test)
      visit(body + otherwise)
    case .assertion(let test, let message):
      visit(test)
      message.map { visit($0) }
    case .attempt(let attempt):
      for handler in attempt.handlers { handler.type.map { visit($0) } }
      // What a handler may be there for is no fault: a module that is not there.
      for statement in attempt.blocks {
        if case .imports = statement.kind, !attempt.handlers.isEmpty { continue }
        visit(statement)
      }
    case .imports(let imports): for item in imports { check(item) }
    case .leaveLoop, .nextRound, .nothing: break
    }
  }

  private mutating func visit(_ target: Target) {
    switch target {
    case .name: break
    case .unpacking(let targets, _, _): for target in targets { visit(target) }
    case .item(let object, let index, _):
      visit(object)
      visit(index)
    }
  }

  private mutating func visit(_ function: FunctionSyntax) {
    for parameter in function.parameters { parameter.fallback.map { visit($0) } }
    scopes.append(function.scope)
    visit(function.body)
    scopes.removeLast()
  }

  // MARK: Expressions

  private mutating func visit(_ expressions: [Expression]) {
    for expression in expressions { visit(expression) }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .constant: break
    case .name(let name): checkName(name, expression.span)
    case .formatted(let parts): visit(parts)
    case .list(let elements), .tuple(let elements), .set(let elements),
      .logical(_, let elements):
      visit(elements)
    case .dictionary(let entries):
      for entry in entries {
        entry.key.map { visit($0) }
        visit(entry.value)
      }
    case .comprehension(let comprehension): visit(comprehension)
    case .lambda(let function): visit(function)
    case .conditional(let test, let then, let otherwise): visit([test, then, otherwise])
    case .not(let operand), .prefix(_, let operand), .starred(let operand): visit(operand)
    case .comparison(let first, let rest): visit([first] + rest.map { $0.operand })
    case .binary(let first, let rest): visit([first] + rest.map { $0.operand })
    case .postfix(let base, let trailers):
      visit(base)
      visit(trailers, of: base)
    }
  }

  private mutating func checkName(_ name: String, _ span: Span) {
    if known.contains(name) || scopes.contains(where: { $0.slots[name] != nil }) { return }
    report(.call(.undefinedName(name)), span)
  }

  private mutating func visit(_ parts: [FormatPart]) {
    for case .field(let value, _, let specification) in parts {
      visit(value)
      visit(specification)
    }
  }

  private mutating func visit(_ comprehension: Comprehension) {
    visit(comprehension.clauses[0].iterable)
    scopes.append(comprehension.scope)
    for (index, clause) in comprehension.clauses.enumerated() {
      if index > 0 { visit(clause.iterable) }
      visit(clause.target)
      visit(clause.conditions)
    }
    visit(comprehension.element)
    if case .dictionary(let value) = comprehension.form { visit(value) }
    scopes.removeLast()
  }

  // MARK: Calls and methods

  private mutating func visit(_ trailers: [Trailer], of base: Expression) {
    var receiver = receiver(base)
    var callee: (name: String, signature: Signature)?
    if case .name(let name) = base.kind { callee = signature(name).map { (name, $0) } }
    for trailer in trailers {
      let (before, called) = (receiver, callee)
      (receiver, callee) = (nil, nil)
      switch trailer.kind {
      case .call(let arguments):
        visit(arguments.map { $0.value })
        if let called {
          check(arguments, signature: called.signature, name: called.name, at: trailer.span)
        }
        if called == nil, before == .sop || before == .selector {
          // Calling one runs it.
          receiver = .result
        } else {
          receiver = resultReceiver(base, name: called?.name, method: before)
        }
      case .index(let index): visit(index)
      case .slice(let lower, let upper, let step):
        for bound in [lower, upper, step] { bound.map { visit($0) } }
      case .attribute(let name):
        guard let before else { continue }
        callee = checkMethod(name, of: before, trailer.span)
        receiver = callee.flatMap { _ in before.result(of: name) }
      }
    }
  }

  /// What a call gives, if that is certain: `key(...)`, or a method's result, which the attribute
  /// before it has determined.
  private func resultReceiver(
    _ base: Expression, name: String?, method: Receiver?
  ) -> Receiver? {
    if case .name(let word) = base.kind, word == name {
      switch Builtin(rawValue: word) {
      case .key?: return .key
      case .query?: return .query
      case .raw?, .where?, .aggregate?: return .sop
      case .select?: return .selector
      default: return nil
      }
    }
    return method
  }

  private mutating func checkMethod(
    _ name: String, of receiver: Receiver, _ span: Span
  ) -> (String, Signature)? {
    guard let method = receiver.method(name) else {
      let start = span.end - UInt32(name.utf8.count)
      report(.call(.noAttribute(of: receiver.phrase, receiver, name)), Span(start, span.end))
      return nil
    }
    return (name, method.signature)
  }

  private mutating func check(
    _ arguments: [Argument], signature: Signature, name: String, at span: Span
  ) {
    var (positions, keywords): (Int, [String]) = (0, [])
    for argument in arguments {
      if case .starred = argument.value.kind { return }
      if argument.isMapping { return }
      if let keyword = argument.keyword { keywords.append(keyword) } else { positions += 1 }
    }
    do throws(Fault) {
      _ = try signature.match(positions: positions, keywords: keywords, function: name)
    } catch {
      report(error, span)
    }
  }

  // MARK: Kinds

  /// What an expression certainly is.
  private func receiver(_ expression: Expression) -> Receiver? {
    switch expression.kind {
    case .constant(.string), .formatted: return .string
    case .list: return .list
    case .dictionary: return .dictionary
    case .set: return .set
    case .tuple: return .tuple
    case .comprehension(let comprehension):
      switch comprehension.form {
      case .list: return .list
      case .set: return .set
      case .dictionary: return .dictionary
      case .generator: return nil
      }
    case .name(let name):
      let isOwn = redefined.contains(name) || scopes.contains { $0.slots[name] != nil }
      return !isOwn && (name == "tokens" || name == "indices") ? .sop : nil
    case .comparison(let first, let rest):
      guard rest.count == 1, case .relation = rest[0].op else { return nil }
      return compared(first, rest[0].operand)
    case .binary(let first, let rest):
      let isSOp = ([first] + rest.map { $0.operand }).contains { receiver($0) == .sop }
      return isSOp ? .sop : nil
    case .postfix(let base, let trailers):
      guard trailers.count == 1, case .call = trailers[0].kind, case .name(let name) = base.kind,
        signature(name) != nil, functions[name] == nil
      else { return nil }
      return resultReceiver(base, name: name, method: nil)
    default: return nil
    }
  }

  private func compared(_ a: Expression, _ b: Expression) -> Receiver? {
    switch (receiver(a), receiver(b)) {
    case (.key?, .query?), (.query?, .key?): .selector
    case (.sop?, _), (_, .sop?): .sop
    default: nil
    }
  }
}

extension Receiver {
  /// What a method gives, where that is certain.
  fileprivate func result(of method: String) -> Receiver? {
    switch (self, method) {
    case (.sop, "input"), (.selector, "input"): .result
    case (.sop, _): .sop
    case (.selector, "leftmost"), (.selector, "rightmost"): .selector
    case (.selector, "best"), (.selector, "least"): .selector
    case (.selector, _): .sop
    default: nil
    }
  }

  var phrase: String {
    switch self {
    case .sop, .tracr: "an s-op"
    case .selector: "a selector"
    case .key: "a key"
    case .query: "a query"
    case .result: "the result of a run"
    case .string: "a string"
    case .list: "a list"
    case .tuple: "a tuple"
    case .dictionary: "a dictionary"
    case .set: "a set"
    case .module: "a module"
    case .type: "a type"
    case .other: "this"
    }
  }
}

/// How often names are bound anywhere in a text, whatever the scope.
private struct BindingCounts {
  private var counts: [String: Int] = [:]

  subscript(name: String) -> Int { counts[name] ?? 0 }

  mutating func count(_ statements: [Statement]) {
    for statement in statements { count(statement) }
  }

  private mutating func count(_ statement: Statement) {
    switch statement.kind {
    case .assignment(let targets, _): for target in targets { count(target) }
    case .augmented(let target, _, _): count(target)
    case .definition(let function):
      counts[function.name, default: 0] += 1
      count(function.body)
    case .branches(let branches, let otherwise):
      for branch in branches { count(branch.body) }
      count(otherwise)
    case .loop(let target, _, let body, let otherwise):
      count(target)
      count(body + otherwise)
    case .repetition(_, let body, let otherwise): count(body + otherwise)
    case .imports(let imports):
      for item in imports { item.name.map { counts[$0, default: 0] += 1 } }
    case .attempt(let attempt):
      for handler in attempt.handlers { handler.name.map { count($0) } }
      count(attempt.blocks)
    case .expression, .result, .leaveLoop, .nextRound, .nothing, .assertion, .failure: break
    }
  }

  private mutating func count(_ target: Target) {
    switch target {
    case .name(let name, _): counts[name, default: 0] += 1
    case .unpacking(let targets, _, _): for target in targets { count(target) }
    case .item: break
    }
  }
}
