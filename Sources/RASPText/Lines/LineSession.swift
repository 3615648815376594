import RASP

/// A statement of a dialect whose statements are lines.
package protocol LineStatement: Sendable {
  var span: Span { get }
  /// The name that it gives a meaning.
  var assigned: String? { get }
}

/// Runs the statements of one text, and keeps the names that they define.
package protocol LineRunner {
  associatedtype Parser: LineParser where Parser.Statement: LineStatement
  associatedtype Names: LineNames
  typealias Fault = Parser.Fault

  /// - Parameter text: the number of the text, for the places that errors of a run carry.
  init(names: Names, meter: Meter<Fault>, text: UInt32)

  var names: Names { get }

  /// Names that may have been meant.
  var candidates: [String] { get }

  /// The value of a statement, if it has one.
  mutating func run(_ statement: Parser.Statement) throws(LocatedFault<Fault>) -> SOp?
}

/// The names of a session.
package protocol LineNames {
  init()
  /// In the order in which they got their values.
  var order: [String] { get }
}

/// Runs texts one after the other; each sees the names that those before defined. The value of a
/// text is that of its last line. A text that fails leaves all names as they were.
package final class LineSession<Runner: LineRunner> {
  package typealias Fault = Runner.Fault

  private let surroundings: Surroundings
  private var texts: [SourceText] = []
  private var known = Runner.Names()

  package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  package var example = Input.standard

  package var names: [String] { known.order }

  package func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome {
    let parsed = Runner.Parser.read(source)
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

  package func check(_ source: SourceText) -> [SyntaxDiagnostic] {
    let parsed = Runner.Parser.read(source)
    if !parsed.faults.isEmpty { return parsed.faults.map { SyntaxDiagnostic($0, in: source) } }
    var runner = runner(source)
    var (found, unknown): ([SyntaxDiagnostic], Set<String>) = ([], [])
    for statement in parsed.statements {
      do throws(LocatedFault<Fault>) {
        _ = try runner.run(statement)
      } catch {
        if let name = statement.assigned { unknown.insert(name) }
        // What lacks a name whose own line failed is no fault of its own.
        if let name = error.fault.undefinedName, unknown.contains(name) { continue }
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

  package func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic {
    SyntaxDiagnostic(Fault.run(diagnostic).report([]), at: place(diagnostic.origin))
  }

  package func place(_ origin: Origin?) -> Place? {
    guard let origin, Int(origin.source) < texts.count else { return nil }
    return Place(source: texts[Int(origin.source)], span: Span(origin.start, origin.end))
  }

  package func forget() { known = Runner.Names() }

  /// A line is a text, unless a string in it is open.
  package static func isIncomplete(_ text: String) -> Bool {
    Runner.Parser.read(SourceText(text, name: "")).faults.contains { $0.fault.isOpenString }
  }

  private typealias Shown = (value: SOp, place: Place)

  private func outcome(_ shown: Shown?, endOf source: SourceText) -> Outcome {
    guard let shown else {
      let nothing = SyntaxDiagnostic(
        Fault.noProgram(.nothing).report([]), at: Place(endOf: source))
      return Outcome(.failure(nothing), at: nil, hasValue: false) {
        () throws(SyntaxDiagnostic) in ""
      }
    }
    return Outcome(.success(.sop(shown.value)), at: shown.place, hasValue: true) {
      () throws(SyntaxDiagnostic) in
      do throws(Diagnostic) { return try shown.value.figure(on: self.example) } catch {
        throw self.explain(error)
      }
    }
  }
}
