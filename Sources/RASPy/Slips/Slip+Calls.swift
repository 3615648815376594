import RASP
import RASPText

extension Slip {
  /// `where(condition, a)`
  var shortChoice: String? {
    let call = text(span)
    guard call.utf8.last == UInt8(ascii: ")") else { return nil }
    return writing(
      String(call.dropLast()) + ", 0)",
      "where(pred, t, f) takes f where pred does not hold")
  }

  /// `tokens.upper()`: methods of strings belong to each value.
  func stringMethod(_ name: String) -> String? {
    guard StringMethod(rawValue: name) != nil else { return nil }
    var found: String?
    Parser.parse(source).module.forEachExpression { expression in
      guard case .postfix(let base, let trailers) = expression.kind,
        let method = trailers.firstIndex(where: { $0.isAttribute(name, span, in: source) }),
        method + 1 < trailers.count, case .call = trailers[method + 1].kind
      else { return }
      let receiver = Span(
        expression.span.start, method > 0 ? trailers[method - 1].span.end : base.span.end)
      let call = Span(trailers[method].span.end, trailers[method + 1].span.end)
      let rest = Span(call.end, expression.span.end)
      found = text(receiver) + ".map(lambda c: c." + name + text(call) + ")" + text(rest)
    }
    return found.flatMap { writing($0, "a method of strings is for each value") }
  }

  /// A function of the text that ends without `return` was called for its value.
  var missingResult: String? {
    let module = Parser.parse(source).module
    var functions: [String: FunctionSyntax] = [:]
    module.forEachStatement { statement in
      if case .definition(let function) = statement.kind, !function.hasResult {
        functions[function.name] = function
      }
    }
    if functions.isEmpty { return nil }
    guard let name = calledName(module, functions), let function = functions[name],
      let last = function.body.last
    else { return nil }
    let line = source.lineIndex(last.span.start) + 1
    let reason = name + "() gave None: 'return' is missing"
    switch last.kind {
    case .expression(let value):
      return writing("return " + text(value.span), reason + " in line \(line)")
    case .assignment(let targets, _):
      guard case .name(let variable, _)? = targets.last else { return nil }
      return writing("return " + variable, reason + " behind line \(line)")
    default: return reason + " behind line \(line)"
    }
  }

  /// The function that is called, or whose result is used, where the fault is; at the end of the
  /// text, in the last statement.
  private func calledName(
    _ module: Module, _ functions: [String: FunctionSyntax]
  ) -> String? {
    var results: [String: String] = [:]
    for statement in module.statements {
      if case .assignment(let targets, let value) = statement.kind,
        case .name(let variable, _)? = targets.last, let callee = value.callee
      {
        results[variable] = callee
      }
    }
    var found: String?
    let start = isAtEnd ? module.statements.last?.span ?? span : span
    module.forEachExpression { expression in
      guard expression.span.overlaps(start) else { return }
      let callee = expression.callee ?? expression.firstName.flatMap { results[$0] }
      if let callee, functions[callee] != nil { found = callee }
    }
    return found
  }

  private var isAtEnd: Bool { span.start == span.end && span.end == UInt32(source.bytes.count) }
}

extension Trailer {
  /// Whether this is the attribute that a fault points at.
  func isAttribute(_ name: String, _ span: Span, in source: SourceText) -> Bool {
    if case .attribute(name) = kind { self.span.overlaps(span) } else { false }
  }
}

extension FunctionSyntax {
  /// Whether a `return` in it has a value, or it is a generator or always fails.
  fileprivate var hasResult: Bool {
    var has = false
    body.forEachStatement { statement in
      switch statement.kind {
      case .result(let value): has = has || value != nil
      case .failure: has = true
      default: break
      }
    }
    return has
  }
}

extension Expression {
  /// The name that this is, or whose method or element it is.
  fileprivate var firstName: String? {
    switch kind {
    case .name(let name): name
    case .postfix(let base, _): base.firstName
    default: nil
    }
  }

  /// The name that is called, if this is a call of a name.
  fileprivate var callee: String? {
    guard case .postfix(let base, let trailers) = kind, trailers.count == 1,
      case .call = trailers[0].kind, case .name(let name) = base.kind
    else { return nil }
    return name
  }
}
