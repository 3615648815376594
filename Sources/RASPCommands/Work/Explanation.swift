import RASP
import RASPCertificate
import RASPOptimizer

/// What stands for each s-op of a program in what was found: the nodes with the same values on every
/// input of the certificate.
struct Explanation {
  private let result: Optimization
  private let partners: [Int: Int]

  init(_ result: Optimization, _ certificate: Certificate) {
    self.result = result
    partners = Dictionary(
      certificate.steps.map { ($0.original, $0.result) }, uniquingKeysWith: { first, _ in first })
  }

  /// What stands for each s-op that reads a head; heads whose values the result has not; and those of the
  /// result that stand for none.
  var text: String {
    let (before, after) = (result.original, result.program)
    let found = Array(after.ids)
    var lines: [String] = []
    for id in before.ids {
      if let partner = partners[id.index] {
        lines += ["before  " + line(before, id), "   now  " + line(after, found[partner])]
      } else if before[id].aggregate != nil {
        lines.append("  gone  " + line(before, id))
      }
    }
    let known = Set(partners.values)
    for id in after.ids where after[id].aggregate != nil && !known.contains(id.index) {
      lines.append("   new  " + line(after, id))
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ program: Program, _ id: NodeID) -> String {
    let name = program[id].name.map { $0 + " = " } ?? ""
    return "layer \(program[id].layer): " + name + program.expression(id)
  }
}
