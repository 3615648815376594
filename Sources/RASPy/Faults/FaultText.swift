import RASP
import RASPText

// Every sentence that the dialect says to a user is made in this file and in FaultHelp.swift.

extension SyntaxDiagnostic {
  /// - Parameter candidates: names that may have been meant instead of the one at fault.
  init(_ fault: Fault, at place: Place?, calls: [Call] = [], candidates: [String] = []) {
    let advice = Slip.advice(fault, at: place)
    self.init(fault.report(candidates).helping(advice), at: place, calls: calls)
  }
}

extension Fault {
  func report(_ candidates: [String]) -> Report {
    Report(code, message, details: details, help: help)
      .suggesting(misspelt, among: candidates + knownNames)
  }

  private var code: Report.Code {
    switch self {
    case .value(.raised(.notImplemented, _)): .notImplemented
    case .reading, .module: .reading
    case .call, .value, .sop, .problem: .meaning
    case .run: .run
    case .noProgram: .noProgram
    case .limit: .limit
    case .cancelled: .cancelled
    }
  }
}

extension Fault {
  var message: String {
    switch self {
    case .reading(let fault): fault.message
    case .call(let fault): fault.message
    case .value(let fault): fault.message
    case .sop(let fault): fault.message
    case .problem(let problem): problem.description
    case .run(let diagnostic, _): diagnostic.reason
    case .noProgram(let reason): reason.message
    case .module(let diagnostic): diagnostic.message
    case .limit(let limit, let most): limit.message(most)
    case .cancelled: Limit.cancelledMessage
    }
  }

  /// Of a run: in which operation, at which position, with which values.
  var details: [String] {
    if case .run(let diagnostic, _) = self { diagnostic.details } else { [] }
  }
}

extension CallFault {
  fileprivate var message: String {
    switch self {
    case .noModule(let name, _): "there is no module '" + name + "' here"
    case .noMember(let name, let module, _): module + " has no '" + name + "'"
    case .undefinedName(let name): "the name '" + name + "' is not defined"
    case .unboundLocal(let name):
      "'" + name + "' has no value yet: it is assigned in this function, but further on"
    case .noAttribute(let object, let receiver, let name):
      receiver.methods.isEmpty
        ? object + " has no methods, so no '" + name + "'"
        : object + " has no " + (receiver == .module ? "member" : "method") + " '" + name + "'"
    case .unboundFree(let name):
      "'" + name + "' has no value yet: it is assigned in the function around, but not before this"
    case .notCallable(let object): object + " cannot be called"
    case .tooManyArguments(let function, let given, let most):
      function + " takes " + most.counted("argument", atMost: true) + ", but \(given) "
        + (given == 1 ? "is" : "are") + " given"
    case .missingArguments(let function, let names):
      function + " needs " + (names.count == 1 ? "the argument " : "the arguments ")
        + names.map { "'" + $0 + "'" }.listed
    case .unknownKeyword(let function, let keyword, _):
      function + " has no parameter '" + keyword + "' that can be given by name"
    case .repeatedArgument(let function, let name):
      "the argument '" + name + "' of " + function + " is given twice"
    }
  }
}

extension ValueFault {
  fileprivate var message: String {
    switch self {
    case .noPrefix(let symbol, let object): symbol + " has no meaning for " + object
    case .noOperation(let symbol, let a, let b, _):
      symbol + " has no meaning for " + a + " and " + b
    case .badPercentFormat(let text): "'" + text.cut(to: 40) + "' is no format of %"
    case .percentArguments(nil, let given):
      "% takes " + given.counted("value") + ", but the text has fewer places for them"
    case .percentArguments(let wanted?, let given):
      "the text has " + wanted.counted("place") + " for values, but % has "
        + given.counted("value")
    case .percentNeedsMapping(let object): "%(name) takes a dictionary, not " + object
    case .badFieldName(let name): "format has no value for '{" + name.cut(to: 40) + "}'"
    case .elsewhere(let name, _): name + " is not here"
    case .endless(let function): function + " never ends, so it is not here"
    case .noElement(let object): object + " has no further element"
    case .notAClass(let object):
      "except takes exceptions such as ValueError, or a tuple of them, not " + object
    case .keywordsNotNames(let object):
      "** takes a dictionary whose keys are strings, not " + object
    case .wrongArgument(let function, let expected, let given),
      .wrongValue(let function, let expected, let given):
      function + " takes " + expected + ", not " + given
    case .notANumber(let function, let text): function + " cannot read a number from " + text
    case .empty(let function):
      function == "split"
        ? "split needs a separator that is not empty"
        : function + " of nothing: there are no elements"
    case .sumOfStrings: "sum adds numbers, not strings"
    case .joinOfOthers(let object, let index):
      "join takes strings, but element \(index) is " + object
    case .notIterable(let object, _): object + " has no elements to go through"
    case .unpacking(let expected, let orMore, let given):
      "cannot unpack " + given.counted("value") + " into "
        + expected.counted("name", atLeast: orMore)
    case .noIndex(let object, _): object + " cannot be indexed"
    case .noItemAssignment(let object, _): object + " cannot be changed in place"
    case .badIndex(let what, let index): "the index of a " + what + " is an integer, not " + index
    case .indexOutOfRange(let what, let index, let count):
      "the index \(index) is outside a " + what + " of \(count)"
    case .notInSet(nil): "pop of nothing: the set has no elements"
    case .notInSet(let object?): "the set has no element equal to " + object
    case .noKey(let key, _): "the dictionary has no key equal to " + key
    case .notAKey(let object):
      object + " cannot be a key of a dictionary or an element of a set: these are numbers,"
        + " strings, booleans, None and tuples of them"
    case .notContained(let object, let what): object + " does not occur in the " + what
    case .membershipInString(let object): "a string contains strings only, not " + object
    case .stepOfZero: "a step of 0 leads nowhere"
    case .badFormat(let text): "'" + text.cut(to: 40) + "' is no format"
    case .badFormatFor(let format, let object):
      "the format '" + format.cut(to: 40) + "' does not fit " + object
    case .assertion(let message): "the assertion does not hold" + (message.map { ": " + $0 } ?? "")
    case .notAnException(let object):
      "raise takes an exception such as ValueError(\"...\"), not " + object
    case .raised(let kind, let message): kind.rawValue + (message.map { ": " + $0 } ?? "")
    }
  }
}

extension SOpFault {
  fileprivate var message: String {
    switch self {
    case .truth(let object, let context):
      object + " is neither true nor false" + context.explanation
    case .membership(let object):
      "'in' cannot look for " + object + ", which has a value only when it runs"
    case .builtinOfSOp(let function, let object):
      function + " works on values, and " + object + " has them only when it runs"
    case .notSequence(let symbol, let object, _):
      symbol + " takes s-ops, values and lists of values, not " + object
    case .notValues(let purpose, let object):
      purpose + " takes numbers, strings and booleans as elements, not " + object
    case .keyWithoutQuery(let a, let symbol, let b):
      a + " " + symbol + " " + b + ": a key is compared with a query"
    case .notAnInput(let object): "an input is a string or a list of values, not " + object
    case .notOneValue(let function, let object):
      function + " must give one number, string or boolean, and gives " + object
        + (object.utf8.starts(with: "a tuple".utf8)
          ? " (tuples pass between functions whose only statement is such as: return (x, y))" : "")
    case .largeTuple:
      "the tuples of an s-op hold at most \(TupleSOp.mostValues) values"
    case .sopIsNotMade: "SOp is not made by hand"
    case .impure(let what):
      "a mapped function must be pure: it must not change " + what + " from outside"
    case .impurePrint: "a mapped function must be pure: it must not print"
    }
  }
}

extension Diagnostic {
  /// The problem; of a function's failure what the function said, and for which values.
  fileprivate var reason: String {
    guard case .functionFailed(_, let values, let reason, _) = problem else {
      return problem.description
    }
    return reason + " (for " + values.map { $0.description.cut(to: 40) }.listed + ")"
  }
}

extension TruthContext {
  fileprivate var explanation: String {
    switch self {
    case .condition, .comprehension: ": it has a value at each position, so it decides nothing"
    case .assertion: ": it has a value at each position, and 'assert' wants one"
    case .and, .or: ", as '" + (self == .and ? "and" : "or") + "' wants it to be"
    case .not: ", as 'not' wants it to be"
    case .chain: ", as a chain of comparisons wants it to be"
    case .builtin(let function): ", as " + function + " wants it to be"
    }
  }
}

extension Int {
  /// `2 arguments`, `no arguments`, `at most 1 argument`
  fileprivate func counted(
    _ noun: String, atMost: Bool = false, atLeast: Bool = false
  ) -> String {
    if self == 0 { return "no " + noun + "s" }
    let prefix = atMost ? "at most " : atLeast ? "at least " : ""
    return prefix + String(self) + " " + noun + (self == 1 ? "" : "s")
  }
}
