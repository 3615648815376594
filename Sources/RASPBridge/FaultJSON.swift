import RASP
import RASPCompiler
import RASPExport
import RASPModel
import RASPText

// Faults as data for the host, which makes its own exceptions of them.

extension Handle {
  /// A fault of the program, with the place in a text that it is about.
  func json(_ diagnostic: Diagnostic) -> JSON {
    diagnostic.json(at: onlyText?.session.explain(diagnostic).place)
  }

  /// Why the program was refused, with the places in a text that the reasons are about.
  func json(_ refusal: Refusal) -> JSON {
    .members([
      "kind": .string("refused"), "message": .string(refusal.description),
      "reasons": .array(
        refusal.reasons.map { reason in
          .members([
            "message": .string(reason.fault.description),
            "operation": reason.sop.map(JSON.string) ?? .null,
            "node": reason.origin?.node.map { .integer($0) } ?? .null,
            "place": onlyText?.session.place(reason.origin).map { $0.json } ?? .null,
          ])
        }),
    ])
  }
}

extension Origin {
  /// The number of the node of words that it stands for.
  fileprivate var node: Int? { source == WireReader.source ? Int(start) : nil }
}

extension Diagnostic {
  /// What went wrong, as an object: `kind`, `message`, and where, as far as it is known.
  fileprivate func json(at place: Place?) -> JSON {
    var members: [(String, JSON)] = [
      ("kind", .string(problem.kind)), ("message", .string(problem.description)),
      ("details", .strings(details)),
    ]
    if let operation { members.append(("operation", .string(operation))) }
    if let head { members.append(("head", .string(head))) }
    switch location {
    case .whole: break
    case .position(let position): members.append(("position", .integer(position)))
    case .pair(let query, let key):
      members.append(("query", .integer(query)))
      members.append(("key", .integer(key)))
    }
    if let node = origin?.node { members.append(("node", .integer(node))) }
    if let place { members.append(("place", place.json)) }
    if case .functionFailed(let function, let values, _, let origin) = problem {
      members.append(("function", .string(function)))
      members.append(("values", .values(values)))
      if let origin, origin.source == Host.source {
        members.append(("exception", .integer(Int(origin.start))))
      }
    }
    return .object(members.map { JSON.Member(key: $0.0, json: $0.1) })
  }
}

extension Problem {
  /// The name of the case, which the host's exceptions go by.
  var kind: String {
    switch self {
    case .noMeaning: "no_meaning"
    case .noOrder: "no_order"
    case .divisionByZero: "division_by_zero"
    case .overflow: "overflow"
    case .notFinite: "not_finite"
    case .infinite: "infinite"
    case .noRealPower: "no_real_power"
    case .textTooLong: "text_too_long"
    case .noResult: "no_result"
    case .functionFailed: "function_failed"
    case .notNumbers: "not_numbers"
    case .notEqual: "not_equal"
    case .sumOverflow: "sum_overflow"
    case .sumNotFinite: "sum_not_finite"
    case .listLength: "list_length"
    case .notASequence: "not_a_sequence"
    case .tooMuchMemory: "too_much_memory"
    case .inputTooLong: "input_too_long"
    }
  }
}

extension SyntaxDiagnostic {
  /// What is wrong with a text, as an object: `kind`, which of the sorts of faults it is, words and
  /// place.
  ///
  /// - Parameter printed: what the text has printed before.
  func json(printed: String = "") -> JSON {
    .members([
      "kind": .string("text"), "sort": .string(report.code.rawValue), "message": .string(message),
      "details": .strings(details), "help": usefulHelp.map(JSON.string) ?? .null,
      "place": place?.json ?? .null, "printed": .string(printed),
      "calls": .array(
        calls.map { call in
          .members([
            "function": call.function.map(JSON.string) ?? .null, "place": call.place.json,
          ])
        }),
    ])
  }
}

extension SyntaxDiagnostic {
  /// Without the option of the command line that moves a limit.
  private var usefulHelp: String? { report.code == .limit ? nil : help }
}

extension Place {
  /// Where it starts and ends, in lines and columns counted from 1, and the text of its first line.
  fileprivate var json: JSON {
    let end = Place(source: source, span: Span(max(span.start, span.end), 0))
    return .members([
      "file": .string(source.name), "line": .integer(line), "column": .integer(column),
      "end_line": .integer(end.line), "end_column": .integer(end.column),
      "text": .string(source.text(source.line(line - 1))),
    ])
  }
}

extension InputFault {
  var json: JSON {
    .members(["kind": .string("input"), "message": .string(description)])
  }
}

extension BridgeError {
  var json: JSON { .members(["kind": .string("call"), "message": .string(message)]) }
}

extension Block {
  /// A fault and what is said of it.
  init(fault: JSON) { self.init(text: fault.text(depth: 0), isFault: true) }
}
