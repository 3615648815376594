import RASP
import RASPText

/// Runs texts of the RASP dialect one after the other; each sees the names that those before
/// defined, and the library's.
///
/// ```swift
/// let session = Session()
/// try session.run(SourceText("reverse = aggregate(select(indices, length-1-indices, ==), tokens);",
///   name: "flip.rasp"))
/// let program = try session.evaluate("reverse").program()
/// ```
///
/// Unlike ``Conversation`` it prints nothing, runs nothing on the example but what a text
/// applies to an input itself, stops at the first fault and throws it with its place, and lets a
/// text give the library's names a new meaning.
public final class Session: DialectSession {
  private let machine: SessionState
  private let console: StatementRunner
  private let scope: Scope

  /// - Parameters:
  ///   - limits: what one text may use.
  ///   - isCancelled: asked every few thousand steps; a text ends with an error when it says so.
  ///   - read: the bytes of a file that a text loads, or `nil` if there is none.
  ///   - draw: draws the computation flow that a text asks for; gives what went wrong.
  public convenience init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    read: @escaping (_ name: String) -> [UInt8]? = { _ in nil },
    draw: @escaping (FlowDrawing) -> String? = { _ in nil }
  ) {
    self.init(Surroundings(limits: limits, isCancelled: isCancelled, read: read, draw: draw))
  }

  /// - Parameter surroundings: a text can load and draw, and prints nothing.
  public init(_ surroundings: Surroundings) {
    machine = SessionState(limits: surroundings.limits, isCancelled: surroundings.isCancelled)
    console = StatementRunner(
      machine, read: surroundings.read, draw: surroundings.draw, print: { _ in })
    scope = Scope(name: "program", parent: console.fileBase, base: machine.base)
    (console.top, console.isStrict) = (scope, true)
  }

  /// The input that shows programs: what `set example` made it, "hello" from the start.
  public var example: Input {
    get { RunInput(machine.sopExample).map { Input($0.tokens) } ?? .standard }
    set {
      let value = DialectValue.list(ValueList(newValue.tokens.map { .atom($0) }))
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
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome {
    let parsed = Parser.readFile(source)
    if let fault = parsed.faults.first { throw SyntaxDiagnostic(fault.fault, in: source) }
    return try run(parsed.statements, source)
  }

  private func run(
    _ statements: [Statement], _ source: SourceText
  ) throws(SyntaxDiagnostic) -> Outcome {
    machine.startEvaluation()
    let text = machine.add(source)
    var last: Last?
    for statement in statements {
      if case .exit = statement.kind { break }
      do throws(PlacedFault) {
        let shown = try console.run(statement, in: scope, text: text)
        let place = Place(source: source, span: statement.span)
        last = shown.last?.value.map { ($0, place) } ?? last
      } catch {
        throw diagnose(error)
      }
    }
    return outcome(last)
  }

  /// Runs an expression, or any other text, that has no file. The `;` at its end may be missing.
  @discardableResult
  public func evaluate(
    _ expression: String, name: String = "<expression>"
  ) throws(SyntaxDiagnostic) -> Outcome {
    let source = SourceText(expression, name: name)
    let parsed = Parser.readFile(source)
    guard let first = parsed.faults.first else { return try run(parsed.statements, source) }
    let whole = SourceText(expression + ";", name: name)
    let again = Parser.readFile(whole)
    if !again.faults.isEmpty { throw SyntaxDiagnostic(first.fault, in: source) }
    return try run(again.statements, whole)
  }

  /// Everything that is wrong with a text: what cannot be read, or else, of each statement, what
  /// building it meets. Nothing is run on the example, and all names keep their values.
  public func check(_ source: SourceText) -> [SyntaxDiagnostic] {
    let parsed = Parser.readFile(source)
    if !parsed.faults.isEmpty {
      return parsed.faults.map { SyntaxDiagnostic($0.fault, in: source) }
    }
    let examples = (machine.sopExample, machine.selectorExample)
    let inner = Scope(name: "program", parent: scope, base: machine.base)
    console.top = inner
    defer {
      console.top = scope
      (machine.sopExample, machine.selectorExample) = examples
    }
    return check(parsed.statements, machine.add(source), in: inner)
  }

  private func check(
    _ statements: [Statement], _ text: UInt32, in scope: Scope
  ) -> [SyntaxDiagnostic] {
    machine.startEvaluation()
    var (found, unknown): ([SyntaxDiagnostic], Set<String>) = ([], [])
    for statement in statements {
      do throws(PlacedFault) {
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
    SyntaxDiagnostic(.run(diagnostic), at: place(diagnostic.origin))
  }

  /// Where a text of this session wrote an operation; `nil` if none did.
  public func place(_ origin: Origin?) -> Place? {
    origin.flatMap { machine.place($0.source, Span($0.start, $0.end)) }
  }

  /// Lets go of all names. Functions and the scopes that they see hold each other.
  public func forget() { machine.forget() }

  /// Whether a text is the beginning of a statement.
  public static func isIncomplete(_ text: String) -> Bool {
    let source = SourceText(text, name: "")
    return Parser.readFile(source).faults.last?.isUnfinished ?? false
  }

  /// The conversation of the language's first implementation.
  public static func conversation(_ surroundings: Surroundings) -> DialectConversation? {
    let conversation = Conversation(
      limits: surroundings.limits, isCancelled: surroundings.isCancelled,
      read: surroundings.read, draw: surroundings.draw, print: surroundings.print)
    return DialectConversation(
      prompt: { conversation.prompt }, enter: { conversation.enter($0) },
      load: { path in
        let ending = Dialect.rasp.fileEnding
        let name = path.hasSuffix(ending) ? String(path.dropLast(ending.utf8.count)) : path
        conversation.enter("load \"" + name + "\";")
      },
      interrupt: { conversation.interrupt() }, isOver: { conversation.isOver },
      names: { conversation.names })
  }

  private func diagnose(_ error: PlacedFault) -> SyntaxDiagnostic {
    if case .run(let diagnostic) = error.fault { return explain(diagnostic) }
    var place: Place?
    if let text = error.text, let span = error.span { place = machine.place(text, span) }
    return SyntaxDiagnostic(error.fault, at: place, candidates: scope.names)
  }
}

extension Session {
  /// The value of the last statement that gave one, and where it is.
  private typealias Last = (value: DialectValue, place: Place)

  private func outcome(_ last: Last?) -> Outcome {
    guard let last else {
      let nothing = SyntaxDiagnostic(NoProgram.nothing.report, at: nil)
      return Outcome(.failure(nothing), at: nil, hasValue: false) {
        () throws(SyntaxDiagnostic) in ""
      }
    }
    var input: Input?
    if case .result(let result) = last.value { input = Input(result.input.tokens) }
    return Outcome(Session.program(last), at: last.place, hasValue: true, input: input) {
      () throws(SyntaxDiagnostic) in try self.display(last.value)
    }
  }

  private static func program(_ last: Last) -> Result<Outcome.Runnable, SyntaxDiagnostic> {
    let reason: NoProgram
    switch last.value {
    case .node(let node): return .success(node.runnable)
    case .result(let result): return .success(result.node.runnable)
    case .function(let function):
      let parameters = function.code.parameters.map { $0.text }
      reason =
        parameters.isEmpty
        ? .callable(function.name) : .function(function.name, parameters: parameters)
    case .atom, .list, .dictionary: reason = .other(last.value.kindName)
    }
    return .failure(SyntaxDiagnostic(reason.report, at: last.place))
  }

  private func display(_ value: DialectValue) throws(SyntaxDiagnostic) -> String {
    guard case .node(let node) = value else { return value.quotedText + "\n" }
    do throws(Diagnostic) {
      switch node.content {
      case .sop(let sop): return try sop.figure(on: example)
      case .selector(let selector): return try selector.figure(on: example)
      }
    } catch {
      throw explain(error)
    }
  }
}

extension DialectNode {
  fileprivate var runnable: Outcome.Runnable {
    switch content {
    case .sop(let sop): .sop(sop)
    case .selector(let selector): .selector(selector)
    }
  }
}

extension StatementRunner.Shown {
  fileprivate var value: DialectValue? {
    switch self {
    case .named(_, let value): value
    case .result(let result): .result(result)
    default: nil
    }
  }
}

extension Statement {
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
