import RASP
import RASPText

extension Slip {
  /// `a == b & c == d` compares `b & c`: the comparisons need brackets.
  var unbracketedComparison: String? {
    let module = Parser.parse(source).module
    var found: String?
    module.forEachExpression { expression in
      guard case .comparison(let first, let operations) = expression.kind,
        expression.span.contains(span), let code = regrouped(first, operations)
      else { return }
      found = code
    }
    return found.flatMap { writing($0, "comparisons need brackets beside '&' and '|'") }
  }

  /// The comparisons of a chain each by itself, if operands of the chain are `&` or `|` without
  /// brackets.
  private func regrouped(
    _ first: Expression, _ operations: [(op: ComparisonOperator, operand: Expression)]
  ) -> String? {
    var (result, group, isComparison, isRegrouped) = ("", "", false, false)
    func close() {
      result += isComparison ? "(" + group + ")" : group
      (group, isComparison) = ("", false)
    }
    var last: Expression?
    for operand in [first] + operations.map({ $0.operand }) {
      let pieces = bitwisePieces(operand)
      if let last {
        group += " " + between(last.span, operand.span) + " "
        isComparison = true
      }
      group += text(pieces[0].span)
      for (before, piece) in zip(pieces, pieces.dropFirst()) {
        close()
        isRegrouped = true
        result += " " + between(before.span, piece.span) + " "
        group = text(piece.span)
      }
      last = operand
    }
    close()
    return isRegrouped ? result : nil
  }

  /// `a < b < c` compares b once where values are plain; of s-ops it is compared twice.
  var chain: String? {
    var found: String?
    Parser.parse(source).module.forEachExpression { expression in
      guard case .comparison(let first, let operations) = expression.kind, operations.count > 1,
        expression.span.contains(span)
      else { return }
      var (left, parts) = (first, [String]())
      for (_, operand) in operations {
        parts.append("(" + text(left.span.through(operand.span)) + ")")
        left = operand
      }
      found = parts.joined(separator: " & ")
    }
    return found.flatMap { writing($0, "compare twice") }
  }

  /// The operands of `&` or `|` without brackets around it; else the expression itself.
  private func bitwisePieces(_ expression: Expression) -> [Expression] {
    guard case .binary(let first, let operations) = expression.kind,
      expression.span.start == first.span.start,
      operations.allSatisfy({ $0.op == .and || $0.op == .or })
    else { return [expression] }
    return [first] + operations.map { $0.operand }
  }

  /// `key(a) == query(b).value(c)`: the selector needs brackets.
  func methodOfQuery(_ name: String) -> String? {
    guard SelectorMethod(rawValue: name) != nil else { return nil }
    var found: String?
    Parser.parse(source).module.forEachExpression { expression in
      guard case .comparison(_, let operations) = expression.kind,
        let last = operations.last?.operand, case .postfix(_, let trailers) = last.kind,
        let method = trailers.firstIndex(where: { $0.isAttribute(name, span, in: source) }),
        method > 0
      else { return }
      let selector = Span(expression.span.start, trailers[method - 1].span.end)
      found = "(" + text(selector) + ")" + text(Span(selector.end, expression.span.end))
    }
    return found.flatMap { writing($0, "a selector needs brackets before its method") }
  }

  /// `key(a) = query(b)`
  var singleEqualsSign: String? {
    let line = source.line(source.lineIndex(span.start))
    let bytes = source.bytes
    let sign = UInt8(ascii: "=")
    var offset = Int(span.start)
    while offset < Int(line.end), bytes[offset] != sign { offset += 1 }
    guard offset < Int(line.end) else { return nil }
    let at = UInt32(offset)
    let before = text(Span(line.start, at))
    let after = text(Span(at + 1, line.end))
    let code = (before + "==" + after).trimmed
    guard before.hasKey, after.hasKey else { return nil }
    return writing(code, "'==' compares")
  }
}

extension String {
  /// Whether it speaks of keys or queries.
  fileprivate var hasKey: Bool {
    for word in ["key(", "query("] where utf8.count >= word.utf8.count {
      var rest = utf8[...]
      while rest.count >= word.utf8.count {
        if rest.starts(with: word.utf8) { return true }
        rest = rest.dropFirst()
      }
    }
    return false
  }
}
