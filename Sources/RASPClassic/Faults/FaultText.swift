import RASP
import RASPText

// Every sentence that the RASP dialect says of a program is made here. Those of the kinds of fault
// that the language's first implementation has are its own: programs and people know them.

extension SyntaxDiagnostic {
  /// - Parameter candidates: names that may have been meant instead of the one at fault.
  init(_ fault: Fault, at place: Place?, candidates: [String] = []) {
    self.init(fault.report(candidates).helping(fault.slip(at: place)), at: place)
  }

  init(_ fault: LocatedFault<TextFault>, in source: SourceText) {
    let place = Place(source: source, span: fault.span)
    self.init(fault.fault.report.helping(Slip.advice(fault.fault, at: place)), at: place)
  }
}

extension Fault {
  /// Advice that the text around suggests.
  fileprivate func slip(at place: Place?) -> String? {
    switch self {
    case .undefined(let name): Slip.advice(undefined: name, at: place)
    case .text(let fault): place.flatMap { Slip.advice(fault, at: $0) }
    default: nil
    }
  }

  func report(_ candidates: [String]) -> Report {
    var (misspelt, details): (String?, [String]) = (nil, [])
    if case .undefined(let name) = self, name.utf8.count > 1 { misspelt = name }
    if case .run(let diagnostic) = self { details = diagnostic.details }
    return Report(code, message, details: details, help: help)
      .suggesting(misspelt, among: candidates)
  }

  private var code: Report.Code {
    switch self {
    case .text: .reading
    case .undefined, .reserved, .notCallable, .arguments, .type, .lookup, .noFile, .noOperation,
      .problem, .booleanAverage, .bracketedIndex, .several, .drawing:
      .meaning
    case .run: .run
    case .limit: .limit
    case .cancelled: .cancelled
    }
  }

  var message: String {
    switch self {
    case .text(let fault): fault.message
    case .undefined(let name): "Undefined variable: " + name
    case .reserved(let name): "Cannot set reserved name: " + name
    case .notCallable(let value):
      value + " cannot be called: it is no function, s-op or selector"
    case .arguments(let name, let expected, let given):
      "wrong number of args for " + name + "- expected: \(expected), got: \(given)."
    case .type(let fault): fault.message
    case .lookup(let text): text
    case .noFile(let name): "could not find file: " + name
    case .noOperation(let symbol, let kinds):
      symbol + " has no meaning for " + kinds.listed
    case .problem(let problem): problem.description
    case .run(let diagnostic): diagnostic.problem.description
    case .booleanAverage(let values):
      "asked to average multiple values, but they are non-numbers: " + values
    case .bracketedIndex: "what is indexed, and the index, cannot stand in brackets"
    case .several: "there is more than one statement on the line"
    case .drawing(let problem): "the figure could not be drawn: " + problem
    case .limit(.depth, let most): "calls and expressions are nested more than \(most) deep"
    case .limit(let limit, let most): limit.message(most)
    case .cancelled: Limit.cancelledMessage
    }
  }

  var help: String? {
    switch self {
    case .bracketedIndex: "give it a name first"
    case .booleanAverage: "indicator(...) makes numbers of booleans"
    case .problem(let problem): problem.dialectHelp
    case .run(let diagnostic): diagnostic.problem.dialectHelp
    case .limit(.depth, _): "a loop needs no depth"
    case .limit(let limit, let most): limit.help(most)
    case .reserved(let name) where !BaseNames.reserved.contains(name):
      "the library has this name; choose another"
    default: nil
    }
  }
}

extension TypeFault {
  var message: String {
    switch self {
    case .emptyInput(let value):
      "RASP sequences/selectors expect non-empty iterables, got: " + value
    case .mixedValues(let values):
      "attempted to create sequence with vals of different types:\n\t\t " + values
    case .bannedValues(let values):
      "attempted to create sequence with illegal val types "
        + "(vals must be bool, float, int or string):\n\t\t " + values
    case .drawing(let value): "draw expects unfinished sequence, got: " + value
    case .unpacking(let expected, let given): "expected \(expected) values, but got: \(given)"
    case .singleIteration(let value):
      "iterating with multiple iterator names, but got single iterator value: " + value
    case .iteration(let names, let values, let value):
      "iterating with \(names) names but got \(values) values ( " + value + " )"
    case .dictionaryComprehension(let value):
      "dict comprehension should have got a list or dict to loop over, but got: " + value
    case .listComprehension(let value):
      "list comprehension should have got a list or dict to loop over, but got: " + value
    case .loop(let value): "for loop needs to iterate over a list or dict, but got: " + value
    case .indicator(let value): "indicator operator expects s-op, got: " + value
    case .example(let value): "example not iterable: " + value
    case .length(let value): "attempting to compute length of non-list: " + value
    case .rangeCount(let count):
      "wrong number of inputs to range, expected: 1, 2, or 3, got: \(count)"
    case .rangeOf(let values): "range expects all integer inputs, but got: " + values
    case .applied(let value): "Applying unfinished expects iterable input, got: " + value
    default: indexMessage ?? containmentMessage ?? selectorMessage
    }
  }

  private var indexMessage: String? {
    switch self {
    case .dictionaryIndex(let value):
      "index into dict has to be s-op or atom (i.e., string, int, float, bool), got: " + value
    case .listIndex(let kind, let value):
      "index into " + kind + " has to be s-op or integer, got: " + value
    case .notIndexable(let value):
      "can only index into a list, dict, string,or sequence, but instead got: " + value
    case .sequenceIndex(let value): "index into sequence has to be integer, got: " + value
    case .outOfRange(let index, let kind, let count):
      "index " + index + " out of range for " + kind + " of length \(count)"
    case .noKey(let value): "index [ " + value + " ] not in dict."
    case .key(let value): "dictionary keys can only be atoms, but instead got: " + value
    case .zipping(let number, let value):
      "attempting to zip lists, but \(number) -th element is not list: " + value
    case .zipLengths(let number, let length, let count):
      "attempting to zip lists of length \(count) , but \(number) -th list has length \(length)"
    default: nil
    }
  }

  private var containmentMessage: String? {
    switch self {
    case .containerOfSop(let value):
      "\"[s-op] in X\" expects X to be list of atoms, but got non-list: " + value
    case .containerOfAtoms(let value):
      "\"[s-op] in X\" expects X to be list of atoms, but got list with values: " + value
    case .containerOfAtom(let value):
      "\"[atom] in X\" expects X to be list or s-op, but got: " + value
    case .containedObject(let kind):
      "don't check if " + kind + " is contained in list/dict: unless exact same instance, "
        + "unable to check equivalence of " + kind + "s"
    case .contained(let value):
      "\"A in X\" expects A to be s-op or atom, but got A: " + value
    default: nil
    }
  }

  private var selectorMessage: String {
    switch self {
    case .selectorOperator(let symbol): "Cannot apply " + symbol + " to selector(s)"
    case .notSelector(let value): "Expected selector, got: " + value
    case .notSequence(let value): "Expected sequence, got: " + value
    case .notAtom(let value): "Expected atom, got: " + value
    default: "Cannot apply and/or between selector and non-selector"
    }
  }
}

extension Fault {
  /// What the conversation prints of the fault.
  var conversationText: String {
    let message = message.cuttingWords(to: Report.longestWord)
    return switch self {
    case .undefined, .reserved: "\t\t!!ignoring input:\n\t Error: " + message
    case .arguments, .type, .lookup, .noFile:
      "\t\t!!ignoring input:\n\t " + message
    case .notCallable: "not implemented this command yet! ignoring"
    default: "something went wrong: " + message
    }
  }
}

extension Problem {
  fileprivate var dialectHelp: String? {
    switch self {
    case .notNumbers(_, _, let values) where values.allSatisfy { $0.isNumberAsText }:
      "tokens_int and tokens_float read the input as numbers"
    case .notEqual: "only is of positions that agree: aggregate averages"
    case .notNumbers: "a selector that selects one position at most can move strings"
    case .noOrder(_, .string, _), .noOrder(_, _, .string):
      "tokens_int and tokens_float read the input as numbers"
    case .noMeaning(_, let values) where values.contains { $0.kind == .string }:
      "tokens_int and tokens_float read the input as numbers"
    default: nil
    }
  }
}
