// Every sentence that the evaluator can say to a user is made in this file.

extension Diagnostic {
  public var description: String {
    var text = problem.description
    for detail in details { text += "\n  " + detail }
    return text
  }

  /// In which operation and at which position, a line each.
  public var details: [String] {
    var lines: [String] = []
    if let operation {
      var line = "in: " + operation
      if let head { line += " (" + head + ")" }
      lines.append(line)
    }
    switch location {
    case .whole: break
    case .position(let index): lines.append("at: position \(index)")
    case .pair(let query, let key):
      lines.append("at: query position \(query), key position \(key)")
    }
    return lines
  }
}

extension Problem: CustomStringConvertible {
  /// The problem in one line, with the values at fault.
  public var description: String {
    switch self {
    case .noMeaning(let symbol, let values):
      return symbol + " has no meaning for " + list(values) + hint(symbol, values)
    case .noOrder(let relation, let a, let b):
      return "no order between " + a.shortText + " and " + b.shortText + ": " + relation.symbol
        + " compares two numbers or two strings"
    case .divisionByZero(let symbol, let values):
      return "division by zero: " + infix(symbol, values)
    case .overflow(let symbol, let values):
      return "integer overflow: " + infix(symbol, values) + " does not fit in 64 bits"
    case .notFinite(let symbol, let values):
      return infix(symbol, values) + " is not a finite number"
    case .infinite(let value):
      return value.shortText + " is not a finite number, and no token or constant may be"
    case .noRealPower(let values):
      return infix("**", values) + " is not a real number"
    case .textTooLong(let length, let limit):
      return "a string of \(length) bytes is longer than the limit of \(limit), which is fixed"
    case .noResult(let function, let values):
      return "the function " + function + " has no value for " + list(values)
    case .functionFailed(let function, let values, let reason, _):
      return reason + ", in " + function + " of " + list(values)
    case .notNumbers(let reduction, let count, let values):
      return "cannot \(reduction.verb) the values of \(count) selected positions, not all "
        + (reduction.keepsIntegers ? "numbers: " : "numbers, nor all equal: ")
        + list(values, count: count)
    case .notEqual(let count, let values):
      return "the values of \(count) selected positions are not all the same: "
        + list(values, count: count)
    case .sumOverflow(let count):
      return "integer overflow: the sum of \(count) selected values does not fit in 64 bits"
    case .sumNotFinite(let count):
      return "the sum of \(count) selected values is not a finite number"
    case .listLength(let list, let input):
      return "a list of \(list) values cannot stand beside an input of \(input) tokens:"
        + " the lengths must be equal"
    case .tooMuchMemory(let limit):
      return "the results take more memory than the limit of \(limit >> 20) MB"
    case .notASequence:
      return "the program is a selector: its value is a matrix, not a sequence"
    case .inputTooLong(let length, let limit, let purpose):
      return "an input of \(length) tokens is too long: " + purpose.text
        + " is limited to \(limit) tokens"
    }
  }

  private func list(_ values: [Value], count: Int? = nil) -> String {
    var text = ""
    for (index, value) in values.enumerated() {
      if index > 0 { text += index == values.count - 1 && count == nil ? " and " : ", " }
      text += value.shortText
    }
    return (count ?? 0) > values.count ? text + ", …" : text
  }

  private func infix(_ symbol: String, _ values: [Value]) -> String {
    guard values.count == 2 else { return symbol + "(" + list(values) + ")" }
    return values[0].shortText + " " + symbol + " " + values[1].shortText
  }

  private func hint(_ symbol: String, _ values: [Value]) -> String {
    if values.contains(where: { $0.kind == .null }) {
      return ": None comes from a default or a function, and is no number"
    }
    if symbol == "+" { return ": it adds two numbers or joins two strings" }
    if symbol == "&" || symbol == "|" || symbol == "^" || symbol == "~" {
      return ": it takes booleans or integers"
    }
    return ": it takes numbers"
  }
}

extension Problem.Purpose {
  fileprivate var text: String {
    switch self {
    case .attention: "attention"
    case .trace: "a trace or figure, which keeps every matrix,"
    }
  }
}
