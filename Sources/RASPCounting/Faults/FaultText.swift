import RASP
import RASPText

// Every sentence that C-RASP says to a user is made here, or in `TextFault`.

extension Fault {
  func report(_ candidates: [String]) -> Report {
    var (misspelt, details): (String?, [String]) = (nil, [])
    switch self {
    case .undefined(let name), .noPredicate(let name), .notOfTwoPositions(let name):
      if name.utf8.count > 1 { misspelt = name }
    case .run(let diagnostic): details = diagnostic.details
    case .text, .lineEnds, .openString, .notImported, .notOfOnePosition, .repeatedParameter,
      .noPosition, .inseparable, .expected, .looseComparison, .noProgram, .limit, .cancelled:
      break
    }
    return Report(code, message, details: details, help: help)
      .suggesting(misspelt, among: candidates)
  }

  private var code: Report.Code {
    switch self {
    case .text, .lineEnds, .openString, .repeatedParameter, .looseComparison: .reading
    case .undefined, .noPredicate, .notImported, .notOfTwoPositions, .notOfOnePosition,
      .noPosition, .inseparable, .expected:
      .meaning
    case .run: .run
    case .noProgram: .noProgram
    case .limit: .limit
    case .cancelled: .cancelled
    }
  }

  var message: String {
    switch self {
    case .text(let fault): fault.message
    case .lineEnds(let expected): "expected " + expected + ", but the line ends"
    case .openString: "the string is never closed"
    case .undefined(let name): "the name '" + name + "' is not defined"
    case .noPredicate(let name): "there is no predicate '" + name + "' to import"
    case .notImported(let name): "the predicate '" + name + "' is not imported"
    case .notOfTwoPositions(let name): "'" + name + "' is no predicate of two positions"
    case .notOfOnePosition(let name):
      "'" + name + "' is a predicate of two positions and has no value by itself"
    case .repeatedParameter(let name): "the parameter '" + name + "' occurs twice"
    case .noPosition(let name, _): "'" + name + "' is no position of the predicate"
    case .inseparable: "the comparison mixes both positions in one product or remainder"
    case .expected(.number): "a number is wanted here, and this is true or false"
    case .expected(.truth): "true or false is wanted here, and this is a number"
    case .looseComparison: "'#' counts what is true or false, and this is a number"
    case .run(let diagnostic): diagnostic.problem.description
    case .noProgram(let reason): reason.message
    case .limit(let limit, let most): limit.message(most)
    case .cancelled: Limit.cancelledMessage
    }
  }

  var help: String? {
    switch self {
    case .text(let fault): fault.help
    case .undefined: "a line gives a name its value: x = # \"a\""
    case .noPredicate(let name):
      "define it: #define " + name + "(i, j) = j == i - 1; i asks, and j, to its left, is counted"
    case .notImported(let name): "write #import " + name + " before"
    case .notOfTwoPositions(let name): "define it: #define " + name + "(i, j) = j == i - 1"
    case .notOfOnePosition(let name): "it stands in the brackets of a count: #[" + name + "] x"
    case .noPosition(_, let names): "it has " + names.listed
    case .inseparable: "compare what depends on one with what depends on the other: i % 2 == j % 2"
    case .expected(.number): "(1 if x else 0) makes a number of it"
    case .expected(.truth): "compare it: x > 0"
    case .looseComparison: "a comparison that is counted stands in brackets: # (1 < x)"
    case .noProgram(.nothing): "a program ends with the line whose value it is"
    case .noProgram(let reason): reason.help
    case .limit(let limit, let most): limit.help(most)
    case .lineEnds, .openString, .repeatedParameter, .run, .cancelled: nil
    }
  }
}
