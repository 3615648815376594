import RASP
import RASPExport

/// Everything that a program computes on one input, as an object.
struct TraceJSON {
  let trace: Trace

  init(_ trace: Trace) { self.trace = trace }

  var json: JSON {
    let program = trace.program
    return .members([
      "input": .values(trace.input.tokens), "nodes": .array(program.ids.map(node)),
      "heads": .array(program.heads.joined().map(head)),
      "output": .integer(program.output.index),
    ])
  }

  private func node(_ id: NodeID) -> JSON {
    let node = trace.program[id]
    var members = [
      JSON.Member(key: "expression", json: .string(trace.program.expression(id))),
      JSON.Member(key: "layer", json: .integer(node.layer)),
      JSON.Member(key: "operands", json: .array(node.operands.map { .integer($0.index) })),
    ]
    if let name = node.name { members.append(JSON.Member(key: "name", json: .string(name))) }
    if trace.program.isSelector(id) {
      members.append(JSON.Member(key: "matrix", json: .strings(rows(id))))
    } else {
      members.append(JSON.Member(key: "values", json: .values(trace.values(id))))
    }
    return .object(members)
  }

  /// A text of ones and zeros for each query position.
  private func rows(_ id: NodeID) -> [String] {
    trace.matrix(id).map { row in
      var text = ""
      for cell in row { text += cell ? "1" : "0" }
      return text
    }
  }

  private func head(_ head: Head) -> JSON {
    .members([
      "layer": .integer(head.layer), "name": head.name.map(JSON.string) ?? .null,
      "selector": .integer(head.selector.index), "value": .integer(head.value.index),
      "aggregates": .array(head.aggregates.map { .integer($0.index) }),
    ])
  }
}

extension Program {
  fileprivate func isSelector(_ id: NodeID) -> Bool { self[id].operation.result == .selector }
}
