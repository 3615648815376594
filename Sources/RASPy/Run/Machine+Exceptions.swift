import RASP
import RASPText

// Exceptions: what is raised, caught and handled.

extension Machine {
  /// Goes to the innermost handler of the calls that `execute` runs.
  ///
  /// - Throws: the fault, if there is no handler for it: limits and being stopped have none.
  func handle(_ fault: Fault, upTo depth: Int) throws(Fault) {
    guard let handler = handlers.last, handler.depth >= depth, let kind = fault.exceptionClass
    else { throw fault }
    try meter.charge(callers.count)
    let exception = raising ?? exception(kind, fault)
    if exception.raisedAt == nil {
      exception.raisedAt = whereabouts(fault)
      exception.mark = code === runtime.idle ? nil : origin
    }
    raising = nil
    handlers.removeLast()
    meter.reentries = handler.reentries
    unwind(to: handler)
    stack.append(.exception(exception))
  }

  private func exception(_ kind: ExceptionClass, _ fault: Fault) -> ExceptionObject {
    // What a mapped function raised has been told to the core as a text.
    if case .run(let diagnostic, _) = fault, case .functionFailed = diagnostic.problem,
      let failure = runtime.failure
    {
      return ExceptionObject(failure, [], fault: fault, isTransient: isPure)
    }
    return ExceptionObject(kind, [], fault: fault, isTransient: isPure)
  }

  func attempt(_ instruction: Instruction) throws(Fault) {
    switch instruction {
    case .beginTry(let target):
      handlers.append(
        Handler(
          target: target, height: stack.count, depth: callers.count, reentries: meter.reentries))
    case .endTry: handlers.removeLast()
    case .pushTarget(let target): stack.append(.integer(target))
    case .leaveTry(let ending):
      let (target, value) = (pop(), pop())
      let handler = handlers.removeLast()
      stack.removeLast(stack.count - handler.height)
      stack.append(value)
      stack.append(target)
      jump(to: ending)
    case .endFinally:
      let (target, value) = (pop().asInteger ?? -1, pop())
      if target < 0 { throw fault(of: value) }
      stack.append(value)
      jump(to: Int(target))
    case .failAgain: throw fault(of: pop())
    case .pick(let depth): stack.append(stack[stack.count - 1 - depth])
    default:
      let (type, object) = (pop(), pop())
      stack.append(.boolean(try isCaught(object, by: type)))
    }
  }

  /// The fault of an exception that is being raised, perhaps again.
  private func fault(of object: Object) -> Fault {
    guard case .exception(let exception) = object else {
      return .value(.notAnException(object.phrase))
    }
    raising = exception
    if let fault = exception.fault { return fault }
    let message = exception.arguments.isEmpty ? nil : try? text(object)
    return .value(.raised(exception.kind, message: message))
  }

  /// `raise object`
  func fail(_ object: Object) throws(Fault) {
    if case .exceptionClass(let kind) = object {
      throw fault(of: .exception(ExceptionObject(kind, [], isTransient: isPure)))
    }
    throw fault(of: object)
  }

  /// Whether an exception is of a class, or of one of a tuple of classes.
  func isCaught(_ object: Object, by type: Object) throws(Fault) -> Bool {
    guard case .exception(let exception) = object else { return false }
    switch type {
    case .exceptionClass(let kind): return exception.kind.isKind(of: kind)
    case .tuple(let types):
      for type in types.items {
        // One level, as tuples of tuples are of no use here.
        guard case .exceptionClass(let kind) = type else {
          throw .value(.notAClass(type.phrase))
        }
        if exception.kind.isKind(of: kind) { return true }
      }
      return false
    default: throw .value(.notAClass(type.phrase))
    }
  }
}

extension Fault {
  /// The exception that Python raises for it; none for what a program cannot catch.
  var exceptionClass: ExceptionClass? {
    switch self {
    case .reading, .noProgram, .module, .limit, .cancelled: nil
    case .call(let fault): fault.exceptionClass
    case .value(let fault): fault.exceptionClass
    case .sop: .type
    case .problem(let problem): problem.exceptionClass
    case .run(let diagnostic, _): diagnostic.problem.exceptionClass
    }
  }
}

extension CallFault {
  fileprivate var exceptionClass: ExceptionClass {
    switch self {
    case .noModule: .moduleNotFound
    case .noMember: .imports
    case .undefinedName, .unboundFree: .name
    case .unboundLocal: .unboundLocal
    case .noAttribute: .attribute
    case .notCallable, .tooManyArguments, .missingArguments, .unknownKeyword, .repeatedArgument:
      .type
    }
  }
}

extension ValueFault {
  fileprivate var exceptionClass: ExceptionClass {
    switch self {
    case .noPrefix, .noOperation, .percentArguments, .percentNeedsMapping, .wrongArgument,
      .sumOfStrings, .joinOfOthers, .notIterable, .noIndex, .noItemAssignment, .badIndex, .notAKey,
      .membershipInString, .notAnException, .notAClass, .keywordsNotNames:
      .type
    case .notANumber, .wrongValue, .unpacking, .notContained, .endless, .stepOfZero,
      .badPercentFormat, .badFormat, .badFormatFor:
      .value
    case .empty(let function): function == "pop" ? .index : function == "reduce" ? .type : .value
    case .indexOutOfRange: .index
    case .badFieldName(let name): name.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? .index : .key
    case .noElement: .stopIteration
    case .elsewhere: .notImplemented
    case .noKey, .notInSet: .key
    case .assertion: .assertion
    case .raised(let kind, _): kind
    }
  }
}

extension Problem {
  fileprivate var exceptionClass: ExceptionClass? {
    switch self {
    case .divisionByZero: .zeroDivision
    case .overflow, .notFinite, .sumOverflow, .sumNotFinite: .overflow
    case .infinite, .noRealPower, .noResult, .listLength, .notEqual: .value
    case .noMeaning, .noOrder, .notNumbers, .notASequence: .type
    case .functionFailed: .runtime
    case .textTooLong, .tooMuchMemory, .inputTooLong: nil
    }
  }
}
