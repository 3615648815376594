import RASP
import RASPText

/// What a session shares with the functions that it hands to the core.
///
/// Such a function refers to the program's variables, as Python's do, so a program that maps one
/// must not run while its session evaluates on another thread. It cannot change them: it is held
/// to be pure. A variable whose program maps a function and the function's variables keep each
/// other alive until ``forget()``.
final class Runtime: @unchecked Sendable {
  let globals = Globals()
  /// The code of a machine that only calls one function.
  let idle: Code
  let limits: Limits
  let isCancelled: @Sendable () -> Bool
  let print: (String) -> Void
  /// The evaluation that is running.
  var meter: Meter?
  /// The class of the last exception that a mapped function raised and did not catch.
  var failure: ExceptionClass?
  /// The texts, by the numbers that origins carry.
  var sources: [SourceText] = []
  var example = Input.standard
  /// The modules that were imported, by their dotted names.
  var modules: [String: ModuleObject] = [:]
  /// The modules that come with the dialect.
  let library: ModuleTable
  /// Gives the text of a module of the program's own.
  let load: (String) -> SourceText?
  private let seed: UInt64
  lazy var random = MersenneTwister(seed: seed)
  /// The core's functions of what was mapped. They hold what they are of, whose identity therefore
  /// stands for it.
  private var mapped: [Callee: Function] = [:]
  /// Functions that pass None on, by operator and by the function that they wrap.
  var tracrOperators: [String: Function] = [:]
  var tracrFunctions: [Function: Function] = [:]

  /// What is mapped as one function, however often.
  private enum Callee: Hashable {
    /// The closures of a code that capture nothing.
    case code(ObjectIdentifier)
    case object(ObjectIdentifier)
    case builtin(Builtin)
    case method(String)
  }

  init(_ surroundings: Surroundings, library: ModuleTable = .all) {
    self.library = library
    limits = surroundings.limits
    isCancelled = surroundings.isCancelled
    print = surroundings.print
    load = surroundings.module
    seed = surroundings.seed
    idle = Code(
      CodeBuilder(
        name: "", scope: Scope(.module), signature: Signature([]),
        origin: CodeOrigin(
          source: SourceText([], name: ""), number: .max, namespace: globals.main)))
  }

  /// A meter for an evaluation, which becomes the running one.
  func startEvaluation() -> Meter {
    let meter = Meter(limits, steps: limits.steps, .steps, isCancelled: isCancelled)
    self.meter = meter
    return meter
  }

  /// The place that an origin means.
  func place(_ origin: Origin?) -> Place? {
    guard let origin, Int(origin.source) < sources.count else { return nil }
    return Place(source: sources[Int(origin.source)], span: Span(origin.start, origin.end))
  }

  /// Lets go of variables and mapped functions.
  func forget() {
    globals.forget()
    (mapped, tracrOperators, tracrFunctions, modules) = ([:], [:], [:], [:])
  }

  // MARK: Functions for the core

  /// The core's function of something that can be called; the same one for the same thing.
  ///
  /// - Parameter isPure: whether a mapped function asks, which may run on several threads and so
  ///   changes nothing here.
  func function(_ object: Object, isPure: Bool) -> Function? {
    guard let (name, callee) = Runtime.callee(object) else { return nil }
    if let callee, let known = mapped[callee] { return known }
    let function = makeFunction(object, name)
    if let callee, !isPure { mapped[callee] = function }
    return function
  }

  /// What figures call a function; `nil` if the object is none.
  static func name(_ object: Object) -> String? { callee(object)?.name }

  /// What figures call a function, and what stands for it if using it twice is one operation;
  /// `nil` if the object is none.
  private static func callee(_ object: Object) -> (name: String, callee: Callee?)? {
    switch object {
    case .function(let closure):
      let isShared = closure.captured.isEmpty && closure.defaults.isEmpty
      return (
        closure.code.caption,
        isShared ? .code(ObjectIdentifier(closure.code)) : .object(ObjectIdentifier(closure))
      )
    case .builtin(let builtin): return (builtin.rawValue, .builtin(builtin))
    case .native(let native): return (native.name, .object(ObjectIdentifier(native)))
    case .partial(let partial): return ("partial", .object(ObjectIdentifier(partial)))
    case .unboundMethod(let method): return (method.name, .method(method.name))
    case .exceptionClass(let kind): return (kind.rawValue, nil)
    case .method(let method): return (method.method.name, nil)
    default: return nil
    }
  }

  private func makeFunction(_ object: Object, _ name: String) -> Function {
    let callee = Shared(object)
    return makeFunction(name) { (machine, arguments) throws(Fault) in
      try machine.call(callee.object, arguments.map { .value($0) })
    }
  }

  /// A function of the core that runs in a machine of its own.
  func makeFunction(
    _ name: String, _ body: @escaping (Machine, [Value]) throws(Fault) -> Object
  ) -> Function {
    let body = SharedBody(run: body)
    return Function(name) { (arguments: [Value]) throws(Problem) -> Value in
      // Within an evaluation its own limits go on counting.
      let meter =
        self.meter
        ?? Meter(
          self.limits, steps: self.limits.stepsPerValue, .stepsPerValue,
          isCancelled: self.isCancelled)
      let machine = Machine(self, meter, isPure: true)
      return try machine.apply(name, to: arguments, body.run)
    }
  }
}

/// An object that a function for the core refers to; see ``Runtime`` on threads.
struct Shared: @unchecked Sendable {
  let object: Object
  init(_ object: Object) { self.object = object }
}

private struct SharedBody: @unchecked Sendable {
  let run: (Machine, [Value]) throws(Fault) -> Object
}
