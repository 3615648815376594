import RASP

/// Runs texts of the dialect one after the other; each sees the names that those before defined.
///
/// ```swift
/// let session = Session()
/// try session.run(SourceText("def twice(x): return x + x", name: "blog.py"))
/// guard case .sop(let twice) = try session.evaluate("twice(tokens)").program() else { return }
/// try twice("ab").values               // ["aa", "bb"]
/// ```
///
/// A text that fails leaves all names as they were. A program that maps a function of the text
/// refers to the session's variables, so it must not run while the session evaluates on another
/// thread; it keeps what it needs of the session alive.
public final class Session {
  private let runtime: Runtime

  /// - Parameters:
  ///   - limits: what one evaluation may use.
  ///   - isCancelled: asked every few thousand steps, and for each value of a mapped function; an
  ///     evaluation ends with an error when it says so.
  ///   - print: where `print` writes.
  public init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    print: @escaping (String) -> Void = { _ in }
  ) {
    runtime = Runtime(limits: limits, isCancelled: isCancelled, print: print)
  }

  /// The input on which values are shown; "hello" from the start.
  public var example: Input {
    get { runtime.example }
    set { runtime.example = newValue }
  }

  /// The names that have a value, in the order in which they got one; the language's own first.
  public var names: [String] { runtime.globals.known }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that its
  ///   run met.
  @discardableResult
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome {
    let parsed = Parser.parse(source)
    if let fault = parsed.faults.first { throw SyntaxDiagnostic(fault, in: source) }
    let origin = CodeOrigin(source: source, number: UInt32(runtime.sources.count))
    runtime.sources.append(source)
    let code = Compiler.compile(parsed.module, origin, runtime.globals)
    let before = runtime.globals.values
    let machine = Machine(runtime, runtime.startEvaluation(), code: code)
    defer { runtime.meter = nil }
    do throws(Fault) {
      try machine.run()
    } catch {
      let diagnostic = machine.diagnose(error)
      runtime.globals.restore(before)
      throw diagnostic
    }
    return Outcome(runtime: runtime, shown: machine.shown, end: source.end)
  }

  /// Runs an expression, or any other text, that has no file.
  @discardableResult
  public func evaluate(
    _ expression: String, name: String = "<expression>"
  ) throws(SyntaxDiagnostic) -> Outcome {
    try run(SourceText(expression, name: name))
  }

  /// Everything that is wrong with a text, as far as that can be known without running it.
  ///
  /// If the text cannot be read, what it means is not looked at. Names that the session knows count
  /// as defined.
  public func check(_ source: SourceText) -> [SyntaxDiagnostic] {
    let parsed = Parser.parse(source)
    if !parsed.faults.isEmpty { return parsed.faults.map { SyntaxDiagnostic($0, in: source) } }
    return Checker.check(parsed.module, source, runtime.globals)
  }

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  public func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic {
    let place = runtime.place(diagnostic.source)
    return SyntaxDiagnostic(.run(diagnostic, at: place), at: place)
  }

  /// The place in a text that an operation of this session's programs was written at.
  public func place(_ origin: Origin?) -> Place? { runtime.place(origin) }

  /// Whether a text is the beginning of one: a bracket or string is open, a block is missing, or
  /// the last block may go on, which an empty line ends.
  public static func isIncomplete(_ text: String) -> Bool {
    let source = SourceText(text, name: "")
    let parsed = Parser.parse(source)
    if let fault = parsed.faults.first { return fault.isOpen(in: source) }
    guard let last = parsed.module.statements.last, last.hasBlock else { return false }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 1, let lastLine = lines.dropLast().last else { return true }
    let isEmpty = lastLine.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return !(isEmpty && (lines.last?.isEmpty ?? true))
  }
}

/// What a text gave.
public struct Outcome {
  private let runtime: Runtime
  private let shown: (object: Object, place: Place)?
  private let end: Place

  fileprivate init(runtime: Runtime, shown: (object: Object, place: Place)?, end: Place) {
    self.runtime = runtime
    self.shown = shown
    self.end = end
  }

  /// Whether there is a value: the text had an expression standing by itself that was not `None`.
  public var hasValue: Bool { shown != nil }

  /// Something that can be run on an input.
  public enum Runnable {
    case sop(SOp)
    case selector(Selector)
  }

  /// The value of the last expression statement, as a program.
  ///
  /// - Throws: that there is none, or what its value is instead and what to write.
  public func program() throws(SyntaxDiagnostic) -> Runnable {
    guard let (object, place) = shown else {
      throw SyntaxDiagnostic(.noProgram(.nothing), at: end)
    }
    switch object {
    case .sop(let sop): return .sop(sop)
    case .selector(let selector): return .selector(selector)
    default: throw SyntaxDiagnostic(.noProgram(object.insteadOfProgram), at: place)
    }
  }

  /// The value of the last expression statement, as an s-op.
  ///
  /// - Throws: that there is none, or what its value is instead and what to write.
  public func sop() throws(SyntaxDiagnostic) -> SOp {
    switch try program() {
    case .sop(let sop): return sop
    case .selector: throw SyntaxDiagnostic(.noProgram(.selector), at: shown?.place ?? end)
    }
  }

  /// What a run gave, if the value of the last expression statement is that: `flip()("hello")`.
  public var output: Output? {
    if case .sequence(let result)? = shown?.object { result.output } else { nil }
  }

  /// The value of the last expression statement: s-ops, selectors, keys, queries and what running
  /// them gave as figures, all else as Python writes it. Nothing if there is no value.
  ///
  /// S-ops are run on the session's example, which may fail.
  public func display() throws(SyntaxDiagnostic) -> String {
    guard let (object, place) = shown else { return "" }
    let machine = Machine(runtime, runtime.startEvaluation())
    defer { runtime.meter = nil }
    do throws(Fault) {
      if object.isDrawn { return try machine.figure(object) }
      return try machine.representation(object) + "\n"
    } catch {
      if case .run(_, let operation?) = error { throw SyntaxDiagnostic(error, at: operation) }
      throw SyntaxDiagnostic(error, at: place)
    }
  }
}

extension Object {
  fileprivate var isDrawn: Bool {
    switch self {
    case .sequence, .matrix: true
    default: isSymbolic
    }
  }

  fileprivate var insteadOfProgram: NoProgram {
    switch self {
    case .function(let closure):
      let names = closure.code.signature.required
      return names.isEmpty
        ? .callable(closure.code.name) : .function(closure.code.name, parameters: names)
    case .builtin(let builtin):
      return .function(builtin.rawValue, parameters: builtin.signature.required)
    case .key, .query: return .keyOrQuery(phrase)
    case .sequence, .matrix: return .alreadyRun
    default: return .other(phrase)
    }
  }
}

extension Signature {
  /// The names of the parameters that have no default.
  fileprivate var required: [String] {
    var names: [String] = []
    for parameter in parameters where parameter.isRequired { names.append(parameter.name) }
    return names
  }
}

extension SourceText {
  /// Behind the last character.
  fileprivate var end: Place {
    Place(source: self, span: Span(UInt32(bytes.count), UInt32(bytes.count)))
  }
}

extension SyntaxDiagnostic {
  init(_ fault: LocatedFault, in source: SourceText, candidates: [String] = []) {
    self.init(
      fault.fault, at: Place(source: source, span: fault.span), candidates: candidates)
  }
}

extension LocatedFault {
  /// Whether more text may mend it.
  fileprivate func isOpen(in source: SourceText) -> Bool {
    switch fault {
    case .reading(.unclosed), .reading(.unclosedString(isTriple: true)), .reading(.unfinished):
      return true
    case .reading(.missingBlock), .reading(.tryAlone):
      return Lexer.lex(source).tokens.allSatisfy { $0.span.start < span.start || $0.isInvisible }
    default: return false
    }
  }
}

extension Token {
  /// Whether the word is no text, but an end or an indentation.
  fileprivate var isInvisible: Bool {
    switch kind {
    case .newline, .indent, .dedent, .end: true
    default: false
    }
  }
}

extension Statement {
  fileprivate var hasBlock: Bool {
    switch kind {
    case .definition, .branches, .loop, .repetition, .attempt: true
    default: false
    }
  }
}
