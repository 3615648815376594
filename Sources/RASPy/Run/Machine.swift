import RASP
import RASPText

/// Runs code: a stack machine, so that calls of the program take none of the real stack.
final class Machine {
  let runtime: Runtime
  let meter: Meter
  /// Whether the code is a mapped function's, which must be pure.
  let isPure: Bool
  var stack: [Object] = []
  /// The calls that are waiting, the outermost first; the running one is in the registers.
  private(set) var callers: [Frame] = []
  private(set) var code: Code
  /// The next instruction.
  private(set) var counter = 0
  /// Where the running call's slots begin.
  private(set) var base = 0
  private(set) var captured: [Cell] = []
  /// The value of the module's last expression statement, and the statement.
  var shown: (object: Object, place: Place)?
  /// The `try` statements whose blocks are running, the innermost last.
  var handlers: [Handler] = []
  /// The exception that the program is raising.
  var raising: ExceptionObject?

  struct Handler {
    /// Where the handling begins.
    let target: Int
    /// The stack, the calls and the built-in functions then.
    let height: Int
    let depth: Int
    let reentries: Int
  }

  struct Frame {
    let code: Code
    let counter: Int
    let base: Int
    let captured: [Cell]
  }

  /// How the running call ended.
  enum Exit {
    case returned(Object)
    /// A generator stopped at an element.
    case yielded(Object)
  }

  init(_ runtime: Runtime, _ meter: Meter, isPure: Bool = false, code: Code? = nil) {
    self.runtime = runtime
    self.meter = meter
    self.isPure = isPure
    self.code = code ?? runtime.idle
  }

  /// Runs a module's code.
  func run() throws(Fault) { _ = try execute() }

  // MARK: The loop

  /// Runs until the call that is on top now has ended.
  private func execute() throws(Fault) -> Exit {
    let depth = callers.count
    while true {
      do throws(Fault) {
        return try execute(upTo: depth)
      } catch {
        try handle(error, upTo: depth)
      }
    }
  }

  private func execute(upTo depth: Int) throws(Fault) -> Exit {
    while true {
      try meter.charge()
      let instruction = code.instructions[counter]
      counter += 1
      switch instruction {
      case .result:
        let value = pop()
        if callers.count == depth { return .returned(value) }
        leave()
        stack.append(value)
      case .yield:
        return .yielded(pop())
      default: try step(instruction)
      }
    }
  }

  private func step(_ instruction: Instruction) throws(Fault) {
    switch instruction {
    case .constant(let index): stack.append(code.constants[index])
    case .loadSlot, .storeSlot, .loadFree, .storeFree, .loadGlobal, .storeGlobal:
      try variable(instruction)
    case .jump(let target): counter = target
    case .jumpIfFalse(let target, let context):
      if try !truth(pop(), context) { counter = target }
    case .jumpIfFalseKeeping(let target, let context):
      try jump(target, if: false, context)
    case .jumpIfTrueKeeping(let target, let context):
      try jump(target, if: true, context)
    case .call(let positions, let keywords):
      try call(positions: positions, keywords: keywords.map { code.keywords[$0] } ?? [])
    case .callUnpacked(let keywords):
      try callUnpacked(keywords: keywords.map { code.keywords[$0] } ?? [])
    case .callMapped: try callMapped()
    case .runModule, .runSubmodule, .loadModule, .loadMember, .importAll: try imports(instruction)
    case .iterate: try iterate()
    case .next(let exit): try advance(orJump: exit)
    case .pop, .duplicate, .duplicatePair, .tuck, .dropSecond, .lift: shuffle(instruction)
    case .beginTry, .endTry, .matchException, .pushTarget, .leaveTry, .endFinally, .failAgain,
      .pick:
      try attempt(instruction)
    case .makeList, .makeTuple, .makeDictionary, .makeFunction, .append, .extend, .listToTuple,
      .listToSet, .putPair, .mergeMapping, .mergeKeywords, .collect, .collectPair, .unpack,
      .unpackStarred, .joinTexts, .format:
      try construct(instruction)
    default: try compute(instruction)
    }
  }

  private func jump(
    _ target: Int, if wanted: Bool, _ context: TruthContext
  ) throws(Fault) {
    if try truth(stack[stack.count - 1], context) == wanted {
      counter = target
    } else {
      stack.removeLast()
    }
  }

  // MARK: The stack

  func pop() -> Object { stack.removeLast() }

  /// The topmost `count` objects, the topmost last.
  func pop(_ count: Int) -> [Object] {
    let objects = Array(stack[(stack.count - count)...])
    stack.removeLast(count)
    return objects
  }

  func jump(to instruction: Int) { counter = instruction }

  private func shuffle(_ instruction: Instruction) {
    let top = stack.count - 1
    switch instruction {
    case .pop: stack.removeLast()
    case .duplicate: stack.append(stack[top])
    case .duplicatePair: stack.append(contentsOf: [stack[top - 1], stack[top]])
    case .tuck: stack.insert(stack[top], at: top - 1)
    case .dropSecond: stack.remove(at: top - 1)
    default: stack.insert(stack.removeLast(), at: top - 2)
    }
  }

  // MARK: Calls

  /// Begins a call; its slots are to be pushed next.
  func enter(_ code: Code, captured: [Cell], counter: Int = 0) throws(Fault) {
    if callers.count >= meter.limits.depth { throw .limit(.depth, meter.limits.depth) }
    callers.append(
      Frame(code: self.code, counter: self.counter, base: base, captured: self.captured))
    self.code = code
    self.counter = counter
    base = stack.count
    self.captured = captured
  }

  /// Ends the running call.
  func leave() {
    stack.removeLast(stack.count - base)
    let caller = callers.removeLast()
    (code, counter, base, captured) =
      (caller.code, caller.counter, caller.base, caller.captured)
    while let last = handlers.last, last.depth > callers.count { handlers.removeLast() }
  }

  /// Leaves all calls within the one that was running at a depth, with the stack as it was.
  func unwind(to handler: Handler) {
    if callers.count > handler.depth {
      let frame = callers[handler.depth]
      callers.removeLast(callers.count - handler.depth)
      (code, base, captured) = (frame.code, frame.base, frame.captured)
    }
    stack.removeLast(stack.count - handler.height)
    counter = handler.target
  }

  /// Runs the call that was just begun to its end, for a built-in function.
  func finishCall() throws(Fault) -> Object {
    try meter.enterFromBuiltin()
    let exit = try execute()
    meter.leaveToBuiltin()
    leave()
    guard case .returned(let value) = exit else { return .none }
    return value
  }

  /// Runs a generator up to its next element; `nil` at its end.
  func resume(_ iterator: ElementIterator, _ frame: SuspendedFrame) throws(Fault) -> Object? {
    iterator.state = .done
    try meter.enterFromBuiltin()
    try enter(frame.code, captured: frame.captured, counter: frame.counter)
    stack.append(contentsOf: frame.stack)
    let exit: Exit
    do throws(Fault) {
      exit = try execute()
    } catch {
      // Else it would be taken for the end of what the generator gives.
      guard error.exceptionClass == .stopIteration else { throw error }
      raising = nil
      throw .value(.raised(.runtime, message: "a generator raised StopIteration"))
    }
    meter.leaveToBuiltin()
    guard case .yielded(let element) = exit else {
      leave()
      return nil
    }
    iterator.state = .generator(
      SuspendedFrame(
        code: code, counter: counter, stack: Array(stack[base...]), captured: captured))
    leave()
    return element
  }

  // MARK: Where it is

  /// A fault of the instruction that is being done, with the calls that led there.
  func diagnose(_ fault: Fault) -> SyntaxDiagnostic {
    if case .module(let diagnostic) = fault { return diagnostic }
    let found = raising?.raisedAt ?? whereabouts(fault)
    return SyntaxDiagnostic(
      fault, at: found.place, calls: found.calls, candidates: candidates(fault))
  }

  /// Where a fault of the instruction that is being done is, and the calls that led there.
  func whereabouts(_ fault: Fault) -> (place: Place?, calls: [SyntaxDiagnostic.Call]) {
    var calls: [SyntaxDiagnostic.Call] = []
    var callee = code
    for frame in callers.reversed() where frame.code !== runtime.idle {
      let place = frame.code.place(frame.counter - 1)
      if callee.kind == .function, !frame.code.origin.namespace.isLibrary {
        calls.append(SyntaxDiagnostic.Call(function: callee.name, place: place))
      }
      callee = frame.code
    }
    var place = programPlace
    if case .run(_, let operation?) = fault {
      // The operation is at fault, wherever it is run.
      if let place { calls.insert(SyntaxDiagnostic.Call(function: nil, place: place), at: 0) }
      place = operation
    }
    return (place, calls)
  }

  private func candidates(_ fault: Fault) -> [String] {
    if case .call(.undefinedName) = fault {
      return code.slotNames + code.freeNames + runtime.globals.known(in: code.origin.namespace)
    }
    return []
  }

  /// The origin of what the running instruction makes.
  var origin: Origin {
    let (code, counter) = programCode
    return code.origin.origin(code.spans[max(0, counter - 1)])
  }

  /// The instruction of the program that is being done: in a module that comes with the dialect it
  /// is the call into it.
  private var programCode: (code: Code, counter: Int) {
    if !code.origin.namespace.isLibrary { return (code, counter) }
    for frame in callers.reversed()
    where !frame.code.origin.namespace.isLibrary && frame.code !== runtime.idle {
      return (frame.code, frame.counter)
    }
    return (code, counter)
  }

  private var programPlace: Place? {
    let (code, counter) = programCode
    return code === runtime.idle ? nil : code.place(counter - 1)
  }
}
