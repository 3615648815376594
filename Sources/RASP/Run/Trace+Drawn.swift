/// What figures show of a trace: all of the program, or what was computed before it failed.
extension Trace {
  /// The node that failed; `nil` if the program ran to its end.
  package var failed: NodeID? {
    known < program.nodes.count ? NodeID(known) : nil
  }

  /// Whether there is anything to show beside the input; of a selector there is its matrix alone.
  package var canBeDrawn: Bool {
    guard failed != nil else { return true }
    return program.result == .sop ? !heads.isEmpty || !steps.isEmpty : hasFailed(program.output, [])
  }

  /// The heads of each layer that were evaluated, and those that failed.
  package var heads: [[Head]] {
    var layers = program.heads
    guard let failed else { return layers }
    for layer in layers.indices {
      layers[layer].removeAll { head in
        head.aggregates[0].index > known
          && !(head.layer == program[failed].layer + 1 && hasFailed(head.selector, []))
      }
    }
    while layers.last?.isEmpty == true { layers.removeLast() }
    return layers
  }

  /// The elementwise s-ops that were evaluated and have names of their own; the output is no step.
  package var steps: [NodeID] {
    program.ids.filter { isKnown($0) && $0 != program.output && program[$0].step != nil }
  }

  /// Whether it was a selector, or an aggregate of it, that failed.
  package func hasFailed(_ selector: NodeID, _ aggregates: [NodeID]) -> Bool {
    guard let failed else { return false }
    return aggregates.contains(failed) || program.selectors(below: selector).contains(failed)
  }
}
