import RASP
import RASPText

/// The commonest slips: what to write instead, in the program's own words.
///
/// A fault says what cannot be done; this looks at the text around it for what was meant. The advice
/// ends with the code to write, which runs if it is followed to the letter.
struct Slip {
  let fault: Fault
  let source: SourceText
  let span: Span

  /// Longer code is not repeated in a help.
  private static let longest = 120
  /// Longer texts are not read once more, which a check would do for each of their faults.
  private static let longestText = 1 << 14

  /// - Returns: the advice, or `nil` if the text shows no slip that is known.
  /// Cost: that of reading the text once more.
  static func advice(_ fault: Fault, at place: Place?) -> String? {
    if let problem = fault.problem, let advice = problem.textAdvice { return advice }
    guard let place, place.source.bytes.count <= longestText else { return nil }
    let slip = Slip(fault: fault, source: place.source, span: place.span)
    return slip.advice
  }

  private var advice: String? {
    if fault.hasNone { return missingResult }
    switch fault {
    case .reading(.notAssignable(.call)), .reading(.assignmentInExpression):
      return singleEqualsSign
    case .call(.undefinedName(let name)): return Definition.advice(name)
    case .call(.noAttribute(_, .sop, let name)): return stringMethod(name)
    case .call(.noAttribute(_, .query, let name)): return methodOfQuery(name)
    case .call(.missingArguments(function: "where", names: ["f"])): return shortChoice
    case .sop(.truth(_, .chain)): return unbracketedComparison ?? chain
    case .value(.noOperation("&", _, _, _)), .value(.noOperation("|", _, _, _)):
      return unbracketedComparison
    case .problem, .run: return unbracketedOperands
    case .call, .value, .sop, .reading, .noProgram, .module, .limit, .cancelled: return nil
    }
  }

  /// What holds of `&` and `|` whose operands have no meaning together when they run.
  private var unbracketedOperands: String? {
    guard case .noMeaning(let symbol, _)? = fault.problem, symbol == "&" || symbol == "|" else {
      return nil
    }
    return unbracketedComparison
  }

  /// Advice that ends with code; none if the code is long or has several lines.
  func writing(_ code: String, _ reason: String) -> String? {
    if code.utf8.count > Slip.longest || code.utf8.contains(UInt8(ascii: "\n")) { return nil }
    return reason + ": write " + code
  }

  func text(_ span: Span) -> String { source.text(span) }

  /// The text between two stretches, without blanks around it.
  func between(_ a: Span, _ b: Span) -> String {
    source.text(Span(a.end, max(a.end, b.start))).trimmed
  }
}

extension Fault {
  /// What a run, or an operation on plain values, met.
  fileprivate var problem: Problem? {
    switch self {
    case .problem(let problem): problem
    case .run(let diagnostic, _): diagnostic.problem
    default: nil
    }
  }
}

extension Fault {
  /// Whether something has no value, or no value is there at all.
  fileprivate var hasNone: Bool {
    switch self {
    case .noProgram(.nothing), .call(.noAttribute("None", _, _)), .call(.notCallable("None")),
      .value(.noOperation(_, "None", _, _)), .value(.noOperation(_, _, "None", _)),
      .value(.notIterable("None", _)), .value(.noIndex("None", _)),
      .sop(.notSequence(_, "None", _)):
      return true
    default:
      guard case .noMeaning(_, let values)? = problem else { return false }
      return values.contains { $0.kind == .null }
    }
  }
}

extension Problem {
  /// Advice where digits are text and numbers are wanted.
  fileprivate var textAdvice: String? {
    let values: [Value]
    switch self {
    case .noMeaning(_, let operands): values = operands
    case .noOrder(_, let a, let b): values = [a, b]
    case .notNumbers(_, _, let operands): values = operands
    default: return nil
    }
    let digits = values.contains { $0.isNumberAsText }
    let onlyText = values.allSatisfy { $0.kind == .string }
    guard digits, !onlyText || values.allSatisfy({ $0.isNumberAsText }) else { return nil }
    return "a text has strings as tokens; for numbers write the input as [1, 2, 3]"
  }
}
