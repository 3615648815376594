import RASP
import RASPText

/// Runs texts of C-RASP one after the other; each sees the names that those before defined.
///
/// ```swift
/// let session = Session()
/// try session.run(SourceText("V = # \"(\"\nD = V >= # \")\"", name: "more.cr"))
/// let program = try session.evaluate("D").program()
/// ```
///
/// The value of a text is that of its last line. A text that fails leaves all names as they were.
public final class Session: DialectSession {
  private let surroundings: Surroundings
  private var texts: [SourceText] = []
  private var known = Names()

  /// - Parameter surroundings: a text can neither print nor load nor draw.
  public init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  public convenience init(limits: Limits = Limits()) { self.init(Surroundings(limits: limits)) }

  /// The input on which values are shown; "hello" from the start.
  public var example = Input.standard

  /// The names that have a value, in the order in which they got one.
  public var names: [String] { known.order }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that
  ///   building its s-ops met.
  @discardableResult
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome {
    let parsed = Parser.read(source)
    if let fault = parsed.faults.first { throw SyntaxDiagnostic(fault, in: source) }
    var (runner, last) = (runner(source), Shown?.none)
    for statement in parsed.statements {
      do throws(LocatedFault<Fault>) {
        if let value = try runner.run(statement) {
          last = (value, Place(source: source, span: statement.span))
        }
      } catch {
        throw SyntaxDiagnostic(error, in: source, candidates: runner.candidates)
      }
    }
    known = runner.names
    return outcome(last, endOf: source)
  }

  /// Runs an expression, or any other text, that has no file.
  @discardableResult
  public func evaluate(
    _ expression: String, name: String = "<expression>"
  ) throws(SyntaxDiagnostic) -> Outcome {
    try run(SourceText(expression, name: name))
  }

  /// Everything that is wrong with a text.
  public func check(_ source: SourceText) -> [SyntaxDiagnostic] {
    let parsed = Parser.read(source)
    if !parsed.faults.isEmpty { return parsed.faults.map { SyntaxDiagnostic($0, in: source) } }
    var runner = runner(source)
    var (found, unknown): ([SyntaxDiagnostic], Set<String>) = ([], [])
    for statement in parsed.statements {
      do throws(LocatedFault<Fault>) {
        _ = try runner.run(statement)
      } catch {
        if let name = statement.assigned { unknown.insert(name) }
        // What lacks a name whose own line failed is no fault of its own.
        if case .undefined(let name) = error.fault, unknown.contains(name) { continue }
        found.append(SyntaxDiagnostic(error, in: source, candidates: runner.candidates))
      }
    }
    return found
  }

  private func runner(_ source: SourceText) -> Runner {
    texts.append(source)
    let meter = Meter<Fault>(
      surroundings.limits, steps: surroundings.limits.steps, .steps,
      isCancelled: surroundings.isCancelled)
    return Runner(names: known, meter: meter, text: UInt32(texts.count - 1))
  }

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  public func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic {
    SyntaxDiagnostic(Fault.run(diagnostic).report([]), at: place(diagnostic.origin))
  }

  /// The place in a text that an operation of this session's programs was written at.
  public func place(_ origin: Origin?) -> Place? {
    guard let origin, Int(origin.source) < texts.count else { return nil }
    return Place(source: texts[Int(origin.source)], span: Span(origin.start, origin.end))
  }

  /// A line is a text, unless a string in it is open.
  public static func isIncomplete(_ text: String) -> Bool {
    Parser.read(SourceText(text, name: "")).faults.contains {
      if case .openString = $0.fault { true } else { false }
    }
  }
}

extension Session {
  private typealias Shown = (value: Typed, place: Place)

  private func outcome(_ shown: Shown?, endOf source: SourceText) -> Outcome {
    guard let shown else {
      let place = Place(endOf: source)
      let nothing = SyntaxDiagnostic(Fault.noProgram(.nothing).report([]), at: place)
      return Outcome(.failure(nothing), at: nil, hasValue: false) {
        () throws(SyntaxDiagnostic) in ""
      }
    }
    let sop = shown.value.sop
    return Outcome(.success(.sop(sop)), at: shown.place, hasValue: true) {
      () throws(SyntaxDiagnostic) in
      do throws(Diagnostic) { return try sop.figure(on: self.example) } catch {
        throw self.explain(error)
      }
    }
  }
}

/// Runs statements, and keeps the names that they define.
private struct Runner {
  var names: Names
  let meter: Meter<Fault>
  let text: UInt32
  /// What the text has defined so far, which it may import as well.
  private var defined: Set<String> = []

  init(names: Names, meter: Meter<Fault>, text: UInt32) {
    self.names = names
    self.meter = meter
    self.text = text
  }

  /// Names that may have been meant.
  var candidates: [String] {
    names.order + names.guards.keys.sorted() + PredicateLibrary.predicates.keys.sorted()
  }

  /// The value of the statement, if it has one.
  mutating func run(_ statement: Statement) throws(LocatedFault<Fault>) -> Typed? {
    switch statement.kind {
    case .assignment(let name, let expression):
      let built = try build(expression)
      let named = Typed(sop: built.sop.named(name.text), isNumber: built.isNumber)
      names.set(name.text, named)
      return named
    case .expression(let expression): return try build(expression)
    case .definition(let predicate):
      defined.insert(predicate.name.text)
      try define(predicate)
      return nil
    case .import(let name):
      if defined.contains(name.text) { return nil }
      guard let predicate = PredicateLibrary.predicates[name.text] else {
        throw LocatedFault(.noPredicate(name.text), at: name.span)
      }
      try define(predicate)
      return nil
    }
  }

  private func build(_ expression: Expression) throws(LocatedFault<Fault>) -> Typed {
    try Builder(names: names, meter: meter, text: text).build(expression)
  }

  private mutating func define(_ predicate: Predicate) throws(LocatedFault<Fault>) {
    let builder = PredicateBuilder(predicate)
    if predicate.parameters.count == 2 {
      names.guards[predicate.name.text] = try builder.selector()
    } else {
      let sop = try builder.sop().named(predicate.name.text)
      names.set(predicate.name.text, Typed(sop: sop, isNumber: false))
    }
  }
}

extension Statement {
  /// The name that the statement gives a meaning.
  fileprivate var assigned: String? {
    switch kind {
    case .assignment(let name, _), .import(let name): name.text
    case .definition(let predicate): predicate.name.text
    case .expression: nil
    }
  }
}
