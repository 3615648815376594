import RASP

/// Runs texts of the RASP dialect one after the other; each sees the names that those before
/// defined, and the library's.
///
/// ```swift
/// let session = ClassicSession()
/// try session.run(SourceText("reverse = aggregate(select(indices, length-1-indices, ==), tokens);",
///   name: "flip.rasp"))
/// let program = try session.evaluate("reverse").program()
/// ```
///
/// Unlike ``ClassicConversation`` it prints nothing, runs nothing on the example but what a text
/// applies to an input itself, stops at the first fault and throws it with its place, and lets a
/// text give the library's names a new meaning.
public final class ClassicSession {
  private let machine: ClassicMachine
  private let console: ClassicConsole
  private let scope: ClassicScope

  /// - Parameters:
  ///   - limits: what one text may use.
  ///   - isCancelled: asked every few thousand steps; a text ends with an error when it says so.
  ///   - read: the bytes of a file that a text loads, or `nil` if there is none.
  ///   - draw: draws the computation flow that a text asks for; gives what went wrong.
  public init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    read: @escaping (_ name: String) -> [UInt8]? = { _ in nil },
    draw: @escaping (ClassicDrawing) -> String? = { _ in nil }
  ) {
    machine = ClassicMachine(limits: limits, isCancelled: isCancelled)
    console = ClassicConsole(machine, read: read, draw: draw, print: { _ in })
    scope = ClassicScope(name: "program", parent: console.fileBase, base: machine.base)
    (console.top, console.isStrict) = (scope, true)
  }

  /// The input that shows programs: what `set example` made it, "hello" from the start.
  public var example: Input {
    get { ClassicInput(machine.sopExample).map { Input($0.tokens) } ?? .standard }
    set {
      let value = ClassicValue.list(ClassicList(newValue.tokens.map { .atom($0) }))
      machine.sopExample = value
      machine.selectorExample = value
    }
  }

  /// All names that have a value, sorted.
  public var names: [String] { scope.names }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that its
  ///   run met.
  @discardableResult
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> ClassicOutcome {
    let parsed = ClassicParser.readFile(source)
    if let fault = parsed.faults.first { throw SyntaxDiagnostic(fault.fault, in: source) }
    return try run(parsed.statements, source)
  }

  private func run(
    _ statements: [ClassicStatement], _ source: SourceText
  ) throws(SyntaxDiagnostic) -> ClassicOutcome {
    machine.startEvaluation()
    let text = machine.add(source)
    var outcome = ClassicOutcome(last: nil, source: source)
    for statement in statements {
      if case .exit = statement.kind { return outcome }
      do throws(ClassicError) {
        let shown = try console.run(statement, in: scope, text: text)
        outcome.last = shown.last?.value.map { ($0, statement.span) } ?? outcome.last
      } catch {
        throw diagnose(error)
      }
    }
    return outcome
  }

  /// Runs an expression, or any other text, that has no file. The `;` at its end may be missing.
  @discardableResult
  public func evaluate(
    _ expression: String, name: String = "<expression>"
  ) throws(SyntaxDiagnostic) -> ClassicOutcome {
    let source = SourceText(expression, name: name)
    let parsed = ClassicParser.readFile(source)
    guard let first = parsed.faults.first else { return try run(parsed.statements, source) }
    let whole = SourceText(expression + ";", name: name)
    let again = ClassicParser.readFile(whole)
    if !again.faults.isEmpty { throw SyntaxDiagnostic(first.fault, in: source) }
    return try run(again.statements, whole)
  }

  /// Everything that is wrong with a text: what cannot be read, or else, of each statement, what
  /// building it meets. Nothing is run on the example.
  public func check(_ source: SourceText) -> [SyntaxDiagnostic] {
    let parsed = ClassicParser.readFile(source)
    if !parsed.faults.isEmpty {
      return parsed.faults.map { SyntaxDiagnostic($0.fault, in: source) }
    }
    machine.startEvaluation()
    let text = machine.add(source)
    var (found, unknown): ([SyntaxDiagnostic], Set<String>) = ([], [])
    for statement in parsed.statements {
      do throws(ClassicError) {
        _ = try console.run(statement, in: scope, text: text)
      } catch {
        unknown.formUnion(statement.assigned)
        // What lacks a name whose own statement failed is no fault of its own.
        if case .undefined(let name) = error.fault, unknown.contains(name) { continue }
        found.append(diagnose(error))
      }
    }
    return found
  }

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  public func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic {
    SyntaxDiagnostic(.classic(.run(diagnostic)), at: place(diagnostic.origin))
  }

  /// Where a text of this session wrote an operation; `nil` if none did.
  public func place(_ origin: Origin?) -> Place? {
    origin.flatMap { machine.place($0.source, Span($0.start, $0.end)) }
  }

  /// Whether a text is the beginning of a statement.
  public static func isIncomplete(_ text: String) -> Bool {
    let source = SourceText(text, name: "")
    return ClassicParser.readFile(source).faults.last?.isUnfinished ?? false
  }

  private func diagnose(_ error: ClassicError) -> SyntaxDiagnostic {
    if case .run(let diagnostic) = error.fault { return explain(diagnostic) }
    var place: Place?
    if let text = error.text, let span = error.span { place = machine.place(text, span) }
    return SyntaxDiagnostic(.classic(error.fault), at: place, candidates: scope.names)
  }
}

/// What a text of the RASP dialect gave.
public struct ClassicOutcome {
  fileprivate(set) var last: (value: ClassicValue, span: Span)?
  let source: SourceText

  /// The value of the last statement that gave one, as a program.
  ///
  /// - Throws: that there is none, or what its value is instead.
  public func program() throws(SyntaxDiagnostic) -> Outcome.Runnable {
    guard let last else { throw SyntaxDiagnostic(.noProgram(.nothing), at: nil) }
    let place = Place(source: source, span: last.span)
    switch last.value {
    case .node(let node):
      switch node.content {
      case .sop(let sop): return .sop(sop)
      case .selector(let selector): return .selector(selector)
      }
    case .function(let function):
      let parameters = function.code.parameters.map { $0.text }
      let reason: NoProgram =
        parameters.isEmpty
        ? .callable(function.name) : .function(function.name, parameters: parameters)
      throw SyntaxDiagnostic(.noProgram(reason), at: place)
    case .result: throw SyntaxDiagnostic(.noProgram(.alreadyRun), at: place)
    default: throw SyntaxDiagnostic(.noProgram(.other(last.value.kindName)), at: place)
    }
  }
}

extension ClassicConsole.Shown {
  fileprivate var value: ClassicValue? {
    switch self {
    case .named(_, let value): value
    case .result(let result): .result(result)
    default: nil
    }
  }
}

extension ClassicStatement {
  /// The names that the statement gives a value.
  fileprivate var assigned: [String] {
    switch kind {
    case .assignment(let names, _): return names.map { $0.text }
    case .definition(let code): return [code.name.text]
    case .loop(let names, _, let body):
      var assigned = names.map { $0.text }
      for statement in body { assigned += statement.assigned }
      return assigned
    default: return []
    }
  }
}
