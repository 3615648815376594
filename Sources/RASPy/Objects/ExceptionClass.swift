import RASP
import RASPText

/// The classes of exceptions that a program can raise and catch, by Python's names.
enum ExceptionClass: String, CaseIterable {
  case base = "BaseException"
  case exception = "Exception"
  case arithmetic = "ArithmeticError"
  case overflow = "OverflowError"
  case zeroDivision = "ZeroDivisionError"
  case assertion = "AssertionError"
  case attribute = "AttributeError"
  case imports = "ImportError"
  case moduleNotFound = "ModuleNotFoundError"
  case lookup = "LookupError"
  case index = "IndexError"
  case key = "KeyError"
  case name = "NameError"
  case unboundLocal = "UnboundLocalError"
  case runtime = "RuntimeError"
  case notImplemented = "NotImplementedError"
  case stopIteration = "StopIteration"
  case type = "TypeError"
  case value = "ValueError"

  private var parent: ExceptionClass? {
    switch self {
    case .base: nil
    case .exception: .base
    case .overflow, .zeroDivision: .arithmetic
    case .index, .key: .lookup
    case .moduleNotFound: .imports
    case .unboundLocal: .name
    case .notImplemented: .runtime
    case .arithmetic, .assertion, .attribute, .imports, .lookup, .name, .runtime, .stopIteration,
      .type, .value:
      .exception
    }
  }

  /// Whether `except other` catches this class.
  func isKind(of other: ExceptionClass) -> Bool {
    var current: ExceptionClass? = self
    while let found = current {
      if found == other { return true }
      current = found.parent
    }
    return false
  }
}

/// An exception: one that a program made, or what was caught of the language's own faults.
final class ExceptionObject: HeapObject {
  let kind: ExceptionClass
  private(set) var arguments: [Object]
  /// What the language said, if it raised the exception.
  let fault: Fault?
  /// Where it was raised, for an exception that is raised again.
  var raisedAt: (place: Place?, calls: [SyntaxDiagnostic.Call])?
  /// The same place as the core keeps it.
  var mark: Origin?

  init(_ kind: ExceptionClass, _ arguments: [Object], fault: Fault? = nil, isTransient: Bool) {
    self.kind = kind
    self.arguments = arguments
    self.fault = fault
    super.init(isTransient: isTransient)
  }

  /// What the language said as a message; of an assertion what the program said.
  var said: String? {
    if case .value(.assertion(let message))? = fault { return message ?? "" }
    return fault?.message
  }

  override func surrender() -> [Object] {
    defer { arguments = [] }
    return arguments
  }
  deinit { dismantle() }
}
