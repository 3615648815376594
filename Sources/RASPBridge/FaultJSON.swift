import RASP
import RASPCompiler
import RASPExport
import RASPModel

// Faults as data for the host, which makes its own exceptions of them.

extension Diagnostic {
  /// What went wrong, as an object: `kind`, `message`, and where, as far as it is known.
  var json: JSON {
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
    if let origin, origin.source == 0 { members.append(("node", .integer(Int(origin.start)))) }
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
    case .sumOverflow: "sum_overflow"
    case .sumNotFinite: "sum_not_finite"
    case .listLength: "list_length"
    case .notASequence: "not_a_sequence"
    case .tooMuchMemory: "too_much_memory"
    case .inputTooLong: "input_too_long"
    }
  }
}

extension Refusal {
  var json: JSON {
    .members([
      "kind": .string("refused"), "message": .string(description),
      "reasons": .array(
        reasons.map { reason in
          .members([
            "message": .string(reason.fault.description),
            "operation": reason.sop.map(JSON.string) ?? .null,
            "node": reason.origin.map { .integer(Int($0.start)) } ?? .null,
          ])
        }),
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
