import RASP
import RASPText

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
public final class Session: DialectSession {
  private let runtime: Runtime
  private let keepsNamesOfFailures: Bool

  /// - Parameters:
  ///   - limits: what one evaluation may use.
  ///   - isCancelled: asked every few thousand steps, and for each value of a mapped function; an
  ///     evaluation ends with an error when it says so.
  ///   - print: where `print` writes.
  ///   - module: gives the text of a module of the program's own by its dotted name, `base` or
  ///     `package.module`; of a package what its `__init__` says. Nothing if there is none.
  ///   - seed: what the module `random` starts from.
  public convenience init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    print: @escaping (String) -> Void = { _ in },
    module: @escaping (String) -> SourceText? = { _ in nil }, seed: UInt64 = 0
  ) {
    self.init(
      Surroundings(
        limits: limits, isCancelled: isCancelled, print: print, module: module, seed: seed))
  }

  /// - Parameter surroundings: a text can print and import modules, and load or draw nothing.
  public convenience init(_ surroundings: Surroundings) {
    self.init(surroundings, modules: .all)
  }

  init(_ surroundings: Surroundings, modules: ModuleTable) {
    keepsNamesOfFailures = surroundings.keepsNamesOfFailures
    runtime = Runtime(surroundings, library: modules)
  }

  /// The input on which values are shown; "hello" from the start.
  public var example: Input {
    get { runtime.example }
    set { runtime.example = newValue }
  }

  /// The names that have a value, in the order in which they got one; the language's own first.
  public var names: [String] { runtime.globals.known(in: runtime.globals.main) }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that its
  ///   run met.
  @discardableResult
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome {
    let parsed = Parser.parse(source)
    if let fault = parsed.faults.first { throw SyntaxDiagnostic(fault, in: source) }
    let origin = CodeOrigin(
      source: source, number: UInt32(runtime.sources.count), namespace: runtime.globals.main)
    runtime.sources.append(source)
    let code = Compiler.compile(
      parsed.module, origin: origin, globals: runtime.globals, isShown: true)
    let (before, modules) = (runtime.globals.values, runtime.modules)
    let machine = Machine(runtime, runtime.startEvaluation(), code: code)
    defer { runtime.meter = nil }
    do throws(Fault) {
      try machine.run()
    } catch {
      let diagnostic = machine.diagnose(error)
      if !keepsNamesOfFailures {
        runtime.globals.restore(before)
        runtime.modules = modules
      }
      throw diagnostic
    }
    return outcome(machine.shown, endOf: source)
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
    return Checker.check(parsed.module, source: source, runtime: runtime)
  }

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  public func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic {
    let place = runtime.place(diagnostic.source)
    return SyntaxDiagnostic(.run(diagnostic, at: place), at: place)
  }

  /// The place in a text that an operation of this session's programs was written at.
  public func place(_ origin: Origin?) -> Place? { runtime.place(origin) }

  /// Lets go of all variables and of the functions that are mapped, which keep each other alive.
  /// What the text itself ties into a ring, such as a list that holds itself, stays.
  public func forget() { runtime.forget() }

  /// Whether a line goes on with the text before it. One that is not indented ends a block, as an
  /// empty line does: scripts have no empty line there.
  public static func isContinued(_ text: String, by line: String) -> Bool {
    // Reading the text takes longer than looking at the line.
    !(startsStatement(line) && !isIncomplete(text + "\n"))
  }

  private static func startsStatement(_ line: String) -> Bool {
    guard let first = line.unicodeScalars.first, !first.properties.isWhitespace, first != "#" else {
      return false
    }
    return !["elif", "else", "except", "finally"].contains { line.hasPrefix($0) }
  }

  /// What brackets, strings in three quotes and colons at the ends of lines tell.
  public static func openness(behind line: String, _ open: inout [UInt8]) -> Openness {
    var marks = OpenMarks(open)
    defer { open = marks.open }
    return marks.openness(behind: Array(line.utf8))
  }

  /// Whether a text is the beginning of one: a bracket or string is open, a block is missing, or
  /// the last block may go on, which an empty line ends.
  public static func isIncomplete(_ text: String) -> Bool {
    let source = SourceText(text, name: "")
    let parsed = Parser.parse(source)
    if let fault = parsed.faults.first { return fault.isOpen(in: source) }
    guard let last = parsed.module.statements.last, last.hasBlock else { return false }
    return !source.endsBlock
  }
}

extension Session {
  private typealias Shown = (object: Object, place: Place)

  /// What a text gave: its last expression statement, if that has a value.
  private func outcome(_ shown: Shown?, endOf source: SourceText) -> Outcome {
    guard let shown else {
      let nothing = SyntaxDiagnostic(.noProgram(.nothing), at: Place(endOf: source))
      return Outcome(.failure(nothing), at: nil, hasValue: false) {
        () throws(SyntaxDiagnostic) in ""
      }
    }
    var (output, input): (Output?, Input?)
    switch shown.object {
    case .sequence(let result): output = result.output
    case .matrix(let result): input = result.input
    default: break
    }
    let runtime = runtime
    return Outcome(
      Session.program(shown), at: shown.place, hasValue: true, output: output, input: input
    ) { () throws(SyntaxDiagnostic) in
      try Session.display(shown, runtime)
    }
  }

  private static func program(_ shown: Shown) -> Result<Outcome.Runnable, SyntaxDiagnostic> {
    switch shown.object {
    case .sop(let sop): .success(.sop(sop))
    case .tracr(let tracr): .success(.sop(tracr.sop))
    case .selector(let selector): .success(.selector(selector))
    // What was run, if the text ran it itself.
    case .sequence(let result): .success(.sop(result.sop))
    case .matrix(let result): .success(.selector(result.selector))
    default:
      .failure(SyntaxDiagnostic(.noProgram(shown.object.insteadOfProgram), at: shown.place))
    }
  }

  /// S-ops, selectors, keys, queries and what running them gave as figures, all else as Python
  /// writes it. S-ops are run on the session's example, which may fail.
  private static func display(
    _ shown: Shown, _ runtime: Runtime
  ) throws(SyntaxDiagnostic) -> String {
    let machine = Machine(runtime, runtime.startEvaluation())
    defer { runtime.meter = nil }
    do throws(Fault) {
      if shown.object.isDrawn { return try machine.figure(shown.object) }
      return try machine.representation(shown.object) + "\n"
    } catch {
      if case .run(_, let operation?) = error { throw SyntaxDiagnostic(error, at: operation) }
      throw SyntaxDiagnostic(error, at: shown.place)
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
    case .tuples(let tuples): return tuples.role == .none ? .tuples : .keyOrQuery(phrase)
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
    case .reading(.unclosed), .reading(.unclosedString(isTriple: true)),
      .reading(.unclosedField(isTriple: true)), .reading(.unfinished):
      return true
    case .reading(.missingBlock): return isLast(in: source, from: span.start)
    case .reading(.tryAlone(let end)): return isLast(in: source, from: end) && !source.endsBlock
    default: return false
    }
  }

  /// Whether no word stands in a text from an offset on.
  private func isLast(in source: SourceText, from offset: UInt32) -> Bool {
    Lexer.lex(source).tokens.allSatisfy { $0.span.start < offset || $0.isInvisible }
  }
}

extension SourceText {
  /// Whether the last line is empty, which ends a block where a person enters it.
  fileprivate var endsBlock: Bool {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count > 1, let last = lines.dropLast().last else { return false }
    let isEmpty = last.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    return isEmpty && (lines.last?.isEmpty ?? true)
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
